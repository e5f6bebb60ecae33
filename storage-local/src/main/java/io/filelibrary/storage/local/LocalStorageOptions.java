package io.filelibrary.storage.local;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * What can be chosen about a {@link LocalStorage}. Immutable; start with {@link #of}.
 *
 * @param root the directory that holds the storage; it is created if it is absent
 * @param fsync whether every change is forced to the disk before a call returns. Without it a power
 *     cut may lose or empty objects whose put had returned: for tests and throw-away data alone
 * @param clock what the age of leftovers is measured by; it should agree with the file system's
 *     time to within the leftover age
 * @param leftoverAge for how long a temporary file must have been untouched before {@link
 *     LocalStorage#open(LocalStorageOptions)} takes it for the leftover of a crashed process and
 *     deletes it. An upload whose source pauses for longer than this may fail if another instance
 *     is opened on the root meanwhile
 */
public record LocalStorageOptions(Path root, boolean fsync, Clock clock, Duration leftoverAge) {
  private static final Duration DEFAULT_LEFTOVER_AGE = Duration.ofHours(24);

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the leftover age is zero or negative
   */
  public LocalStorageOptions {
    if (leftoverAge.isZero() || leftoverAge.isNegative()) {
      throw new IllegalArgumentException("leftoverAge must be positive, not " + leftoverAge);
    }
  }

  /**
   * Creates the default options: fsync on, the system's clock, leftovers swept after 24 hours.
   *
   * @param root the directory that holds the storage
   * @return the options
   */
  public static LocalStorageOptions of(Path root) {
    return new LocalStorageOptions(root, true, Clock.systemUTC(), DEFAULT_LEFTOVER_AGE);
  }

  /**
   * Returns the same options with fsync on or off.
   *
   * @param newFsync whether every change is forced to the disk
   * @return the changed copy
   */
  public LocalStorageOptions withFsync(boolean newFsync) {
    return new LocalStorageOptions(root, newFsync, clock, leftoverAge);
  }

  /**
   * Returns the same options with another clock.
   *
   * @param newClock what the age of leftovers is measured by
   * @return the changed copy
   */
  public LocalStorageOptions withClock(Clock newClock) {
    return new LocalStorageOptions(root, fsync, newClock, leftoverAge);
  }

  /**
   * Returns the same options with another leftover age.
   *
   * @param newLeftoverAge how long a temporary file must have been untouched to be deleted
   * @return the changed copy
   * @throws IllegalArgumentException if it is zero or negative
   */
  public LocalStorageOptions withLeftoverAge(Duration newLeftoverAge) {
    return new LocalStorageOptions(root, fsync, clock, newLeftoverAge);
  }
}
