package io.filelibrary.server;

import com.google.common.base.Throwables;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share a queue of bounded length: who adds a task waits while the queue is full. The
 * first failure of a task lets the rest of the queue pass undone.
 */
final class Workers implements AutoCloseable {
  private static final int QUEUED_PER_THREAD = 16;

  private final ExecutorService threads;
  private final Semaphore room;
  private final int capacity;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  Workers(int threads) {
    this.threads = Executors.newFixedThreadPool(threads);
    this.capacity = threads * QUEUED_PER_THREAD;
    this.room = new Semaphore(capacity);
  }

  void add(Runnable task) {
    room.acquireUninterruptibly();
    threads.execute(
        () -> {
          try {
            if (!failed()) {
              task.run();
            }
          } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
          } finally {
            room.release();
          }
        });
  }

  boolean failed() {
    return failure.get() != null;
  }

  /** Waits for all tasks, and throws what the first of them failed with. */
  void finish() {
    room.acquireUninterruptibly(capacity);
    room.release(capacity);
    Throwable first = failure.get();
    if (first != null) {
      Throwables.throwIfUnchecked(first);
    }
  }

  /** Waits for the tasks that were added. */
  @Override
  public void close() {
    threads.shutdown();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = threads.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
