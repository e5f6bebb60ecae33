package io.filelibrary.testkit.library;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.filelibrary.error.ErrorCode;
import io.filelibrary.error.FileLibraryException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How calls ended that began at the same time, each on a thread of its own.
 *
 * @param values what those answered that succeeded
 * @param errors the codes of those that failed
 * @param <T> what a call answers
 */
record Race<T>(List<T> values, List<ErrorCode> errors) {
  private static final long PATIENCE = 120;

  /** One of the calls; knows its number, from 0. */
  @FunctionalInterface
  interface Contender<T> {
    T run(int number) throws Exception;
  }

  static <T> Race<T> run(int contenders, Contender<T> contender) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(contenders);
    try {
      CyclicBarrier begin = new CyclicBarrier(contenders);
      List<Future<T>> calls = new ArrayList<>();
      for (int i = 0; i < contenders; i++) {
        int number = i;
        calls.add(
            threads.submit(
                () -> {
                  begin.await(PATIENCE, SECONDS);
                  return contender.run(number);
                }));
      }
      return outcome(calls);
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> Race<T> outcome(List<Future<T>> calls) throws Exception {
    Race<T> race = new Race<>(new ArrayList<>(), new ArrayList<>());
    for (Future<T> call : calls) {
      try {
        race.values.add(call.get(PATIENCE, SECONDS));
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof FileLibraryException failure)) {
          throw new AssertionError("a call that fails throws a FileLibraryException", e);
        }
        race.errors.add(failure.code());
      }
    }
    return race;
  }
}
