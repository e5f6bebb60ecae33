package io.filelibrary.http.tus;

import io.filelibrary.http.route.Exchange;
import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.http.spool.ChunkChecksum;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The headers of the protocol. */
final class TusHeaders {
  static final String VERSION = "1.0.0";
  static final String RESUMABLE = "Tus-Resumable";
  static final String VERSIONS = "Tus-Version";
  static final String OFFSET = "Upload-Offset";
  static final String LENGTH = "Upload-Length";
  static final String DEFER_LENGTH = "Upload-Defer-Length";
  static final String EXPIRES = "Upload-Expires";
  static final String CONTENT_TYPE = "application/offset+octet-stream";

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private TusHeaders() {}

  /** Refuses a client that speaks another version. */
  static void requireVersion(Exchange exchange) {
    if (!exchange.header(RESUMABLE).equals(Optional.of(VERSION))) {
      throw new HttpFailure(
          412,
          "unsupported_version",
          RESUMABLE + ": the version is " + VERSION,
          Map.of(VERSIONS, VERSION));
    }
  }

  /** Returns the method, which clients that cannot send it name in a header. */
  static String method(Exchange exchange) {
    return exchange.header("X-HTTP-Method-Override").orElse(exchange.request().getMethod());
  }

  /** Returns a number of bytes; empty if the header is missing. */
  static OptionalLong bytes(Exchange exchange, String name) {
    Optional<String> text = exchange.header(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!NUMBER.matcher(text.get()).matches()) {
      throw HttpFailure.invalid(name, "it is a number of bytes");
    }
    return OptionalLong.of(Long.parseLong(text.get()));
  }

  static Optional<ChunkChecksum> checksum(Exchange exchange) {
    return exchange.header("Upload-Checksum").map(ChunkChecksum::parse);
  }

  /** Refuses a body of another type than the protocol's. */
  static void requireContentType(Exchange exchange) {
    String type = exchange.header("Content-Type").orElse("");
    int parameters = type.indexOf(';');
    String essence = parameters < 0 ? type : type.substring(0, parameters);
    if (!essence.strip().toLowerCase(Locale.ROOT).equals(CONTENT_TYPE)) {
      throw new HttpFailure(
          415, "unsupported_media_type", "Content-Type: the bytes come as " + CONTENT_TYPE);
    }
  }

  static void setOffset(Exchange exchange, long offset) {
    exchange.response().setHeader(OFFSET, Long.toString(offset));
  }

  static void setExpires(Exchange exchange, Instant end) {
    exchange.response().setHeader(EXPIRES, DATE.format(end));
  }
}
