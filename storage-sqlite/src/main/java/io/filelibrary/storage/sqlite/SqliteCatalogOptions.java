package io.filelibrary.storage.sqlite;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a {@link SqliteCatalog} is opened.
 *
 * @param file the database file, on a local disk; its folder must exist, and a symbolic link has to
 *     lead to a file
 * @param readers the most connections that read at once, at least 1; callers beyond wait for one.
 *     Each holds up to 8 MiB outside of the heap
 * @param inlineLimit the largest content in bytes that the catalog holds itself, 0 to 1 MiB
 * @param busyTimeout how long a write waits for another process's write, at most a day
 * @param largestBatch the most works that share one commit, at least 1
 */
public record SqliteCatalogOptions(
    Path file, int readers, int inlineLimit, Duration busyTimeout, int largestBatch) {
  private static final int DEFAULT_INLINE_LIMIT = 64 << 10;
  private static final int MAX_INLINE_LIMIT = 1 << 20;
  private static final int DEFAULT_LARGEST_BATCH = 256;

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public SqliteCatalogOptions {
    Options.check(readers >= 1, "a catalog has at least one reader");
    Options.check(
        inlineLimit >= 0 && inlineLimit <= MAX_INLINE_LIMIT, "an inline limit is 0 to 1 MiB");
    Options.checkBusyTimeout(busyTimeout);
    Options.check(largestBatch >= 1, "a batch has at least one work");
  }

  /**
   * Creates options with twice as many readers as processors, an inline limit of 64 KiB, ten
   * seconds of patience and batches of up to 256 works.
   *
   * @param file the database file
   * @return the options
   */
  public static SqliteCatalogOptions of(Path file) {
    return new SqliteCatalogOptions(
        file,
        Options.defaultReaders(),
        DEFAULT_INLINE_LIMIT,
        Options.DEFAULT_BUSY_TIMEOUT,
        DEFAULT_LARGEST_BATCH);
  }

  /**
   * Returns a copy with another number of readers.
   *
   * @param count the most connections that read at once, at least 1
   * @return the copy
   */
  public SqliteCatalogOptions withReaders(int count) {
    return new SqliteCatalogOptions(file, count, inlineLimit, busyTimeout, largestBatch);
  }

  /**
   * Returns a copy with another inline limit.
   *
   * @param bytes the largest content that the catalog holds itself, 0 to 1 MiB
   * @return the copy
   */
  public SqliteCatalogOptions withInlineLimit(int bytes) {
    return new SqliteCatalogOptions(file, readers, bytes, busyTimeout, largestBatch);
  }

  /**
   * Returns a copy with another patience.
   *
   * @param timeout how long a write waits for another process's write
   * @return the copy
   */
  public SqliteCatalogOptions withBusyTimeout(Duration timeout) {
    return new SqliteCatalogOptions(file, readers, inlineLimit, timeout, largestBatch);
  }

  /**
   * Returns a copy with another bound of batches.
   *
   * @param works the most works that share one commit, at least 1
   * @return the copy
   */
  public SqliteCatalogOptions withLargestBatch(int works) {
    return new SqliteCatalogOptions(file, readers, inlineLimit, busyTimeout, works);
  }
}
