package io.filelibrary.internal.check;

import io.filelibrary.check.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Keeps something below so many in a second: waits whenever what was done so far is ahead of the
 * time that has passed.
 */
final class Throttle {
  private static final Duration LONGEST = Duration.ofSeconds(1);

  /** What was done longer ago than this is forgotten, so that a slow hour earns no fast one. */
  private static final long WINDOW_SECONDS = 10;

  private final OptionalLong perSecond;
  private final Clock clock;
  private final Pause pause;
  private Instant since;
  private long done;

  Throttle(OptionalLong perSecond, Clock clock, Pause pause) {
    this.perSecond = perSecond;
    this.clock = clock;
    this.pause = pause;
    this.since = clock.instant();
  }

  void passed(long more) throws Halted {
    if (perSecond.isEmpty()) {
      return;
    }
    if (clock.instant().isBefore(since)) {
      // The clock was set back: what was done before tells nothing any more.
      since = clock.instant();
      done = 0;
    }
    done += more;
    Duration due = Duration.ofMillis(Math.round(done * 1000.0 / perSecond.getAsLong()));
    Duration behind = due.minus(Duration.between(since, clock.instant()));
    while (behind.compareTo(Duration.ZERO) > 0) {
      Duration step = behind.compareTo(LONGEST) > 0 ? LONGEST : behind;
      waitFor(step);
      behind = behind.minus(step);
    }
    if (due.toSeconds() >= WINDOW_SECONDS) {
      since = clock.instant();
      done = 0;
    }
  }

  private void waitFor(Duration step) throws Halted {
    try {
      pause.forLength(step);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Halted("the check was interrupted");
    }
  }
}
