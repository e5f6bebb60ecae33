package io.filelibrary.testkit.model;

import io.filelibrary.model.ByteRange;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.UploadId;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.InlineContents;
import io.filelibrary.spi.StorageBackend;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Compares what open uploads have received, which no call of the library shows before they are
 * complete.
 */
final class StagedBytes {
  private final World world;
  private final Numbers numbers;
  private final int channel;
  private final ChannelId id;

  StagedBytes(World world, Numbers numbers, int channel) {
    this.world = world;
    this.numbers = numbers;
    this.channel = channel;
    this.id = new Translation(numbers, world).channel(channel);
  }

  /** What the catalog knows of staged bytes, and the bytes if it holds them itself. */
  private record Staged(ContentRecord content, Optional<byte[]> inline) {}

  void compare(Catalog catalog, StorageBackend storage) throws IOException, Difference {
    for (int i = 0; i < world.uploads.size(); i++) {
      ModelUpload upload = world.uploads.get(i);
      boolean open = upload.state == ModelUpload.State.OPEN && !upload.isExpired(world.now);
      if (open && upload.file.channel == channel && upload.file.isReachable()) {
        UploadId known = numbers.id(new Operation.UploadRef(i)).orElseThrow();
        Optional<Staged> staged = staged(catalog, known);
        String received = staged.isPresent() ? bytes(storage, staged.get()) : "nothing";
        String expected = upload.received.map(Content::bytes).map(Words::bytes).orElse("nothing");
        Difference.require("what upload @" + i + " has received", received, expected);
      }
    }
  }

  private Optional<Staged> staged(Catalog catalog, UploadId upload) throws IOException {
    return catalog.read(
        reader -> {
          var key = reader.upload(id, upload).orElseThrow().content();
          if (key.isEmpty()) {
            return Optional.<Staged>empty();
          }
          ContentRecord content = reader.content(id, key.get()).orElseThrow();
          if (content.sha256().isEmpty()) {
            // A key that a client was to be granted, and has sent nothing to.
            return Optional.<Staged>empty();
          }
          Optional<byte[]> inline =
              content.inline()
                  ? ((InlineContents) catalog).inline(reader, id, key.get())
                  : Optional.empty();
          return Optional.of(new Staged(content, inline));
        });
  }

  private static String bytes(StorageBackend storage, Staged staged) throws IOException {
    if (staged.inline.isPresent()) {
      return Words.bytes(staged.inline.get());
    }
    try (InputStream bytes = storage.open(staged.content.key(), ByteRange.ALL)) {
      return Words.bytes(bytes.readAllBytes());
    }
  }
}
