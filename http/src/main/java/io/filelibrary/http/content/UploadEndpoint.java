package io.filelibrary.http.content;

import com.google.common.base.Splitter;
import io.filelibrary.FileLibrary;
import io.filelibrary.UploadDesk;
import io.filelibrary.error.ChecksumMismatch;
import io.filelibrary.error.FileTooLarge;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.SizeMismatch;
import io.filelibrary.error.SourceFailed;
import io.filelibrary.http.access.SigningKey;
import io.filelibrary.http.route.Exchange;
import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.Sha256;
import io.filelibrary.model.UploadId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Takes the bytes of an upload by one PUT and completes it. What the headers tell is refused before
 * the body is read. The answer is 200 with the tag of the file and no body; a PUT that is repeated
 * after that, or overtaken by another one, is refused with 409, be its bytes the same or not.
 *
 * <p>The file keeps the content type that was declared when the upload began: that of the PUT
 * changes nothing, since clients send one without being asked.
 */
final class UploadEndpoint {
  private static final Splitter LIST = Splitter.on(',').trimResults().omitEmptyStrings();

  private final FileLibrary library;
  private final SigningKey key;
  private final Clock clock;

  UploadEndpoint(FileLibrary library, SigningKey key, Clock clock) {
    this.library = library;
    this.key = key;
    this.clock = clock;
  }

  void put(Exchange exchange) {
    SignedGrant grant =
        SignedGrant.openToSend(key, exchange.path("token")).orElseThrow(HttpFailure::notFound);
    if (grant.hasEnded(clock.instant())) {
      throw new HttpFailure(403, "upload_url_expired", "this URL has ended; ask for another one");
    }
    requirePlain(exchange);
    UploadDesk uploads = library.channel(grant.channel(), grant.actor()).uploads();
    UploadId id = grant.upload().orElseThrow();
    List<Sha256> declared = declaredHashes(exchange);
    requirePossible(pending(uploads, grant, id), exchange.contentLength(), declared);
    FileItem file = complete(uploads, id, new UploadBody(exchange, declared));
    exchange.response().setHeader("Cache-Control", "no-store");
    file.sha256().ifPresent(hash -> exchange.response().setHeader("ETag", EntityTags.of(hash)));
    exchange.response().setContentLength(0);
  }

  /** The upload as it is; empty where the library says itself why it takes no bytes. */
  private static Optional<PendingUpload> pending(
      UploadDesk uploads, SignedGrant grant, UploadId id) {
    try {
      return uploads.find(grant.file()).filter(upload -> upload.id().equals(id));
    } catch (ItemNotFound e) {
      // A file whose bytes have become a version of another is gone too: this says so if it is.
      uploads.parts(id);
      throw e;
    }
  }

  private static FileItem complete(UploadDesk uploads, UploadId id, UploadBody body) {
    try {
      return uploads.complete(id, body);
    } catch (SourceFailed e) {
      Optional<ChecksumMismatch> mismatch = body.mismatch();
      if (mismatch.isPresent()) {
        mismatch.get().addSuppressed(e);
        throw mismatch.get();
      }
      throw e;
    }
  }

  private static void requirePlain(Exchange exchange) {
    if (!values(exchange, "Content-Range").isEmpty()) {
      throw HttpFailure.invalid("Content-Range", "a PUT sends the whole file (RFC 9110 14.5)");
    }
    for (String coding : LIST.split(values(exchange, "Content-Encoding"))) {
      if (!coding.equalsIgnoreCase("identity")) {
        throw new HttpFailure(
            415,
            "content_encoding_unsupported",
            "the bytes are stored as they come; send them without an encoding",
            Map.of("Accept-Encoding", "identity"));
      }
    }
  }

  private static void requirePossible(
      Optional<PendingUpload> upload, OptionalLong length, List<Sha256> declared) {
    if (upload.isEmpty()) {
      return;
    }
    OptionalLong expected = upload.get().expectedSize();
    if (length.isPresent() && expected.isPresent()) {
      if (length.getAsLong() != expected.getAsLong()) {
        throw new SizeMismatch(expected.getAsLong(), length.getAsLong());
      }
    }
    if (length.isPresent() && length.getAsLong() > upload.get().maxSize()) {
      throw new FileTooLarge(upload.get().maxSize());
    }
    Optional<Sha256> hash = upload.get().expectedSha256();
    for (Sha256 other : declared) {
      if (!hash.orElse(other).equals(other)) {
        throw new ChecksumMismatch(hash.get().hex(), other.hex());
      }
    }
  }

  private static List<Sha256> declaredHashes(Exchange exchange) {
    List<Sha256> hashes = new ArrayList<>();
    for (String header : List.of("Content-Digest", "Repr-Digest")) {
      hashes.addAll(DeclaredDigests.parse(header, values(exchange, header)));
    }
    return hashes;
  }

  private static String values(Exchange exchange, String header) {
    return String.join(", ", Collections.list(exchange.request().getHeaders(header)));
  }
}
