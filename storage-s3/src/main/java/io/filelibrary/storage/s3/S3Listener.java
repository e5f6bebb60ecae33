package io.filelibrary.storage.s3;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Listens to the buckets of a storage until it is closed, or the storage is. {@link
 * S3Notifications#listen} makes one. Safe for use by any number of threads.
 */
public final class S3Listener implements AutoCloseable {
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final int DOUBLINGS = 9;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<BucketListener> parts = new CopyOnWriteArrayList<>();
  private final Consumer<S3Listener> afterwards;

  S3Listener(Consumer<S3Listener> afterwards) {
    this.afterwards = afterwards;
  }

  void add(BucketListener part) {
    parts.add(part);
  }

  /** Lets each bucket have a thread. */
  void start(Executor executor) {
    boolean started = false;
    try {
      parts.forEach(executor::execute);
      started = true;
    } finally {
      if (!started) {
        close();
      }
    }
  }

  boolean isClosed() {
    return closed.getCount() == 0;
  }

  /**
   * Waits before a connection is made again: from 100 milliseconds to about a minute, each time
   * twice as long, less up to a half of it, so that the listeners of many processes do not all come
   * back at once.
   *
   * @param failures how often it broke already without having been well
   * @return false if the listener was closed meanwhile
   */
  boolean pause(int failures) throws InterruptedException {
    long longest = FIRST_PAUSE_MILLIS << Math.min(failures, DOUBLINGS);
    return !closed.await(ThreadLocalRandom.current().nextLong(longest / 2, longest), MILLISECONDS);
  }

  /**
   * Ends the listening, also where it waits for events or for a connection to be made again. The
   * threads return to their executor at once; this does not wait for them, so that a key which was
   * being handed over may still be. Closing again does nothing.
   */
  @Override
  public void close() {
    closed.countDown();
    parts.forEach(BucketListener::end);
    afterwards.accept(this);
  }
}
