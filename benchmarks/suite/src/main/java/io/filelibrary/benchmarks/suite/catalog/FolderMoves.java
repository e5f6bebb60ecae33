package io.filelibrary.benchmarks.suite.catalog;

import io.filelibrary.ChannelFiles;
import io.filelibrary.benchmarks.harness.Stopwatch;
import io.filelibrary.benchmarks.suite.Comparison;
import io.filelibrary.benchmarks.suite.LocalLibrary;
import io.filelibrary.benchmarks.suite.Ratio;
import io.filelibrary.benchmarks.suite.Workbench;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.PlaceOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Changes of a folder's place, whatever is below it. */
public final class FolderMoves implements Comparison {
  private static final double COMMIT_BOUND = 3;
  private static final double SAME = 1.2;
  private static final int RUNS = 300;
  private static final int QUICK_RUNS = 10;
  private static final int FEW = 10;
  private static final int MANY = 1_000_000;
  private static final int QUICK_MANY = 10_000;
  private static final List<String> CALLS = List.of("move", "rename", "trash", "restore");

  @Override
  public String id() {
    return "5";
  }

  @Override
  public String title() {
    return "Move, rename, trash and restore of a folder";
  }

  @Override
  public List<Ratio> measure(Workbench bench) throws Exception {
    int many = bench.scaled(MANY, QUICK_MANY);
    Path directory = bench.directory("moves");
    ItemId large = Generation.tree(directory, many).root();
    RawDatabase database = RawDatabase.create(directory.resolve("raw.db"));
    try (LocalLibrary library = LocalLibrary.open(directory);
        RawWriter raw = new RawWriter(database)) {
      ChannelFiles files = library.files();
      ItemId small = files.createFolder("small").id();
      for (int i = 0; i < FEW; i++) {
        files.createFolder("small/folder-" + i);
      }
      long row = raw.insertItem(0, "folder", 0);
      Stopwatch.Action limit =
          number -> {
            raw.rename(row, "folder-" + number);
            raw.commit();
          };
      List<Stopwatch.Action> actions = new ArrayList<>();
      List<Stopwatch.Action> ofSmall = calls(files, small, "small");
      List<Stopwatch.Action> ofLarge = calls(files, large, "large");
      for (int call = 0; call < CALLS.size(); call++) {
        actions.add(ofSmall.get(call));
        actions.add(ofLarge.get(call));
        actions.add(limit);
      }
      return ratios(bench, many, bench.medians(bench.scaled(RUNS, QUICK_RUNS), actions));
    }
  }

  private static List<Ratio> ratios(Workbench bench, int many, double[] times) {
    List<Ratio> ratios = new ArrayList<>();
    for (int call = 0; call < CALLS.size(); call++) {
      double small = times[3 * call];
      double large = times[3 * call + 1];
      double limit = times[3 * call + 2];
      String what = String.format(Locale.ROOT, "%s with %,d below", CALLS.get(call), many);
      ratios.add(bench.printed(Ratio.atMost(COMMIT_BOUND, what, large, limit, "ms")));
      ratios.add(
          bench.printed(
              Ratio.atMost(SAME, what + ", beside " + FEW + " below", large, small, "ms")));
    }
    bench.note(
        "The limit is the durable commit of one changed row. In the second row of each call the"
            + " limit is the library itself, for a folder with "
            + FEW
            + " items below it.");
    return ratios;
  }

  /** Each leaves the folder where the next run can do it again. */
  static List<Stopwatch.Action> calls(ChannelFiles files, ItemId folder, String name) {
    files.ensureFolder("target");
    Iterator<FolderRef> targets =
        Stream.iterate(0, turn -> turn + 1)
            .map(turn -> turn % 2 == 0 ? FolderRef.at("target") : FolderRef.root())
            .iterator();
    return List.of(
        number -> files.move(folder, Destination.into(targets.next()), PlaceOptions.DEFAULT),
        number -> files.rename(folder, name + "-" + number),
        number -> files.trash(folder),
        number -> files.trashBin().restore(folder));
  }
}
