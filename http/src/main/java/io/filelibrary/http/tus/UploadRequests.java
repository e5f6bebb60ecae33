package io.filelibrary.http.tus;

import io.filelibrary.FileLibrary;
import io.filelibrary.UploadDesk;
import io.filelibrary.error.UploadCompleted;
import io.filelibrary.error.UploadIncomplete;
import io.filelibrary.error.UploadNotFound;
import io.filelibrary.http.access.SigningKey;
import io.filelibrary.http.route.Exchange;
import io.filelibrary.http.route.Handler;
import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.http.spool.ChunkChecksum;
import io.filelibrary.http.spool.SpoolDirectory;
import io.filelibrary.http.spool.SpooledUpload;
import io.filelibrary.model.FileItem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Answers the requests for the URL of an upload: HEAD, PATCH and DELETE, also by way of POST. */
final class UploadRequests implements Handler {
  private final FileLibrary library;
  private final SpoolDirectory spool;
  private final SigningKey key;
  private final Clock clock;

  UploadRequests(FileLibrary library, SpoolDirectory spool, SigningKey key, Clock clock) {
    this.library = library;
    this.spool = spool;
    this.key = key;
    this.clock = clock;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    TusHeaders.requireVersion(exchange);
    UploadUrl url = UploadUrl.open(key, exchange.path("token")).orElseThrow(HttpFailure::notFound);
    if (url.hasEnded(clock.instant())) {
      throw new HttpFailure(410, "upload_expired", "this upload is over; create another one");
    }
    UploadDesk desk = library.channel(url.channel(), url.actor()).uploads();
    switch (TusHeaders.method(exchange)) {
      case "HEAD" -> head(exchange, url, desk);
      case "PATCH" -> patch(exchange, url, desk);
      case "DELETE" -> delete(exchange, url, desk);
      default ->
          throw new HttpFailure(
              405,
              "method_not_allowed",
              "an upload takes HEAD, PATCH and DELETE",
              Map.of("Allow", "DELETE, HEAD, OPTIONS, PATCH"));
    }
  }

  private Optional<SpooledUpload> opened(UploadUrl url) {
    Optional<SpooledUpload> upload = spool.open(url.upload().value());
    if (upload.isPresent() && !upload.get().record().generation().equals(url.generation())) {
      upload.get().close();
      throw new HttpFailure(
          404, "upload_not_found", "the upload of this file was created anew, with another URL");
    }
    return upload;
  }

  /** The file of an upload that the spool does not have: it is completed, or nothing is left. */
  private static FileItem finished(UploadUrl url, UploadDesk desk) {
    try {
      return desk.complete(url.upload());
    } catch (UploadIncomplete e) {
      throw new UploadNotFound(url.upload().toString());
    }
  }

  private void head(Exchange exchange, UploadUrl url, UploadDesk desk) {
    exchange.response().setHeader("Cache-Control", "no-store");
    Optional<SpooledUpload> opened = opened(url);
    if (opened.isEmpty()) {
      describe(exchange, url, finished(url, desk));
      return;
    }
    try (SpooledUpload upload = opened.get()) {
      Optional<FileItem> completed = new Handover(desk, upload).completedAlready();
      if (completed.isPresent()) {
        describe(exchange, url, completed.get());
        return;
      }
      upload.sync();
      HttpServletResponse response = exchange.response();
      TusHeaders.setOffset(exchange, upload.offset());
      OptionalLong length = upload.record().length();
      response.setHeader(
          length.isPresent() ? TusHeaders.LENGTH : TusHeaders.DEFER_LENGTH,
          Long.toString(length.orElse(1)));
      upload.record().metadata().ifPresent(text -> response.setHeader(UploadMetadata.HEADER, text));
      TusHeaders.setExpires(exchange, url.expiresAt());
      response.setStatus(200);
    }
  }

  private static void describe(Exchange exchange, UploadUrl url, FileItem file) {
    TusHeaders.setOffset(exchange, file.size());
    exchange.response().setHeader(TusHeaders.LENGTH, Long.toString(file.size()));
    TusHeaders.setExpires(exchange, url.expiresAt());
    exchange.response().setStatus(200);
  }

  private void patch(Exchange exchange, UploadUrl url, UploadDesk desk) throws IOException {
    TusHeaders.requireContentType(exchange);
    long offset =
        TusHeaders.bytes(exchange, TusHeaders.OFFSET)
            .orElseThrow(() -> HttpFailure.invalid(TusHeaders.OFFSET, "PATCH has it"));
    Optional<ChunkChecksum> checksum = TusHeaders.checksum(exchange);
    OptionalLong length = TusHeaders.bytes(exchange, TusHeaders.LENGTH);
    Optional<SpooledUpload> opened = opened(url);
    if (opened.isEmpty()) {
      patchFinished(exchange, finished(url, desk), offset);
      return;
    }
    try (SpooledUpload upload = opened.get()) {
      Handover handover = new Handover(desk, upload);
      Optional<FileItem> completed = handover.completedAlready();
      if (completed.isPresent()) {
        patchFinished(exchange, completed.get(), offset);
        return;
      }
      requireOffset(offset, upload.offset());
      length.ifPresent(upload::fixLength);
      upload.append(offset, exchange.body(), exchange.contentLength(), checksum);
      long end = upload.isWhole() ? handover.complete().size() : upload.offset();
      TusHeaders.setOffset(exchange, end);
      TusHeaders.setExpires(exchange, url.expiresAt());
      exchange.response().setStatus(204);
    }
  }

  /** A client that did not hear of the end may send its last, empty request again. */
  private static void patchFinished(Exchange exchange, FileItem file, long offset)
      throws IOException {
    requireOffset(offset, file.size());
    if (exchange.body().read() >= 0) {
      throw new HttpFailure(413, "upload_too_large", "all bytes of this upload have come");
    }
    TusHeaders.setOffset(exchange, file.size());
    exchange.response().setStatus(204);
  }

  private static void requireOffset(long offset, long expected) {
    if (offset != expected) {
      throw new HttpFailure(
          409,
          "offset_conflict",
          TusHeaders.OFFSET + ": the upload goes on at " + expected,
          Map.of(TusHeaders.OFFSET, Long.toString(expected)));
    }
  }

  private void delete(Exchange exchange, UploadUrl url, UploadDesk desk) {
    Optional<SpooledUpload> opened = opened(url);
    if (opened.isEmpty()) {
      desk.abort(url.upload());
    } else {
      try (SpooledUpload upload = opened.get()) {
        abort(desk, url, upload);
        upload.delete();
      }
    }
    exchange.response().setStatus(204);
  }

  private static void abort(UploadDesk desk, UploadUrl url, SpooledUpload upload) {
    try {
      desk.abort(url.upload());
    } catch (UploadNotFound | UploadCompleted e) {
      // What has come is of no use to anybody.
      upload.delete();
      throw e;
    }
  }
}
