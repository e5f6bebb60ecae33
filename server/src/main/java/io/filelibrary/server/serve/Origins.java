package io.filelibrary.server.serve;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.CrossOriginHandler;

/** Lets pages of other origins call, as clients for tus in a browser do. */
final class Origins {
  private static final Set<String> METHODS =
      Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

  /** What browsers may send. */
  private static final Set<String> REQUEST_HEADERS =
      Set.of(
          "Authorization",
          "Content-Digest",
          "Content-Type",
          "If-Match",
          "If-Modified-Since",
          "If-None-Match",
          "If-Range",
          "If-Unmodified-Since",
          "Range",
          "Repr-Digest",
          "Tus-Resumable",
          "Upload-Checksum",
          "Upload-Concat",
          "Upload-Defer-Length",
          "Upload-Length",
          "Upload-Metadata",
          "Upload-Offset",
          "X-API-KEY",
          "X-HTTP-Method-Override",
          "X-Request-ID",
          "X-Requested-With");

  /** What pages may see of answers, beside what all may. */
  private static final Set<String> ANSWER_HEADERS =
      Set.of(
          "Accept-Ranges",
          "Content-Disposition",
          "Content-Length",
          "Content-Range",
          "ETag",
          "Location",
          "Retry-After",
          "Tus-Checksum-Algorithm",
          "Tus-Extension",
          "Tus-Max-Size",
          "Tus-Resumable",
          "Tus-Version",
          "Upload-Concat",
          "Upload-Defer-Length",
          "Upload-Expires",
          "Upload-Length",
          "Upload-Metadata",
          "Upload-Offset");

  private Origins() {}

  /** Puts a handler behind the check of origins; with none allowed no header is sent at all. */
  static Handler allow(List<String> origins, Handler handler) {
    if (origins.isEmpty()) {
      return handler;
    }
    CrossOriginHandler check = new CrossOriginHandler();
    check.setAllowedOriginPatterns(
        origins.stream()
            .map(origin -> origin.equals("*") ? "*" : Pattern.quote(origin))
            .collect(Collectors.toSet()));
    check.setAllowedMethods(METHODS);
    check.setAllowedHeaders(REQUEST_HEADERS);
    check.setExposedHeaders(ANSWER_HEADERS);
    // Keys are sent as headers. Cookies, which this would be for, mean nothing here.
    check.setAllowCredentials(false);
    check.setPreflightMaxAge(Duration.ofHours(1));
    check.setHandler(handler);
    return check;
  }
}
