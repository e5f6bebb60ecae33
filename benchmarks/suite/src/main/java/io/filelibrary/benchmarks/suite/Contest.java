package io.filelibrary.benchmarks.suite;

import io.filelibrary.benchmarks.harness.Stopwatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Several ways to do the same, each measured once in every round, so that what else the machine
 * does meets all of them. For comparisons of more than two sides.
 */
public final class Contest {
  /** What has a long way through code that is not compiled yet needs more than one. */
  private static final int WARM_UP_ROUNDS = 2;

  /** Servers and clients for HTTP are still at a third of their speed after two rounds. */
  private static final int WARM_UP_ROUNDS_OF_SERVERS = 8;

  private final Map<String, Way> ways = new LinkedHashMap<>();
  private final int warmUpRounds;

  private Contest(int warmUpRounds) {
    this.warmUpRounds = warmUpRounds;
  }

  /** Makes a contest of ways that are warm after two rounds. */
  public static Contest create() {
    return new Contest(WARM_UP_ROUNDS);
  }

  /** Makes a contest of ways that lead through a server which has answered little yet. */
  public static Contest ofColdServers() {
    return new Contest(WARM_UP_ROUNDS_OF_SERVERS);
  }

  /** One of the ways; more is better. */
  public interface Way {
    /** Measures it once; what has to be tidied up is tidied up before it returns. */
    double figure() throws Exception;
  }

  /** Figures by the names of the ways, in their order. */
  public record Result(Map<String, Double> figures) {
    /** The figure of a way. */
    public double of(String name) {
      Double figure = figures.get(name);
      if (figure == null) {
        throw new IllegalArgumentException("no way is called " + name);
      }
      return figure;
    }

    /** All figures in one sentence. */
    public String sentence(String unit) {
      return figures.entrySet().stream()
          .map(
              entry ->
                  String.format(
                      Locale.ROOT, "%s %s %s", entry.getKey(), Figures.of(entry.getValue()), unit))
          .collect(Collectors.joining("; ", "", "."));
    }
  }

  /** Adds a way. */
  public Contest with(String name, Way way) {
    ways.put(name, way);
    return this;
  }

  /** Measures all ways in turns after the rounds to warm up, and returns their medians. */
  public Result run(int rounds) throws Exception {
    Map<String, List<Double>> figures = new LinkedHashMap<>();
    for (int round = -warmUpRounds; round < rounds; round++) {
      for (Map.Entry<String, Way> way : ways.entrySet()) {
        double figure = way.getValue().figure();
        if (round >= 0) {
          figures.computeIfAbsent(way.getKey(), name -> new ArrayList<>()).add(figure);
        }
      }
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    figures.forEach(
        (name, all) ->
            medians.put(
                name, Stopwatch.median(all.stream().mapToDouble(Double::doubleValue).toArray())));
    return new Result(medians);
  }

  /** The megabytes that come in a second while something is done once. */
  public static double megabytes(long bytes, Stopwatch.Action action) throws Exception {
    return bytes / 1e6 / Stopwatch.seconds(1, action);
  }
}
