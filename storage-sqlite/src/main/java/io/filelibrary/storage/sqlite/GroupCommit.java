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
 * Lets one thread write at a time. The writer's takes all works that wait, up to a bound, and
 * commits them in one transaction: while that is made, or the one before is synced, the next works
 * gather, so that many callers share one, and a sync of the log. A caller who comes alone commits
 * on its own thread, and waits for no other to wake up, unless several have come a moment ago.
 */
final class GroupCommit {
  private final BatchCommitter committer;
  private final LogSync sync;
  private final int largestBatch;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<QueuedWork<?>> queue = new ArrayDeque<>();
  private boolean committing;
  private boolean holding;
  private boolean closed;
  private volatile @Nullable BackendException closeFailure;

  GroupCommit(BatchCommitter committer, LogSync sync, int largestBatch, String threadName) {
    this.committer = committer;
    this.sync = sync;
    this.largestBatch = largestBatch;
    this.thread = new Thread(this::commitUntilClosed, threadName);
    // A host that forgets to close is not kept from exiting: what was acknowledged is durable.
    thread.setDaemon(true);
    sync.onIdle(this::synced);
  }

  void start() {
    thread.start();
  }

  /** Returns when work is committed, or throws what it has failed of. */
  <T> T write(Durability durability, SessionWork<T> work) throws BackendException {
    QueuedWork<T> own = new QueuedWork<>(durability, work);
    List<QueuedWork<?>> batch = new ArrayList<>();
    batch.add(own);
    if (!queued(own)) {
      write(batch, BatchCommitter.Arrivals.NONE);
    }
    return own.await();
  }

  /**
   * Leaves a work to the writer's thread, unless nobody else writes: then its caller may. Whoever
   * writes looks at the queue before it goes to sleep, and need not be woken up for it.
   */
  private boolean queued(QueuedWork<?> work) throws BackendException {
    lock.lock();
    try {
      if (closed) {
        throw Database.closed();
      }
      boolean waits = work.isDurable() && sync.isInCompany();
      if (committing || !queue.isEmpty() || committer.isUntidy() || waits) {
        queue.add(work);
        if (!committing || holding) {
          changed.signal();
        }
        return true;
      }
      committing = true;
      return false;
    } finally {
      lock.unlock();
    }
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
    join(thread);
    if (closeFailure != null) {
      throw closeFailure;
    }
  }

  private void commitUntilClosed() {
    List<QueuedWork<?>> batch = next();
    while (!batch.isEmpty() || committer.isUntidy()) {
      write(batch, this::whileSyncing);
      batch = next();
    }
    try {
      sync.close();
      committer.close();
    } catch (SQLException e) {
      closeFailure = SqlFailure.of(e);
    }
  }

  /** Writes while nobody else does. */
  private void write(List<QueuedWork<?>> batch, BatchCommitter.Arrivals arrivals) {
    try {
      committer.commit(batch, arrivals);
      if (Thread.currentThread() == thread) {
        // A work may have left it, and what comes next is others'.
        Thread.interrupted();
        // No caller is kept for that: all have been answered.
        committer.tidy();
      }
    } catch (RuntimeException | Error e) {
      abandon(batch, e);
    } finally {
      written();
    }
  }

  /** A defect must not leave callers waiting for ever; those released before ignore it. */
  private void abandon(List<QueuedWork<?>> batch, Throwable cause) {
    try {
      committer.abandon(cause);
    } finally {
      batch.forEach(work -> work.fail(() -> broken(cause)));
    }
  }

  private void written() {
    lock.lock();
    try {
      committing = false;
      if (!queue.isEmpty() || closed || committer.isUntidy()) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for works, or for something to tidy; neither comes once the database is closed. */
  private List<QueuedWork<?>> next() {
    lock.lock();
    try {
      while (committing || (queue.isEmpty() && !closed && !committer.isUntidy())) {
        changed.awaitUninterruptibly();
      }
      List<QueuedWork<?>> works = taken(largestBatch);
      committing = true;
      return works;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for works as long as the log is synced; returns none once it is not. */
  private List<QueuedWork<?>> whileSyncing(int room) {
    lock.lock();
    try {
      holding = true;
      while (queue.isEmpty() && sync.isBusy() && room > 0) {
        changed.awaitUninterruptibly();
      }
      holding = false;
      if (queue.isEmpty() || !sync.isBusy()) {
        return List.of();
      }
      sync.expectCompany();
      return taken(room);
    } finally {
      lock.unlock();
    }
  }

  private List<QueuedWork<?>> taken(int room) {
    // With room for all of them: a lack of memory is noticed before any has left the queue.
    List<QueuedWork<?>> works = new ArrayList<>(Math.min(queue.size(), room));
    while (!queue.isEmpty() && works.size() < room) {
      works.add(queue.remove());
    }
    return works;
  }

  /** A sync has ended: works that came meanwhile may run, or be committed. */
  private void synced() {
    lock.lock();
    try {
      if (!queue.isEmpty()) {
        sync.expectCompany();
      }
      if (holding) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the end of a thread; without Guava, whose classes a short process need not load. */
  static void join(Thread thread) {
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
