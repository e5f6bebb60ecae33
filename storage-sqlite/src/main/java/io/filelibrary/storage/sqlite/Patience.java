package io.filelibrary.storage.sqlite;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A time to go on trying for. */
final class Patience {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final long deadline;

  Patience(Duration limit) {
    deadline = System.nanoTime() + limit.toNanos();
  }

  /** Pauses for a moment; returns whether there is time to try again. */
  boolean pause() {
    if (System.nanoTime() - deadline >= 0) {
      return false;
    }
    LockSupport.parkNanos(PAUSE_NANOS);
    return true;
  }
}
