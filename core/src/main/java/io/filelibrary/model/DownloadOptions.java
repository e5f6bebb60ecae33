package io.filelibrary.model;

import io.filelibrary.error.InvalidSize;
import java.time.Duration;

/**
 * How a file is handed out by a URL.
 *
 * @param lifetime how long the URL is good for, from a second to 7 days
 * @param disposition what a browser is to do with the file
 */
public record DownloadOptions(Duration lifetime, Disposition disposition) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(7);

  /** A quarter of an hour, to be saved. */
  public static final DownloadOptions DEFAULT =
      new DownloadOptions(Duration.ofMinutes(15), Disposition.ATTACHMENT);

  /**
   * Checks the lifetime.
   *
   * @throws InvalidSize if it is shorter than a second or longer than 7 days
   */
  public DownloadOptions {
    if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
      throw new InvalidSize(lifetime.toString(), "a URL is good for a second to 7 days");
    }
  }

  /**
   * Returns a copy with another lifetime.
   *
   * @param other how long the URL is good for
   * @return the copy
   * @throws InvalidSize if it is shorter than a second or longer than 7 days
   */
  public DownloadOptions withLifetime(Duration other) {
    return new DownloadOptions(other, disposition);
  }

  /**
   * Returns a copy with another disposition.
   *
   * @param other what a browser is to do with the file
   * @return the copy
   */
  public DownloadOptions withDisposition(Disposition other) {
    return new DownloadOptions(lifetime, other);
  }
}
