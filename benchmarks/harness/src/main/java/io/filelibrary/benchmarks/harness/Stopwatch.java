package io.filelibrary.benchmarks.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Counts how often something can be done, and how long it takes. */
public final class Stopwatch {
  private Stopwatch() {}

  /** What is done again and again; the number is unique among all threads of one measurement. */
  public interface Action {
    /** Does it once. */
    void run(long number) throws Exception;
  }

  /**
   * Runs an action by several threads until the time is over.
   *
   * @param first the first number that the action gets
   * @return how often it was done, and in a second
   * @throws Exception what the action threw
   */
  public static Rate rate(int threads, Duration time, long first, Action action) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      long start = System.nanoTime();
      long end = start + time.toNanos();
      List<Callable<Loop>> loops = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        long offset = first + thread;
        loops.add(() -> loop(offset, threads, end, action));
      }
      long count = 0;
      long next = first;
      for (Future<Loop> future : pool.invokeAll(loops)) {
        Loop loop = result(future);
        count += loop.count();
        next = Math.max(next, loop.next());
      }
      return new Rate(count, next, count / seconds(System.nanoTime() - start));
    } finally {
      pool.shutdown();
    }
  }

  /** How many seconds an action takes: the median of several runs. */
  public static double seconds(int runs, Action action) throws Exception {
    double[] times = new double[runs];
    for (int run = 0; run < runs; run++) {
      long start = System.nanoTime();
      action.run(run);
      times[run] = seconds(System.nanoTime() - start);
    }
    return median(times);
  }

  /** The median of some figures. */
  public static double median(double... figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static Loop loop(long offset, int step, long end, Action action) throws Exception {
    long count = 0;
    while (System.nanoTime() < end) {
      action.run(offset + count * step);
      count++;
    }
    return new Loop(count, offset + count * step);
  }

  private static Loop result(Future<Loop> loop) throws Exception {
    try {
      return loop.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }

  /**
   * How often something was done.
   *
   * @param count how often in all
   * @param next a number from which on the action got none
   * @param perSecond how often in a second
   */
  public record Rate(long count, long next, double perSecond) {}

  private record Loop(long count, long next) {}
}
