package io.filelibrary.server.serve;

import java.time.Duration;
import java.util.List;

/**
 * How Jetty takes requests. Immutable.
 *
 * @param host the name or address to listen at
 * @param port the port, or 0 for one that is free
 * @param corsOrigins the origins whose pages may call, such as {@code https://app.example.com}, or
 *     {@code *} for all; empty for none
 * @param threads the most threads, each of which serves one request at a time; at least 8.
 *     Transfers of files take three quarters of them at most, and others wait
 * @param maxConnections the most connections; others wait to be accepted
 * @param maxHeaderBytes the largest head of a request; larger ones are answered with 431
 * @param idleTimeout how long a connection may stand still, in the middle of a request or not
 * @param minUploadRate the least bytes per second at which a body has to come, over the time that
 *     is spent waiting for it, once that is more than the idle timeout; 0 for no bound
 * @param minDownloadRate the least bytes per second at which an answer has to be read, over the
 *     time that is spent waiting for that, once it is more than the idle timeout; 0 for no bound
 * @param shutdownTimeout how long running requests may take when the server is to stop
 * @param metrics whether {@code /metrics} is served, to everybody
 */
public record HttpServerOptions(
    String host,
    int port,
    List<String> corsOrigins,
    int threads,
    int maxConnections,
    int maxHeaderBytes,
    Duration idleTimeout,
    long minUploadRate,
    long minDownloadRate,
    Duration shutdownTimeout,
    boolean metrics) {
  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is out of bounds; the message says which
   */
  public HttpServerOptions {
    requireBetween("port", 0, port, 65_535);
    requireBetween("threads", 8, threads, 10_000);
    requireBetween("max-connections", 1, maxConnections, 100_000);
    requireBetween("max-header-bytes", 1024, maxHeaderBytes, 1 << 20);
    requireBetween("idle-timeout (in ms)", 1, idleTimeout.toMillis(), 3_600_000);
    requireBetween("min-upload-rate", 0, minUploadRate, Integer.MAX_VALUE);
    requireBetween("min-download-rate", 0, minDownloadRate, Integer.MAX_VALUE);
    requireBetween("shutdown-timeout (in ms)", 0, shutdownTimeout.toMillis(), 3_600_000);
    corsOrigins = List.copyOf(corsOrigins);
    corsOrigins.forEach(HttpServerOptions::requireOrigin);
  }

  private static void requireBetween(String what, long least, long value, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(what + " is " + least + " to " + most + ", not " + value);
    }
  }

  private static void requireOrigin(String origin) {
    if (!origin.equals("*") && !origin.matches("https?://[^/?#\\s]+")) {
      throw new IllegalArgumentException(
          "cors-origins are such as https://app.example.com, without a slash at the end, or *");
    }
  }
}
