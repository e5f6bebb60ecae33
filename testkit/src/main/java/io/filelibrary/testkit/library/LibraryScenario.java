package io.filelibrary.testkit.library;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.Destination;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.TransferGrant;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.testkit.GrantClient;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/**
 * A channel with a little of everything, the same each time: folders {@code docs} and {@code
 * docs/sub} and {@code other} with small and large files and a link, a file and a folder in the
 * trash, and three pending files: one without its bytes, one that has them, and one to which they
 * were sent in a part, where the storage takes parts.
 */
final class LibraryScenario {
  final FileLibrary library;
  final ChannelFiles files;
  final ItemId docs;
  final ItemId sub;
  final ItemId other;
  final ItemId small;
  final ItemId large;
  final ItemId link;
  final ItemId trashedFile;
  final ItemId trashedFolder;
  final PendingUpload received;
  final PendingUpload empty;
  final PendingUpload inParts;

  private LibraryScenario(LibraryProbe probe, ChannelFiles files) {
    this.library = probe.library;
    this.files = files;
    docs = files.createFolder("docs").id();
    sub = files.createFolder("docs/sub").id();
    other = files.createFolder("other").id();
    small = files.upload("docs/small", small()).id();
    large = files.upload("docs/large", large()).id();
    files.upload("docs/sub/deep", small());
    files.upload("other/small", large());
    link = files.createLink("docs/link", "https://example.com/").id();
    trashedFile = files.trash(files.upload("docs/gone", large()).id()).id();
    probe.clock.advance(Duration.ofSeconds(1));
    files.createFolder("old");
    files.upload("old/inside", small());
    trashedFolder = files.trash(files.find("old").orElseThrow().id()).id();
    received = begin("docs/received");
    files.uploads().receive(received.id(), new ByteArrayInputStream(large()));
    empty = begin("docs/empty");
    inParts = begin("docs/parts");
    sendPart(large());
  }

  static LibraryScenario prepare(LibraryProbe probe, int number) {
    return new LibraryScenario(probe, probe.channel(ChannelId.of("case/" + number)));
  }

  private void sendPart(byte[] part) {
    Optional<TransferGrant> grant = files.uploads().grantPart(inParts.id(), 1, part.length);
    if (grant.isEmpty()) {
      files.uploads().receive(inParts.id(), new ByteArrayInputStream(part));
      return;
    }
    try {
      GrantClient.send(grant.get(), part).assertTaken("a part");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private PendingUpload begin(String path) {
    return files.uploads().begin(Destination.at(path), UploadOptions.DEFAULT);
  }

  /** Bytes that a catalog may hold itself. */
  static byte[] small() {
    return bytes(LibraryProbe.INLINE_LIMIT / 2);
  }

  /** Bytes that only the storage holds. */
  static byte[] large() {
    return bytes(LibraryProbe.INLINE_LIMIT * 8);
  }

  static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
