package io.filelibrary.check;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * How a check works. Immutable; every field has a default.
 *
 * @param readData which contents are read and hashed
 * @param repair what is mended
 * @param orphanMargin how old an object without a row, or a leftover, must be to be one, and how
 *     long ago the collector should have acted; empty for the library's upload lifetime and a day.
 *     Not for less than that on a library in use: an upload that runs would be called stuck
 * @param orphanLimit the most orphans that a run deletes, 0 to 100,000; if there are more, it
 *     deletes none
 * @param force whether orphans are deleted up to the limit even if there are more, or the catalog
 *     looks older than the storage
 * @param objectsPerSecond the most contents and items looked at in a second; empty for no limit
 * @param bytesPerSecond the most bytes read in a second; empty for no limit
 * @param pause how it waits where it is too fast
 * @param resume where to go on, or empty to begin
 * @param progress told now and then, on the thread of the check, how far it is
 */
public record CheckOptions(
    ReadData readData,
    RepairLevel repair,
    Optional<Duration> orphanMargin,
    int orphanLimit,
    boolean force,
    OptionalLong objectsPerSecond,
    OptionalLong bytesPerSecond,
    Pause pause,
    Optional<CheckPoint> resume,
    Consumer<CheckProgress> progress) {
  /**
   * Reads no data and mends nothing, as fast as it can, from the beginning; of orphans 1,000 at
   * most would be deleted.
   */
  public static final CheckOptions DEFAULT =
      new CheckOptions(
          ReadData.NONE,
          RepairLevel.NONE,
          Optional.empty(),
          1000,
          false,
          OptionalLong.empty(),
          OptionalLong.empty(),
          length -> Thread.sleep(length.toMillis(), length.toNanosPart() % 1_000_000),
          Optional.empty(),
          progress -> {});

  private static final int MOST_ORPHANS = 100_000;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the margin is negative, the limit is out of range, or a
   *     rate is less than 1
   */
  public CheckOptions {
    if (orphanMargin.isPresent() && orphanMargin.get().isNegative()) {
      throw new IllegalArgumentException("a margin is not negative");
    }
    if (orphanLimit < 0 || orphanLimit > MOST_ORPHANS) {
      throw new IllegalArgumentException("a run deletes 0 to 100,000 orphans, not " + orphanLimit);
    }
    if (objectsPerSecond.orElse(1) < 1 || bytesPerSecond.orElse(1) < 1) {
      throw new IllegalArgumentException("a rate is at least 1 in a second");
    }
  }

  /**
   * Returns a copy that reads other contents.
   *
   * @param other which contents are read and hashed
   * @return the copy
   */
  public CheckOptions withReadData(ReadData other) {
    return new CheckOptions(
        other,
        repair,
        orphanMargin,
        orphanLimit,
        force,
        objectsPerSecond,
        bytesPerSecond,
        pause,
        resume,
        progress);
  }

  /**
   * Returns a copy that mends.
   *
   * @param level what is mended
   * @return the copy
   */
  public CheckOptions withRepair(RepairLevel level) {
    return new CheckOptions(
        readData,
        level,
        orphanMargin,
        orphanLimit,
        force,
        objectsPerSecond,
        bytesPerSecond,
        pause,
        resume,
        progress);
  }

  /**
   * Returns a copy with another margin.
   *
   * @param margin how old an orphan or a leftover is at least
   * @return the copy
   */
  public CheckOptions withOrphanMargin(Duration margin) {
    return new CheckOptions(
        readData,
        repair,
        Optional.of(margin),
        orphanLimit,
        force,
        objectsPerSecond,
        bytesPerSecond,
        pause,
        resume,
        progress);
  }

  /**
   * Returns a copy with another limit of orphans.
   *
   * @param most the most orphans that a run deletes
   * @return the copy
   */
  public CheckOptions withOrphanLimit(int most) {
    return new CheckOptions(
        readData,
        repair,
        orphanMargin,
        most,
        force,
        objectsPerSecond,
        bytesPerSecond,
        pause,
        resume,
        progress);
  }

  /**
   * Returns a copy that is slower.
   *
   * @param most the most contents and items looked at in a second, at least 1
   * @return the copy
   */
  public CheckOptions withObjectsPerSecond(long most) {
    return new CheckOptions(
        readData,
        repair,
        orphanMargin,
        orphanLimit,
        force,
        OptionalLong.of(most),
        bytesPerSecond,
        pause,
        resume,
        progress);
  }

  /**
   * Returns a copy that reads slower.
   *
   * @param most the most bytes read in a second, at least 1
   * @return the copy
   */
  public CheckOptions withBytesPerSecond(long most) {
    return new CheckOptions(
        readData,
        repair,
        orphanMargin,
        orphanLimit,
        force,
        objectsPerSecond,
        OptionalLong.of(most),
        pause,
        resume,
        progress);
  }

  /**
   * Returns a copy that waits otherwise.
   *
   * @param other how it waits
   * @return the copy
   */
  public CheckOptions withPause(Pause other) {
    return new CheckOptions(
        readData,
        repair,
        orphanMargin,
        orphanLimit,
        force,
        objectsPerSecond,
        bytesPerSecond,
        other,
        resume,
        progress);
  }

  /**
   * Returns a copy that goes on where another run ended.
   *
   * @param point where
   * @return the copy
   */
  public CheckOptions withResume(CheckPoint point) {
    return new CheckOptions(
        readData,
        repair,
        orphanMargin,
        orphanLimit,
        force,
        objectsPerSecond,
        bytesPerSecond,
        pause,
        Optional.of(point),
        progress);
  }

  /**
   * Returns a copy that tells how far it is.
   *
   * @param listener told on the thread of the check; what it throws ends the check
   * @return the copy
   */
  public CheckOptions withProgress(Consumer<CheckProgress> listener) {
    return new CheckOptions(
        readData,
        repair,
        orphanMargin,
        orphanLimit,
        force,
        objectsPerSecond,
        bytesPerSecond,
        pause,
        resume,
        listener);
  }

  /**
   * Returns a copy that deletes orphans also where they are many, or where the catalog looks older
   * than the storage: for an operator who has made sure that nobody needs them.
   *
   * @return the copy
   */
  public CheckOptions withForce() {
    return new CheckOptions(
        readData,
        repair,
        orphanMargin,
        orphanLimit,
        true,
        objectsPerSecond,
        bytesPerSecond,
        pause,
        resume,
        progress);
  }
}
