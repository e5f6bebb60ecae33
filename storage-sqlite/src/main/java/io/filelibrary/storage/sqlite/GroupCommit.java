package io.filelibrary.storage.sqlite;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.Durability;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. It takes all works that wait, up to a bound, and commits them in one
 * transaction: while that reaches the disk the next works gather, so that many callers share a sync
 * and a single one never waits for company.
 */
final class GroupCommit {
  private final BatchCommitter committer;
  private final int largestBatch;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<QueuedWork<?>> queue = new ArrayDeque<>();
  private boolean closed;
  private volatile @Nullable SQLException closeFailure;

  GroupCommit(BatchCommitter committer, int largestBatch, String threadName) {
    this.committer = committer;
    this.largestBatch = largestBatch;
    this.thread = new Thread(this::commitUntilClosed, threadName);
    // A host that forgets to close is not kept from exiting: what was acknowledged is durable.
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Queues work and waits until it is committed, or has failed. */
  <T> T write(Durability durability, SessionWork<T> work) throws BackendException {
    QueuedWork<T> queued = new QueuedWork<>(durability, work);
    lock.lock();
    try {
      if (closed) {
        throw Database.closed();
      }
      queue.add(queued);
      changed.signal();
    } finally {
      lock.unlock();
    }
    return queued.await();
  }

  /** Refuses further works, finishes those that wait, and ends the thread. */
  void close() throws BackendException {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    joinUninterruptibly();
    if (closeFailure != null) {
      throw SqlFailure.of(closeFailure);
    }
  }

  private void commitUntilClosed() {
    for (List<QueuedWork<?>> batch = next(); !batch.isEmpty(); batch = next()) {
      try {
        committer.commit(batch);
      } catch (RuntimeException | Error e) {
        committer.abandon();
        // A defect here must not leave callers waiting for ever; those released before ignore it.
        batch.forEach(work -> work.fail(() -> broken(e)));
      }
    }
    try {
      committer.close();
    } catch (SQLException e) {
      closeFailure = e;
    }
  }

  /** Waits for works; none come once the database is closed and the queue empty. */
  private List<QueuedWork<?>> next() {
    lock.lock();
    try {
      while (queue.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      List<QueuedWork<?>> batch = new ArrayList<>();
      while (!queue.isEmpty() && batch.size() < largestBatch) {
        batch.add(queue.remove());
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void joinUninterruptibly() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static BackendException broken(Throwable cause) {
    return new BackendException(
        Reason.UNAVAILABLE, Effect.UNKNOWN, "the writer failed: " + cause, cause);
  }
}
