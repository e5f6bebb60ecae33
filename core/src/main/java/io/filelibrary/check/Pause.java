package io.filelibrary.check;

import java.time.Duration;

/** Waits. A check that is not to take too much of its backends waits by it between two calls. */
@FunctionalInterface
public interface Pause {
  /**
   * Waits.
   *
   * @param length how long, more than nothing and at most a second
   * @throws InterruptedException if the thread is interrupted; the check then ends early
   */
  void forLength(Duration length) throws InterruptedException;
}
