package io.filelibrary;

import io.filelibrary.error.InvalidSize;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/**
 * When a library calls {@link FileLibrary#collect} by itself: for the first time a tenth of the
 * interval after it was opened, then an interval after each run has ended. A run that fails is
 * logged, and made up for by the next.
 *
 * @param interval from the end of a run to the beginning of the next; a second to 100 years
 * @param executor runs it, and stays the host's to shut down; empty for a daemon thread of the
 *     library's own, {@code filelibrary-collector}, which ends with {@link FileLibrary#close}
 */
public record CollectionSchedule(Duration interval, Optional<ScheduledExecutorService> executor) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(36_525);

  /**
   * Checks the interval.
   *
   * @throws InvalidSize if it is under a second or over 100 years
   */
  public CollectionSchedule {
    if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
      throw new InvalidSize(interval.toString(), "a collection each second to each 100 years");
    }
  }

  /**
   * Makes a schedule on a thread of the library's own.
   *
   * @param interval from the end of a run to the beginning of the next
   * @return the schedule
   * @throws InvalidSize if it is under a second or over 100 years
   */
  public static CollectionSchedule every(Duration interval) {
    return new CollectionSchedule(interval, Optional.empty());
  }

  /**
   * Returns a copy that runs on the host's threads.
   *
   * @param host runs it, and stays the host's to shut down
   * @return the copy
   */
  public CollectionSchedule on(ScheduledExecutorService host) {
    return new CollectionSchedule(interval, Optional.of(host));
  }
}
