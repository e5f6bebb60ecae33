package io.filelibrary.http.content;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.error.AccessDenied;
import io.filelibrary.error.ChannelNotFound;
import io.filelibrary.error.InvalidId;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.http.access.SigningKey;
import io.filelibrary.http.route.Exchange;
import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.ContentDisposition;
import io.filelibrary.model.Disposition;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.Visibility;
import java.io.IOException;
import java.time.Clock;

/**
 * Gives the bytes of files: those that a signed URL names, as the actor it was made for, to be
 * saved and kept by no cache; and public ones to everybody, as the actor {@code anonymous}. Of what
 * is not public, or not for that actor, the answer tells nothing.
 */
final class DownloadEndpoint {
  private static final ActorId ANONYMOUS = ActorId.of("anonymous");

  /** Short, since a public file can be deleted or made private at any time. */
  private static final String PUBLIC_CACHING = "public, max-age=60, must-revalidate";

  private static final String PRIVATE_CACHING = "private, no-store";

  private final FileLibrary library;
  private final SigningKey key;
  private final Clock clock;

  DownloadEndpoint(FileLibrary library, SigningKey key, Clock clock) {
    this.library = library;
    this.key = key;
    this.clock = clock;
  }

  void signed(Exchange exchange) throws IOException {
    SignedGrant grant =
        SignedGrant.openToRead(key, exchange.path("token")).orElseThrow(HttpFailure::notFound);
    if (grant.hasEnded(clock.instant())) {
      throw new HttpFailure(403, "download_url_expired", "this URL has ended; ask for another one");
    }
    ChannelFiles files = library.channel(grant.channel(), grant.actor());
    new FileAnswer(exchange, clock)
        .send(
            () -> file(files.get(grant.file())),
            range -> files.open(grant.file(), range),
            file -> new ContentDisposition(Disposition.ATTACHMENT, file.name()),
            PRIVATE_CACHING);
  }

  void everybodys(Exchange exchange) throws IOException {
    ItemId id = publicId(exchange.path("id"));
    ChannelFiles files =
        library
            .locate(id)
            .map(channel -> library.channel(channel, ANONYMOUS))
            .orElseThrow(HttpFailure::notFound);
    new FileAnswer(exchange, clock)
        .send(
            () -> publicFile(files, id),
            range -> files.open(id, range),
            file -> ContentDisposition.of(file, Disposition.INLINE),
            PUBLIC_CACHING);
  }

  private static ItemId publicId(String text) {
    try {
      return ItemId.parse(text);
    } catch (InvalidId e) {
      throw HttpFailure.notFound();
    }
  }

  private static FileItem publicFile(ChannelFiles files, ItemId id) {
    try {
      FileItem file = file(files.get(id));
      if (file.visibility() == Visibility.PUBLIC && file.status() == FileStatus.COMPLETED) {
        // Asks whether the bytes may be read, which a HEAD does not come to.
        files.publicUrl(id);
        return file;
      }
    } catch (ItemNotFound | ChannelNotFound | AccessDenied e) {
      // What is there is for those to know who may see it.
      throw HttpFailure.notFound();
    }
    throw HttpFailure.notFound();
  }

  private static FileItem file(Item item) {
    if (item instanceof FileItem file) {
      return file;
    }
    throw HttpFailure.notFound();
  }
}
