package io.filelibrary.internal;

import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Starts the threads that hash large contents: so many at a time, since more than there are
 * processors for would only take turns. Each ends with the content that it was started for.
 */
final class HashThreads {
  static final String NAME = "filelibrary-hash";

  private final Semaphore free;

  HashThreads(int most) {
    this.free = new Semaphore(most);
  }

  /** Leaves one processor to those who move the bytes; with a single one there is no thread. */
  static HashThreads ofThisMachine() {
    return new HashThreads(Runtime.getRuntime().availableProcessors() - 1);
  }

  /** Runs work in a new thread, unless as many run as may. */
  Optional<Thread> start(Runnable work) {
    if (!free.tryAcquire()) {
      return Optional.empty();
    }
    Thread thread = new Thread(() -> runAndFree(work), NAME);
    thread.setDaemon(true);
    boolean started = false;
    try {
      thread.start();
      started = true;
    } finally {
      if (!started) {
        free.release();
      }
    }
    return Optional.of(thread);
  }

  private void runAndFree(Runnable work) {
    try {
      work.run();
    } finally {
      free.release();
    }
  }
}
