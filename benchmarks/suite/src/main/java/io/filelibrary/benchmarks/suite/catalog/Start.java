package io.filelibrary.benchmarks.suite.catalog;

import io.filelibrary.benchmarks.harness.Stopwatch;
import io.filelibrary.benchmarks.suite.ChildJvm;
import io.filelibrary.benchmarks.suite.Comparison;
import io.filelibrary.benchmarks.suite.Ratio;
import io.filelibrary.benchmarks.suite.Workbench;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The start of a process that opens a library, beyond that of one that opens its catalog alone. */
public final class Start implements Comparison {
  private static final double MOST_MILLIS = 100;
  private static final int ITEMS = 10_000;
  private static final int RUNS = 15;
  private static final int QUICK_RUNS = 3;

  @Override
  public String id() {
    return "10";
  }

  @Override
  public String title() {
    return "Start of a process that opens a library";
  }

  @Override
  public List<Ratio> measure(Workbench bench) throws Exception {
    Path directory = bench.directory("library");
    Generation.tree(directory, ITEMS);
    List<Stopwatch.Action> processes =
        List.of(
            number -> ChildJvm.run(StartOfLibrary.class, directory.toString()),
            number -> ChildJvm.run(StartOfDriver.class, directory.toString()));
    double[] times = bench.medians(bench.scaled(RUNS, QUICK_RUNS), processes);
    bench.note(
        String.format(
            Locale.ROOT,
            "A process that opens and closes a library of %,d items takes %.0f ms, one that asks"
                + " sqlite-jdbc for one row of the same file %.0f ms, from start to end.",
            ITEMS,
            times[0],
            times[1]));
    return List.of(
        bench.printed(
            Ratio.atMost(
                1, "what the library adds", Math.max(0, times[0] - times[1]), MOST_MILLIS, "ms")));
  }
}
