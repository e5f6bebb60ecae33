package io.filelibrary.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Notices that the process is asked to end (by Ctrl-C, say), and lets the command that is under way
 * stop in good order first, for some seconds.
 */
final class Interruption implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Duration patience;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "interruption");
  private volatile boolean requested;

  private Interruption(Duration patience) {
    this.patience = patience;
  }

  static Interruption watch() {
    return watch(PATIENCE);
  }

  /** Watches for a command that may take longer to stop. */
  static Interruption watch(Duration patience) {
    Interruption interruption = new Interruption(patience);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  boolean requested() {
    return requested;
  }

  /** Waits until the process, or this thread, is asked to end. */
  void await() {
    try {
      asked.await();
    } catch (InterruptedException e) {
      // What the command does to stop has to wait for others, so the mark is not set again.
      requested = true;
    }
  }

  /** Says that the command has stopped. */
  @Override
  public void close() {
    stopped.countDown();
    if (asked.getCount() > 0) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process is ending just now, which is fine: nothing is under way any more.
        requested = true;
      }
    }
  }

  private void interrupt() {
    requested = true;
    asked.countDown();
    try {
      if (!stopped.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        requested = true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
