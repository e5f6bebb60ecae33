package io.filelibrary.benchmarks.suite;

import io.filelibrary.benchmarks.harness.StoreRun;
import io.filelibrary.benchmarks.suite.catalog.FileLibraryStore;
import io.filelibrary.benchmarks.suite.catalog.RawCommitStore;
import io.filelibrary.benchmarks.suite.catalog.RawGroupCommitStore;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The library, its limits and what one would pick instead, each in a process of its own. The peers
 * are those that {@code benchmarks/peers/peers.txt} names, as far as they were built.
 */
final class Stores implements Comparison {
  private static final double BOUND = 3;
  private static final Path PEERS = Path.of("benchmarks", "peers");
  private static final int SECONDS = 3;
  private static final int LISTED = 50_000;
  private static final int QUICK_LISTED = 500;
  private static final String MANY = "create-8";
  private static final String TITLE = "title";
  private static final List<String> FIGURES =
      List.of("create-1", MANY, "read-1", "page-ms", "move-ms");

  @Override
  public String id() {
    return "peers";
  }

  @Override
  public String title() {
    return "Beside what one would pick instead";
  }

  /** Whose figures these are, which decides the colour of their bar. */
  private enum Kind {
    OURS(0),
    LIMIT(1),
    PEER(2);

    private final int color;

    Kind(int color) {
      this.color = color;
    }
  }

  /** A store, and where its classes are. */
  private record Entry(Kind kind, String classPath, String main) {
    static Entry own(Kind kind, Class<?> main) {
      return new Entry(kind, System.getProperty("java.class.path"), main.getName());
    }
  }

  /** What one process printed. */
  private record Row(Kind kind, Map<String, String> figures) {
    double figure(String name) {
      return Double.parseDouble(figures.getOrDefault(name, "0"));
    }
  }

  @Override
  public List<Ratio> measure(Workbench bench) throws Exception {
    List<Entry> entries =
        new ArrayList<>(
            List.of(
                Entry.own(Kind.OURS, FileLibraryStore.class),
                Entry.own(Kind.LIMIT, RawCommitStore.class),
                Entry.own(Kind.LIMIT, RawGroupCommitStore.class)));
    List<String> unbuilt = new ArrayList<>();
    entries.addAll(peers(unbuilt));
    List<Row> rows = new ArrayList<>();
    for (Entry entry : entries) {
      rows.add(run(bench, entry, rows.size()));
    }
    bench.note(table(rows, bench.scaled(LISTED, QUICK_LISTED)));
    bench.plot("creations", chart(rows));
    if (!unbuilt.isEmpty()) {
      bench.note("**Not measured, since they were not built:** " + String.join(", ", unbuilt));
    }
    return ratio(rows).map(bench::printed).map(List::of).orElse(List.of());
  }

  private static Optional<Ratio> ratio(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.kind() == Kind.PEER)
        .max(Comparator.comparingDouble(row -> row.figure(MANY)))
        .filter(fastest -> fastest.figure(MANY) > 0)
        .map(
            fastest ->
                Ratio.atLeast(
                    BOUND,
                    "create, 8 threads, beside the fastest peer: " + fastest.figures().get(TITLE),
                    rows.get(0).figure(MANY),
                    fastest.figure(MANY),
                    "1/s"));
  }

  /** The peers that were built; the names of the others are added to the list. */
  private static List<Entry> peers(List<String> unbuilt) throws IOException {
    Path list = PEERS.resolve("peers.txt");
    if (!Files.exists(list)) {
      unbuilt.add("all peers: there is no " + list);
      return List.of();
    }
    List<Entry> built = new ArrayList<>();
    for (String line : Files.readAllLines(list)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.strip().split(" ", 2);
      Path target = PEERS.resolve(words[0]).resolve("target");
      if (Files.isDirectory(target.resolve("classes"))
          && Files.isDirectory(target.resolve("lib"))) {
        String classPath =
            target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*";
        built.add(new Entry(Kind.PEER, classPath, words[1]));
      } else {
        unbuilt.add(words[0]);
      }
    }
    return built;
  }

  private static Row run(Workbench bench, Entry entry, int number) throws Exception {
    bench.progress(entry.main());
    Map<String, String> figures = new HashMap<>();
    figures.put(TITLE, entry.main());
    try {
      List<String> lines =
          ChildJvm.run(
              entry.classPath(),
              StoreRun.class.getName(),
              entry.main(),
              bench.directory("store-" + number).toString(),
              Integer.toString(bench.scaled(SECONDS, 1)),
              Integer.toString(bench.scaled(LISTED, QUICK_LISTED)));
      for (String line : lines) {
        String[] pair = line.split("\t", 2);
        if (pair.length == 2) {
          figures.put(pair[0], pair[1]);
        }
      }
    } catch (IOException e) {
      // A peer that fails is shown without figures; the others are measured all the same.
      if (entry.kind() != Kind.PEER) {
        throw e;
      }
      bench.note("**Failed:** " + entry.main() + ": " + e.getMessage());
    }
    return new Row(entry.kind(), figures);
  }

  private static String table(List<Row> rows, int listed) {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "| Files of 4 KiB | created, 1 thread | 8 threads | read at random | first page of 100"
                + " of %,d | move of that folder |%n",
            listed));
    table.append("| --- | --: | --: | --: | --: | --: |");
    for (Row row : rows) {
      table.append("\n| ").append(row.figures().get(TITLE)).append(" |");
      for (String figure : FIGURES) {
        String unit = figure.endsWith("-ms") ? " ms" : "/s";
        boolean known = row.figures().containsKey(figure);
        table.append(' ').append(known ? Figures.of(row.figure(figure)) + unit : "–").append(" |");
      }
    }
    return table.toString();
  }

  private static String chart(List<Row> rows) {
    BarChart chart = new BarChart("Creations of files of 4 KiB in a second, 8 threads");
    rows.forEach(
        row ->
            chart.bar(row.figures().getOrDefault(TITLE, ""), row.figure(MANY), row.kind().color));
    return chart.svg();
  }
}
