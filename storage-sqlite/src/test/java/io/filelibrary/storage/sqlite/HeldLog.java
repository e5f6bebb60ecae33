package io.filelibrary.storage.sqlite;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A log whose syncs wait while they are held, fail when they are told to, and are counted. */
final class HeldLog extends LogFile {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean held;
  private boolean failing;
  private boolean waiting;
  private int syncs;

  HeldLog(DatabaseSettings settings) {
    super(settings);
  }

  @Override
  void force() throws IOException {
    lock.lock();
    try {
      syncs++;
      waiting = true;
      changed.signalAll();
      while (held) {
        changed.awaitUninterruptibly();
      }
      waiting = false;
      if (failing) {
        failing = false;
        throw new IOException("the disk failed");
      }
    } finally {
      lock.unlock();
    }
    super.force();
  }

  /** Lets each sync wait from now on. */
  void hold() {
    set(true, false);
  }

  void release() {
    set(false, false);
  }

  /** Lets the sync go that waits, and fail, or else the next one. */
  void fail() {
    set(false, true);
  }

  int syncs() {
    lock.lock();
    try {
      return syncs;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until a sync is held. */
  void awaitSync() throws InterruptedException {
    lock.lock();
    try {
      while (!waiting) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private void set(boolean hold, boolean fail) {
    lock.lock();
    try {
      held = hold;
      failing = fail;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
