package io.filelibrary.http.content;

import io.filelibrary.FileContent;
import io.filelibrary.error.FilePending;
import io.filelibrary.http.route.Exchange;
import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.ContentDisposition;
import io.filelibrary.model.FileItem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to a GET or HEAD of a file, as RFC 9110 has it: whole or one range, or that the client
 * has it already. The bytes pass through a buffer of fixed size. Bytes that turn out to be damaged
 * are never sent to their end: the answer is a failure, or breaks off before its length.
 */
final class FileAnswer {
  private static final int BUFFER = 1 << 16;

  private final Exchange exchange;
  private final Clock clock;

  FileAnswer(Exchange exchange, Clock clock) {
    this.exchange = exchange;
    this.clock = clock;
  }

  /** What the headers say about the bytes that follow. */
  private record Plan(FileItem file, String tag, Optional<ByteRange> range) {
    ByteRange toOpen() {
      return range.orElse(ByteRange.ALL);
    }

    long length() {
      return toOpen().lengthWithin(file.size());
    }
  }

  /**
   * Answers the request.
   *
   * @param content the file as it is, with its bytes
   * @param disposition what a browser is to do with it
   * @param caching the Cache-Control header
   * @throws IOException if the client is gone
   */
  void send(FileContent content, ContentDisposition disposition, String caching)
      throws IOException {
    FileItem file = content.item();
    String tag = tag(file);
    if (isKnown(file, tag)) {
      begin(304, file, tag, caching);
      return;
    }
    if (exchange.request().getMethod().equals("HEAD")) {
      describe(new Plan(file, tag, Optional.empty()), disposition, caching);
      return;
    }
    Plan plan = new Plan(file, tag, range(file, tag));
    try (InputStream opened = content.open(plan.toOpen())) {
      copy(opened, plan, disposition, caching);
    }
  }

  private boolean isKnown(FileItem file, String tag) {
    return switch (preconditions().evaluate(tag, modified(file), clock.instant())) {
      case PROCEED -> false;
      case NOT_MODIFIED -> true;
      case FAILED ->
          throw new HttpFailure(
              412, "precondition_failed", "the file is not in the state that was asked for");
    };
  }

  private Optional<ByteRange> range(FileItem file, String tag) {
    Optional<RequestedRange> asked =
        header("Range")
            .flatMap(RequestedRange::parse)
            .filter(range -> preconditions().allowRange(tag, modified(file), clock.instant()));
    if (asked.isPresent() && !asked.get().isSatisfiable(file.size())) {
      throw new HttpFailure(
          416,
          "range_not_satisfiable",
          "the range begins past the end of the file",
          Map.of("Content-Range", "bytes */" + file.size()));
    }
    // Nothing of an empty file can be told as a range.
    return asked.filter(range -> file.size() > 0).map(range -> range.within(file.size()));
  }

  private void copy(InputStream in, Plan plan, ContentDisposition disposition, String caching)
      throws IOException {
    // One byte more than there should be, so that bytes too many are noticed before all are sent.
    byte[] buffer = new byte[(int) Math.min(BUFFER, plan.length() + 1)];
    // Read first: what fails at once is still answered as a failure, without these headers.
    int read = in.readNBytes(buffer, 0, buffer.length);
    describe(plan, disposition, caching);
    OutputStream out = exchange.response().getOutputStream();
    while (read > 0) {
      out.write(buffer, 0, read);
      read = in.readNBytes(buffer, 0, buffer.length);
    }
  }

  private void describe(Plan plan, ContentDisposition disposition, String caching) {
    FileItem file = plan.file;
    begin(plan.range.isPresent() ? 206 : 200, file, plan.tag, caching);
    HttpServletResponse response = exchange.response();
    response.setHeader("Accept-Ranges", "bytes");
    response.setHeader("Content-Type", file.contentType().value());
    response.setHeader("Content-Disposition", disposition.value());
    response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentLengthLong(plan.length());
    plan.range.ifPresent(
        range ->
            response.setHeader(
                "Content-Range",
                "bytes %d-%d/%d"
                    .formatted(range.offset(), range.offset() + plan.length() - 1, file.size())));
  }

  private void begin(int status, FileItem file, String tag, String caching) {
    HttpServletResponse response = exchange.response();
    response.setStatus(status);
    response.setHeader("ETag", tag);
    response.setHeader("Last-Modified", HttpDate.format(modified(file)));
    response.setHeader("Cache-Control", caching);
  }

  private Preconditions preconditions() {
    return new Preconditions(
        header("If-Match"),
        header("If-Unmodified-Since"),
        header("If-None-Match"),
        header("If-Modified-Since"),
        header("If-Range"));
  }

  /** The values of a header as one list: for what takes no list, several are none that it knows. */
  private Optional<String> header(String name) {
    List<String> values = Collections.list(exchange.request().getHeaders(name));
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
  }

  private static String tag(FileItem file) {
    return EntityTags.of(file.sha256().orElseThrow(() -> new FilePending(file.id().toString())));
  }

  private static Instant modified(FileItem file) {
    return file.updatedAt();
  }
}
