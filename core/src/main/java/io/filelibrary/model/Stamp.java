package io.filelibrary.model;

import java.time.Instant;

/**
 * When something happened, and for whom.
 *
 * @param at the moment, to the nanosecond, between the years 1678 and 2262
 * @param by the actor
 */
public record Stamp(Instant at, ActorId by) {
  private static final Instant EARLIEST = Instant.ofEpochSecond(0, Long.MIN_VALUE);
  private static final Instant LATEST = Instant.ofEpochSecond(0, Long.MAX_VALUE);

  /**
   * Checks that the moment has a count of epoch nanoseconds in 64 bits.
   *
   * @throws IllegalArgumentException if it has not
   */
  public Stamp {
    if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
      throw new IllegalArgumentException("no moment between the years 1678 and 2262: " + at);
    }
  }
}
