package io.filelibrary.storage.sqlite;

import java.time.Instant;

/** Moments as they are stored: nanoseconds since 1970 in 64 bits, the years 1678 to 2262. */
final class EpochNanos {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final Instant FIRST = instant(Long.MIN_VALUE);
  private static final Instant LAST = instant(Long.MAX_VALUE);

  private EpochNanos() {}

  /** The stored form of a moment, which must be in range. */
  static long of(Instant moment) {
    if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
      throw new IllegalArgumentException("a moment lies between the years 1678 and 2262");
    }
    return nearest(moment);
  }

  /** The stored form of a bound, which may lie beyond everything that can be stored. */
  static long nearest(Instant moment) {
    if (moment.isBefore(FIRST)) {
      return Long.MIN_VALUE;
    }
    if (moment.isAfter(LAST)) {
      return Long.MAX_VALUE;
    }
    long seconds = moment.getEpochSecond();
    long nanos = moment.getNano();
    if (seconds < 0) {
      // The product alone may fall below the range that the sum is in.
      seconds++;
      nanos -= NANOS_PER_SECOND;
    }
    return seconds * NANOS_PER_SECOND + nanos;
  }

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
  }
}
