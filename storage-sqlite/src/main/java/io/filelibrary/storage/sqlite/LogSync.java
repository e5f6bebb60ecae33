package io.filelibrary.storage.sqlite;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes commits durable, and answers their callers after that. SQLite has written a commit into the
 * log, where others see it; a sync of the log that begins then makes it durable, and all before it.
 * While that takes its time on a thread of its own, the writer goes on with the next works.
 *
 * <p>Nobody is told of what is not durable: those who read wait as well ({@link #awaitDurable}).
 *
 * <p>After a sync that has failed the log is in doubt: the system may have dropped what was
 * written, and would not say so again. Nothing is durable then until the log is {@link #settled}.
 */
final class LogSync {
  private static final Logger LOG = LoggerFactory.getLogger(LogSync.class);

  /** So many batches are synced by the thread after one during whose sync others have come. */
  private static final int BATCHES_IN_COMPANY = 64;

  private final LogFile file;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();

  /** For those who wait until something is durable. */
  private final Condition changed = lock.newCondition();

  /** For the thread. */
  private final Condition handedOver = lock.newCondition();

  private List<QueuedWork<?>> waiting = new ArrayList<>();
  private int batchesInCompany;
  private boolean closed;
  private volatile Runnable idle = () -> {};
  // Syncs have numbers. These are written by who holds the lock.
  private volatile boolean syncing;
  private volatile long begun;
  private volatile long ended;
  private volatile long needed;
  private volatile boolean committing;
  private volatile @Nullable Throwable doubt;

  LogSync(LogFile file, String threadName) {
    this.file = file;
    this.thread = new Thread(this::syncUntilClosed, threadName);
    thread.setDaemon(true);
  }

  /** How many syncs were begun, or made by settling the log. */
  long syncs() {
    return begun;
  }

  /** Whether a sync runs. */
  boolean isBusy() {
    return syncing;
  }

  /** Has something run after each sync, before its callers are answered. */
  void onIdle(Runnable action) {
    idle = action;
  }

  /** Says that a commit to be durable begins: from now on others may see it. */
  void commitBegins() {
    committing = true;
  }

  /** Says that this commit has failed, or is in the log: no sync that has begun is enough then. */
  void commitEnded(boolean committed) {
    lock.lock();
    try {
      if (committed) {
        needed = begun + 1;
      }
      committing = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Says that callers have come during a sync, so that the writer should not sync by itself. */
  void expectCompany() {
    lock.lock();
    try {
      batchesInCompany = BATCHES_IN_COMPANY;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the thread syncs, as others come meanwhile; else who commits does so as well. */
  boolean isInCompany() {
    lock.lock();
    try {
      return syncing || !waiting.isEmpty() || batchesInCompany > 0;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Answers callers when all is durable that was committed so far. A single caller's commit is
   * synced by this thread, as there is nothing else to do and no other to wake up.
   */
  void release(List<QueuedWork<?>> answered) {
    if (answered.isEmpty()) {
      return;
    }
    boolean durable;
    lock.lock();
    try {
      durable = ended >= needed;
      if (!durable && isInCompany() && hasThread()) {
        batchesInCompany = Math.max(0, batchesInCompany - 1);
        waiting.addAll(answered);
        handedOver.signal();
        return;
      }
      syncing = syncing || !durable;
    } finally {
      lock.unlock();
    }
    if (durable) {
      answered.forEach(QueuedWork::release);
    } else {
      sync(answered);
    }
  }

  /** Returns when all that could be read before this call is durable, or the log is in doubt. */
  void awaitDurable() {
    long wanted = committing ? begun + 1 : needed;
    if (ended >= wanted) {
      return;
    }
    lock.lock();
    try {
      while (ended < wanted && (committing || ended < needed) && doubt == null) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether what was written since the last sync may be on the disk or not. */
  boolean isInDoubt() {
    return doubt != null;
  }

  /** Takes note of a failure of the disk. */
  void doubt(Throwable cause) {
    lock.lock();
    try {
      doubt = cause;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Says that all commits are in the database, which is synced, and that the log begins anew. */
  void settled() {
    lock.lock();
    try {
      ended = nextNumber();
      doubt = null;
    } finally {
      lock.unlock();
    }
  }

  /** Answers those who wait, and ends the thread; no commit comes any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      handedOver.signal();
    } finally {
      lock.unlock();
    }
    GroupCommit.join(thread);
    try {
      file.close();
    } catch (IOException e) {
      LOG.debug("the log could not be closed", e);
    }
  }

  /** Starts the thread; where the system has no more of them, the writer goes on to sync itself. */
  private boolean hasThread() {
    if (thread.getState() == Thread.State.NEW) {
      try {
        thread.start();
      } catch (OutOfMemoryError e) {
        LOG.warn("{} could not be started", thread.getName(), e);
        batchesInCompany = 0;
        return false;
      }
    }
    return true;
  }

  private void syncUntilClosed() {
    for (List<QueuedWork<?>> next = next(); !next.isEmpty(); next = next()) {
      sync(next);
    }
  }

  /** Waits for callers to answer; none come once this is closed. */
  private List<QueuedWork<?>> next() {
    lock.lock();
    try {
      while (syncing || (waiting.isEmpty() && !closed)) {
        handedOver.awaitUninterruptibly();
      }
      List<QueuedWork<?>> next = waiting;
      waiting = new ArrayList<>();
      syncing = !next.isEmpty();
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Syncs the log and answers callers; nobody else does meanwhile. */
  private void sync(List<QueuedWork<?>> answered) {
    Throwable failure = null;
    long number = 0;
    try {
      number = begin();
      if (number > 0) {
        file.force();
      }
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    }
    Throwable known = end(number, failure);
    try {
      idle.run();
    } finally {
      answer(answered, known);
    }
  }

  private static void answer(List<QueuedWork<?>> answered, @Nullable Throwable known) {
    for (QueuedWork<?> work : answered) {
      if (known == null) {
        work.release();
      } else {
        Effect effect = work.hasFailed() ? Effect.NONE : Effect.UNKNOWN;
        work.fail(() -> notDurable(known, effect));
      }
    }
  }

  /** Returns the number of a sync, or 0 where none is needed, or none can be relied on. */
  private long begin() {
    lock.lock();
    try {
      return doubt == null && ended < needed ? nextNumber() : 0;
    } finally {
      lock.unlock();
    }
  }

  private long nextNumber() {
    long number = begun + 1;
    begun = number;
    return number;
  }

  /** Returns why what was synced may not be durable, if so. */
  private @Nullable Throwable end(long number, @Nullable Throwable failure) {
    lock.lock();
    try {
      syncing = false;
      if (failure != null) {
        doubt = failure;
      } else if (doubt == null) {
        ended = Math.max(ended, number);
      }
      changed.signalAll();
      if (!waiting.isEmpty() || closed) {
        handedOver.signal();
      }
      return doubt;
    } finally {
      lock.unlock();
    }
  }

  private static BackendException notDurable(Throwable cause, Effect effect) {
    return new BackendException(
        Reason.UNAVAILABLE,
        effect,
        "the write-ahead log could not be synced: " + cause.getMessage(),
        cause);
  }
}
