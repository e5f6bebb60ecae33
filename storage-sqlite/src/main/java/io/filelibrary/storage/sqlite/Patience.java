package io.filelibrary.storage.sqlite;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;

/** A time to go on trying for. */
final class Patience {
  private static final Duration PAUSE = Duration.ofMillis(2);

  private final long deadline;

  Patience(Duration limit) {
    deadline = System.nanoTime() + limit.toNanos();
  }

  /**
   * Pauses for a moment, also with an interrupt pending; returns whether there is time to try
   * again.
   */
  boolean pause() {
    if (System.nanoTime() - deadline >= 0) {
      return false;
    }
    Uninterruptibles.sleepUninterruptibly(PAUSE);
    return true;
  }
}
