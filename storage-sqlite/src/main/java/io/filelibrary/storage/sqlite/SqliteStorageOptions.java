package io.filelibrary.storage.sqlite;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * How a {@link SqliteStorage} is opened.
 *
 * @param file the database file, on a local disk; its folder must exist, and a symbolic link has to
 *     lead to a file
 * @param readers the most connections that read at once, at least 1; callers beyond wait for one
 * @param chunkSize the bytes of one stored part, 4 KiB to 16 MiB; what a put or a stream holds in
 *     memory
 * @param busyTimeout how long a write waits for another process's write, at most a day
 * @param abandonedAfter how long after its last chunk a put that has neither ended nor failed is
 *     taken for that of a crashed process, at least a minute; should it go on, it fails
 * @param clock tells when an object was stored, and whether a put is abandoned
 */
public record SqliteStorageOptions(
    Path file,
    int readers,
    int chunkSize,
    Duration busyTimeout,
    Duration abandonedAfter,
    Clock clock) {
  private static final int DEFAULT_CHUNK_SIZE = 256 << 10;
  private static final int MIN_CHUNK_SIZE = 4 << 10;
  private static final int MAX_CHUNK_SIZE = 16 << 20;
  private static final Duration DEFAULT_ABANDONED_AFTER = Duration.ofDays(1);
  private static final Duration MIN_ABANDONED_AFTER = Duration.ofMinutes(1);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public SqliteStorageOptions {
    Options.check(readers >= 1, "a storage has at least one reader");
    Options.check(
        chunkSize >= MIN_CHUNK_SIZE && chunkSize <= MAX_CHUNK_SIZE, "a chunk is 4 KiB to 16 MiB");
    Options.checkBusyTimeout(busyTimeout);
    Options.check(
        abandonedAfter.compareTo(MIN_ABANDONED_AFTER) >= 0,
        "a put is abandoned after a minute at the earliest");
  }

  /**
   * Creates options with twice as many readers as processors, chunks of 256 KiB, ten seconds of
   * patience, puts abandoned after a day, and the system's clock.
   *
   * @param file the database file
   * @return the options
   */
  public static SqliteStorageOptions of(Path file) {
    return new SqliteStorageOptions(
        file,
        Options.defaultReaders(),
        DEFAULT_CHUNK_SIZE,
        Options.DEFAULT_BUSY_TIMEOUT,
        DEFAULT_ABANDONED_AFTER,
        Clock.systemUTC());
  }

  /**
   * Returns a copy with another number of readers.
   *
   * @param count the most connections that read at once, at least 1
   * @return the copy
   */
  public SqliteStorageOptions withReaders(int count) {
    return new SqliteStorageOptions(file, count, chunkSize, busyTimeout, abandonedAfter, clock);
  }

  /**
   * Returns a copy with another size of chunks. Objects that are stored keep theirs.
   *
   * @param bytes the bytes of one stored part, 4 KiB to 16 MiB
   * @return the copy
   */
  public SqliteStorageOptions withChunkSize(int bytes) {
    return new SqliteStorageOptions(file, readers, bytes, busyTimeout, abandonedAfter, clock);
  }

  /**
   * Returns a copy with another patience.
   *
   * @param timeout how long a write waits for another process's write
   * @return the copy
   */
  public SqliteStorageOptions withBusyTimeout(Duration timeout) {
    return new SqliteStorageOptions(file, readers, chunkSize, timeout, abandonedAfter, clock);
  }

  /**
   * Returns a copy that takes puts for abandoned earlier or later.
   *
   * @param idle the time since the put's last chunk
   * @return the copy
   */
  public SqliteStorageOptions withAbandonedAfter(Duration idle) {
    return new SqliteStorageOptions(file, readers, chunkSize, busyTimeout, idle, clock);
  }

  /**
   * Returns a copy with another clock.
   *
   * @param other the clock
   * @return the copy
   */
  public SqliteStorageOptions withClock(Clock other) {
    return new SqliteStorageOptions(file, readers, chunkSize, busyTimeout, abandonedAfter, other);
  }
}
