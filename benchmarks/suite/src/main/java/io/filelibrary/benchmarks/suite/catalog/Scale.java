package io.filelibrary.benchmarks.suite.catalog;

import io.filelibrary.benchmarks.harness.Stopwatch;
import io.filelibrary.benchmarks.suite.Comparison;
import io.filelibrary.benchmarks.suite.LineChart;
import io.filelibrary.benchmarks.suite.LocalLibrary;
import io.filelibrary.benchmarks.suite.Ratio;
import io.filelibrary.benchmarks.suite.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The calls of the other targets in a library with many items, beside one with few. */
public final class Scale implements Comparison {
  private static final double TIMES = 1.5;
  private static final double RATES = 1 / TIMES;
  private static final int FEW = 10_000;
  private static final int QUICK_FEW = 2_000;
  private static final int RUNS = 200;
  private static final int QUICK_RUNS = 10;
  private static final int OPENINGS = 5;
  private static final double MEBIBYTE = 1 << 20;
  private static final List<String> CALLS = List.of("move", "rename", "trash", "restore");

  @Override
  public String id() {
    return "9";
  }

  @Override
  public String title() {
    return "Many items in one catalog";
  }

  @Override
  public List<Ratio> measure(Workbench bench) throws Exception {
    int few = bench.scaled(FEW, QUICK_FEW);
    int many = bench.items();
    Path smallDirectory = bench.directory("few");
    Path largeDirectory = bench.directory("many");
    Generation.Tree smallTree = Generation.tree(smallDirectory, few);
    Generation.Tree largeTree = Generation.tree(largeDirectory, many);
    sizes(bench, few, smallDirectory, many, largeDirectory);
    List<Ratio> ratios = new ArrayList<>();
    ratios.add(opening(bench, many, largeDirectory));
    double before = heap();
    LocalLibrary smallLibrary = LocalLibrary.open(smallDirectory);
    try (smallLibrary;
        LocalLibrary largeLibrary = LocalLibrary.open(largeDirectory)) {
      ScaledLibrary small = new ScaledLibrary(smallLibrary, smallTree);
      ScaledLibrary large = new ScaledLibrary(largeLibrary, largeTree);
      LineChart chart =
          new LineChart("Move of a folder with 1,000 items", "items in the catalog", "ms");
      ratios.addAll(rates(bench, large, small));
      ratios.addAll(moves(bench, large, small));
      ratios
          .subList(ratios.size() - CALLS.size(), ratios.size())
          .forEach(
              ratio -> {
                chart.point(ratio.what(), few, ratio.limit());
                chart.point(ratio.what(), many, ratio.ours());
              });
      bench.plot("scale", chart.svg());
      bench.note(
          String.format(
              Locale.ROOT,
              "Heap that both libraries hold together after all of that: %.1f MiB. SQLite has its"
                  + " caches beside it: 16 MiB for the writer and 8 MiB for each reader.",
              heap() - before));
    }
    bench.note(
        String.format(
            Locale.ROOT,
            "Here the limit is the library itself with %,d items, and the first figure is that of"
                + " %,d, but for the opening, whose limit is one second.",
            few,
            many));
    return ratios;
  }

  private static List<Ratio> rates(Workbench bench, ScaledLibrary large, ScaledLibrary small)
      throws Exception {
    return List.of(
        bench.rates(RATES, "create, 1 thread", 1, large::create, small::create),
        bench.rates(RATES, "create, 8 threads", 8, large::create, small::create),
        bench.rates(RATES, "bytes by id", 1, large::readById, small::readById),
        bench.rates(RATES, "bytes by path", 1, large::readByPath, small::readByPath),
        bench.rates(RATES, "metadata by id", 1, large::metadata, small::metadata),
        bench.rates(RATES, "page of a folder", 1, large::page, small::page));
  }

  private static List<Ratio> moves(Workbench bench, ScaledLibrary large, ScaledLibrary small)
      throws Exception {
    List<Stopwatch.Action> actions = new ArrayList<>();
    List<Stopwatch.Action> ofLarge = large.moves();
    List<Stopwatch.Action> ofSmall = small.moves();
    for (int call = 0; call < CALLS.size(); call++) {
      actions.add(ofLarge.get(call));
      actions.add(ofSmall.get(call));
    }
    double[] times = bench.medians(bench.scaled(RUNS, QUICK_RUNS), actions);
    List<Ratio> ratios = new ArrayList<>();
    for (int call = 0; call < CALLS.size(); call++) {
      ratios.add(
          bench.printed(
              Ratio.atMost(TIMES, CALLS.get(call), times[2 * call], times[2 * call + 1], "ms")));
    }
    return ratios;
  }

  private static Ratio opening(Workbench bench, int many, Path directory) throws Exception {
    double[] times = new double[OPENINGS];
    for (int i = 0; i < OPENINGS; i++) {
      long start = System.nanoTime();
      LocalLibrary library = LocalLibrary.open(directory);
      times[i] = (System.nanoTime() - start) / 1e9;
      library.close();
    }
    String what = String.format(Locale.ROOT, "opening with %,d items", many);
    return bench.printed(Ratio.atMost(1, what, Stopwatch.median(times), 1, "s"));
  }

  private static void sizes(Workbench bench, int few, Path small, int many, Path large)
      throws IOException {
    bench.note(
        String.format(
            Locale.ROOT,
            "Database: %,d bytes an item with %,d items, %,d with %,d; a file in 100 has 4 KiB in"
                + " it, the others 16 bytes.",
            Files.size(LocalLibrary.catalogFile(small)) / few,
            few,
            Files.size(LocalLibrary.catalogFile(large)) / many,
            many));
  }

  /** What is in use of the heap once it was collected, in MiB. */
  private static double heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / MEBIBYTE;
  }
}
