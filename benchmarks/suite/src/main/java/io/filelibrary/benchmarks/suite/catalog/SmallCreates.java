package io.filelibrary.benchmarks.suite.catalog;

import io.filelibrary.ChannelFiles;
import io.filelibrary.benchmarks.harness.Noise;
import io.filelibrary.benchmarks.suite.Comparison;
import io.filelibrary.benchmarks.suite.LocalLibrary;
import io.filelibrary.benchmarks.suite.Ratio;
import io.filelibrary.benchmarks.suite.Workbench;
import io.filelibrary.storage.sqlite.SqliteCatalogMetrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Creations of files of 4 KiB, each durable when its call returns. */
public final class SmallCreates implements Comparison {
  private static final double BOUND = 0.6;
  private static final int FILE_BYTES = 4096;
  private static final List<Integer> MANY = List.of(8, 32);

  @Override
  public String id() {
    return "1";
  }

  @Override
  public String title() {
    return "Durable creation of files of 4 KiB";
  }

  @Override
  public List<Ratio> measure(Workbench bench) throws Exception {
    List<Ratio> ratios = new ArrayList<>();
    ratios.add(oneThread(bench));
    for (int threads : MANY) {
      ratios.add(threads(bench, threads));
    }
    bench.note(
        "The limit of one thread is SQLite itself: the row of an item and the row of its bytes in"
            + " one commit. That of several is one thread that writes the same rows, and commits"
            + " for all who wait.");
    return ratios;
  }

  private static Ratio oneThread(Workbench bench) throws Exception {
    Path directory = bench.directory("threads-1");
    RawDatabase database = RawDatabase.create(directory.resolve("raw.db"));
    try (LocalLibrary library = LocalLibrary.open(directory);
        RawWriter raw = new RawWriter(database)) {
      ChannelFiles files = library.files();
      files.createFolder("small");
      return bench.rates(
          BOUND,
          "1 thread",
          1,
          number -> create(files, number),
          number -> {
            raw.insert(0, name(number), Noise.bytes(number, FILE_BYTES));
            raw.commit();
          });
    }
  }

  private static Ratio threads(Workbench bench, int threads) throws Exception {
    Path directory = bench.directory("threads-" + threads);
    RawDatabase database = RawDatabase.create(directory.resolve("raw.db"));
    try (LocalLibrary library = LocalLibrary.open(directory);
        RawGroupCommit raw = new RawGroupCommit(database)) {
      ChannelFiles files = library.files();
      files.createFolder("small");
      Ratio ratio =
          bench.rates(
              BOUND,
              threads + " threads",
              threads,
              number -> create(files, number),
              number -> {
                byte[] bytes = Noise.bytes(number, FILE_BYTES);
                raw.insert(rows -> rows.insert(0, name(number), bytes));
              });
      SqliteCatalogMetrics counted = library.catalog().metrics();
      bench.note(
          String.format(
              Locale.ROOT,
              "%d threads: %.1f creations shared a commit, %.1f a sync.",
              threads,
              (double) counted.committedWorks() / counted.durableCommits(),
              (double) counted.committedWorks() / counted.syncs()));
      return ratio;
    }
  }

  private static void create(ChannelFiles files, long number) {
    files.upload("small/" + name(number), Noise.bytes(number, FILE_BYTES));
  }

  private static String name(long number) {
    return String.format(Locale.ROOT, "file-%09d.bin", number);
  }
}
