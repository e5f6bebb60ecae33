package io.filelibrary.testkit.library;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * A clock that stands still until a test moves it. It begins at the present second, since the ends
 * of grants are compared with the clock of the storage.
 */
final class SteppedClock extends Clock {
  private Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  synchronized void advance(Duration by) {
    now = now.plus(by);
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
