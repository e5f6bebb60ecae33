package io.filelibrary.http;

import io.filelibrary.http.access.SigningKey;
import io.filelibrary.http.spool.SpoolLimits;
import io.filelibrary.http.timetap.TimeTapOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * How a library is served. Immutable; every field but the key and the spool has a default.
 *
 * @param signingKey signs URLs and cursors; the same for all instances of a service
 * @param spool a directory for unfinished uploads, which nothing else uses; created if it is
 *     missing
 * @param spoolLimits what the spool may take of its disk
 * @param publicUrl where clients reach the servlet, which URLs in answers begin with; empty to go
 *     by the Host header of each request, which is only safe behind a proxy that checks it
 * @param downloadLifetime how long a URL for a download is good, from a second to 7 days
 * @param maxJsonBytes the largest JSON body in bytes, at least 1,024
 * @param timeTap how the TimeTap dialect maps onto the library
 * @param clock tells the time
 */
public record HttpOptions(
    SigningKey signingKey,
    Path spool,
    SpoolLimits spoolLimits,
    Optional<URI> publicUrl,
    Duration downloadLifetime,
    int maxJsonBytes,
    TimeTapOptions timeTap,
    Clock clock) {
  private static final Duration LONGEST = Duration.ofDays(7);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if a limit is out of bounds, or the URL is not an absolute
   *     http or https URL without query, fragment and slash at its end
   */
  public HttpOptions {
    publicUrl.ifPresent(HttpOptions::requireBase);
    if (downloadLifetime.toSeconds() < 1 || downloadLifetime.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a URL is good for a second to 7 days");
    }
    if (maxJsonBytes < 1024) {
      throw new IllegalArgumentException("a JSON body may have at least 1024 bytes");
    }
  }

  /**
   * Returns the defaults: a spool of 10 GiB that leaves 64 MiB free, URLs by the Host header,
   * downloads for a quarter of an hour, JSON of a mebibyte, the TimeTap dialect as published, the
   * system's clock.
   *
   * @param signingKey signs URLs and cursors
   * @param spool a directory for unfinished uploads
   * @return the options
   */
  public static HttpOptions of(SigningKey signingKey, Path spool) {
    return new HttpOptions(
        signingKey,
        spool,
        SpoolLimits.DEFAULT,
        Optional.empty(),
        Duration.ofMinutes(15),
        1 << 20,
        TimeTapOptions.DEFAULT,
        Clock.systemUTC());
  }

  /**
   * Returns a copy with other limits of the spool.
   *
   * @param limits what the spool may take of its disk
   * @return the copy
   */
  public HttpOptions withSpoolLimits(SpoolLimits limits) {
    return new HttpOptions(
        signingKey, spool, limits, publicUrl, downloadLifetime, maxJsonBytes, timeTap, clock);
  }

  /**
   * Returns a copy for clients that reach the servlet at a certain URL.
   *
   * @param url an absolute URL, such as {@code https://files.example.com/api}
   * @return the copy
   * @throws IllegalArgumentException if it is no such URL
   */
  public HttpOptions withPublicUrl(URI url) {
    return new HttpOptions(
        signingKey,
        spool,
        spoolLimits,
        Optional.of(url),
        downloadLifetime,
        maxJsonBytes,
        timeTap,
        clock);
  }

  /**
   * Returns a copy with another lifetime of URLs for downloads.
   *
   * @param lifetime from a second to 7 days
   * @return the copy
   * @throws IllegalArgumentException if it is out of bounds
   */
  public HttpOptions withDownloadLifetime(Duration lifetime) {
    return new HttpOptions(
        signingKey, spool, spoolLimits, publicUrl, lifetime, maxJsonBytes, timeTap, clock);
  }

  /**
   * Returns a copy with another limit for JSON bodies.
   *
   * @param bytes the largest body, at least 1,024
   * @return the copy
   * @throws IllegalArgumentException if it is less
   */
  public HttpOptions withMaxJsonBytes(int bytes) {
    return new HttpOptions(
        signingKey, spool, spoolLimits, publicUrl, downloadLifetime, bytes, timeTap, clock);
  }

  /**
   * Returns a copy with another mapping of the TimeTap dialect.
   *
   * @param other the mapping
   * @return the copy
   */
  public HttpOptions withTimeTap(TimeTapOptions other) {
    return new HttpOptions(
        signingKey, spool, spoolLimits, publicUrl, downloadLifetime, maxJsonBytes, other, clock);
  }

  /**
   * Returns a copy with another clock.
   *
   * @param other tells the time
   * @return the copy
   */
  public HttpOptions withClock(Clock other) {
    return new HttpOptions(
        signingKey, spool, spoolLimits, publicUrl, downloadLifetime, maxJsonBytes, timeTap, other);
  }

  private static void requireBase(URI url) {
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    boolean plain = url.getRawQuery() == null && url.getRawFragment() == null;
    if (!http || url.getHost() == null || !plain || url.getPath().endsWith("/")) {
      throw new IllegalArgumentException(
          "a public URL is absolute, such as https://files.example.com/api, without a slash at its"
              + " end");
    }
  }
}
