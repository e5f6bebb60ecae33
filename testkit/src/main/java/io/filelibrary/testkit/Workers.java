package io.filelibrary.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;

/** The further threads of one test. Closing interrupts those that still run, and waits for them. */
final class Workers implements AutoCloseable {
  private static final long PATIENCE = 30;

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "contract-worker");
            thread.setDaemon(true);
            return thread;
          });

  /** One of several tasks that begin together; knows its number, from 0. */
  @FunctionalInterface
  interface Contender<T> {
    T run(int number) throws Exception;
  }

  <T> Future<T> start(Callable<T> task) {
    return threads.submit(task);
  }

  /** Runs a task on a thread of its own and waits for it. */
  <T> Outcome<T> outcomeOf(Callable<T> task) throws Exception {
    return join(start(() -> Outcome.of(task)));
  }

  /** Runs tasks that begin at the same time, each on its own thread, and waits for all. */
  <T> List<Outcome<T>> race(int contenders, Contender<T> contender) throws Exception {
    CyclicBarrier begin = new CyclicBarrier(contenders);
    List<Future<Outcome<T>>> futures = new ArrayList<>();
    for (int i = 0; i < contenders; i++) {
      int number = i;
      futures.add(
          start(
              () -> {
                begin.await(PATIENCE, SECONDS);
                return Outcome.of(() -> contender.run(number));
              }));
    }
    List<Outcome<T>> outcomes = new ArrayList<>();
    for (Future<Outcome<T>> future : futures) {
      outcomes.add(join(future));
    }
    return outcomes;
  }

  /** Waits for a task, and throws what it threw. */
  static <T> T join(Future<T> future) throws Exception {
    try {
      return future.get(PATIENCE, SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (e.getCause() instanceof Exception exception) {
        throw exception;
      }
      throw e;
    }
  }

  /** Waits for a latch, which must open in time. */
  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE, SECONDS)).as("the other thread got there in time").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for another thread", e);
    }
  }

  /** Waits a while for a latch, and tells whether it opened. */
  static boolean opensSoon(CountDownLatch latch) {
    try {
      return latch.await(1, SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for another thread", e);
    }
  }

  /** Checks that a task ends by itself, without what the test holds back, and returns its value. */
  static <T> T joinSoon(Future<T> future, String what) throws Exception {
    try {
      return future.get(15, SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(what, e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      assertThat(threads.awaitTermination(PATIENCE, SECONDS)).as("all threads ended").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for the threads to end", e);
    }
  }
}
