package io.filelibrary.server;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** What all clients of a load run saw: how long each request took, and what went wrong. */
final class LoadTally {
  private static final int MOST_SHOWN = 20;

  private final Map<String, long[]> times = new TreeMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, Integer> failures = new TreeMap<>();

  /** Notes a request that was answered to its last byte. */
  synchronized void took(String step, long nanos) {
    int count = counts.merge(step, 1, Integer::sum);
    long[] known = times.computeIfAbsent(step, any -> new long[64]);
    if (count > known.length) {
      known = Arrays.copyOf(known, 2 * known.length);
      times.put(step, known);
    }
    known[count - 1] = nanos;
  }

  /** Notes what was not as expected. */
  synchronized void failed(String what) {
    failures.merge(what, 1, Integer::sum);
  }

  synchronized int failures() {
    return failures.values().stream().mapToInt(Integer::intValue).sum();
  }

  synchronized int requests() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Prints a line for each kind of request, and one for each failure, the first twenty. */
  synchronized void print() {
    times.forEach((step, all) -> System.out.println(line(step, sorted(step, all))));
    failures.entrySet().stream()
        .limit(MOST_SHOWN)
        .forEach(
            entry -> System.out.println("  FAILED x" + entry.getValue() + " " + entry.getKey()));
  }

  private LongStream sorted(String step, long[] all) {
    return Arrays.stream(all, 0, counts.getOrDefault(step, 0)).sorted();
  }

  private static String line(String step, LongStream sorted) {
    long[] all = sorted.toArray();
    return String.format(
        "  %-16s %8d requests; ms: median %d, 95%% %d, 99%% %d, longest %d",
        step, all.length, at(all, 0.5), at(all, 0.95), at(all, 0.99), at(all, 1));
  }

  private static long at(long[] sorted, double share) {
    int index = (int) Math.ceil(share * sorted.length) - 1;
    return TimeUnit.NANOSECONDS.toMillis(sorted[Math.max(0, index)]);
  }
}
