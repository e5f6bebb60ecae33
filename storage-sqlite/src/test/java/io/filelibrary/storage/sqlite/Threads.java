package io.filelibrary.storage.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;

/** Threads for tests that need to know what they wait for. */
final class Threads {
  private Threads() {}

  /** Starts a task on a thread of its own. */
  static <T> Running<T> start(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(future, "test");
    thread.start();
    return new Running<>(thread, future);
  }

  /** Runs a task that gets a number on so many threads at once, and returns what they returned. */
  static <T> List<T> together(int count, Numbered<T> task) throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<Running<T>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      all.add(
          start(
              () -> {
                go.await();
                return task.run(number);
              }));
    }
    go.countDown();
    List<T> results = new ArrayList<>();
    for (Running<T> running : all) {
      results.add(running.result());
    }
    return results;
  }

  /** Waits within a work, which cannot be interrupted. */
  static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A task of one of several threads. */
  @FunctionalInterface
  interface Numbered<T> {
    T run(int number) throws Exception;
  }

  /** A task that runs. */
  record Running<T>(Thread thread, FutureTask<T> future) {
    /** Spins until the thread waits for another, and not just for a lock on the way there. */
    Running<T> awaitWaiting() {
      while (thread.getState() != Thread.State.WAITING
          || LockSupport.getBlocker(thread) instanceof AbstractOwnableSynchronizer) {
        if (thread.getState() == Thread.State.TERMINATED) {
          throw new AssertionError("ended, and waited for nobody");
        }
        Thread.onSpinWait();
      }
      return this;
    }

    T result() throws Exception {
      return future.get();
    }

    Throwable failure() throws Exception {
      try {
        T result = future.get();
        throw new AssertionError("succeeded with " + result);
      } catch (ExecutionException e) {
        return Objects.requireNonNull(e.getCause());
      }
    }
  }
}
