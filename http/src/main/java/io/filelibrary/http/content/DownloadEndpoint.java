package io.filelibrary.http.content;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileContent;
import io.filelibrary.FileLibrary;
import io.filelibrary.error.AccessDenied;
import io.filelibrary.error.ChannelNotFound;
import io.filelibrary.error.FilePending;
import io.filelibrary.error.InvalidId;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.NotAFile;
import io.filelibrary.http.access.SigningKey;
import io.filelibrary.http.route.Exchange;
import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.ContentDisposition;
import io.filelibrary.model.Disposition;
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
    FileContent content = content(files, grant.file());
    new FileAnswer(exchange, clock)
        .send(
            content,
            new ContentDisposition(Disposition.ATTACHMENT, content.item().name()),
            PRIVATE_CACHING);
  }

  void everybodys(Exchange exchange) throws IOException {
    ItemId id = publicId(exchange.path("id"));
    ChannelFiles files =
        library
            .locate(id)
            .map(channel -> library.channel(channel, ANONYMOUS))
            .orElseThrow(HttpFailure::notFound);
    FileContent content = publicContent(files, id);
    new FileAnswer(exchange, clock)
        .send(content, ContentDisposition.of(content.item(), Disposition.INLINE), PUBLIC_CACHING);
  }

  private static ItemId publicId(String text) {
    try {
      return ItemId.parse(text);
    } catch (InvalidId e) {
      throw HttpFailure.notFound();
    }
  }

  private static FileContent publicContent(ChannelFiles files, ItemId id) {
    try {
      FileContent content = content(files, id);
      if (content.item().visibility() == Visibility.PUBLIC) {
        return content;
      }
    } catch (ItemNotFound | ChannelNotFound | FilePending | AccessDenied e) {
      // What is there is for those to know who may see it.
      throw HttpFailure.notFound();
    }
    throw HttpFailure.notFound();
  }

  private static FileContent content(ChannelFiles files, ItemId id) {
    try {
      return files.content(id);
    } catch (NotAFile e) {
      throw HttpFailure.notFound();
    }
  }
}
