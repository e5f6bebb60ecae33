package io.filelibrary.benchmarks.suite.catalog;

import io.filelibrary.ChannelFiles;
import io.filelibrary.benchmarks.harness.Stopwatch;
import io.filelibrary.benchmarks.suite.Comparison;
import io.filelibrary.benchmarks.suite.LineChart;
import io.filelibrary.benchmarks.suite.LocalLibrary;
import io.filelibrary.benchmarks.suite.Ratio;
import io.filelibrary.benchmarks.suite.Workbench;
import io.filelibrary.model.Cursor;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.Page;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Pages of a large folder in the order of names, and all of it. */
public final class FolderPages implements Comparison {
  private static final double PAGE_BOUND = 3;
  private static final double SCAN_BOUND = 2;
  private static final int PAGE = 100;
  private static final int SCAN_PAGE = 1000;
  private static final int PAGE_RUNS = 300;
  private static final int QUICK_PAGE_RUNS = 20;
  private static final List<Integer> SIZES = List.of(100_000, 1_000_000);
  private static final List<Integer> QUICK_SIZES = List.of(1_000, 10_000);

  @Override
  public String id() {
    return "4";
  }

  @Override
  public String title() {
    return "Pages of a large folder by name";
  }

  @Override
  public List<Ratio> measure(Workbench bench) throws Exception {
    List<Integer> sizes = bench.isQuick() ? QUICK_SIZES : SIZES;
    Path directory = bench.directory("pages");
    List<ItemId> folders = new ArrayList<>();
    for (int size : sizes) {
      folders.add(
          Generation.folder(directory, "folder-" + size, size, Generation.READABLE_EVERY).root());
    }
    List<Ratio> ratios = new ArrayList<>();
    LineChart chart = new LineChart("Page of " + PAGE + " by name", "files in the folder", "ms");
    try (LocalLibrary library = LocalLibrary.open(directory)) {
      for (int i = 0; i < sizes.size(); i++) {
        try (RawListing raw = new RawListing(LocalLibrary.catalogFile(directory), folders.get(i))) {
          Folder folder = new Folder(bench, library.files(), raw, folders.get(i), sizes.get(i));
          for (Start start : folder.starts()) {
            Ratio ratio = folder.page(start);
            ratios.add(ratio);
            chart.point("FileLibrary, " + start.where(), sizes.get(i), ratio.ours());
            chart.point("SQL, " + start.where(), sizes.get(i), ratio.limit());
          }
          ratios.add(folder.scan());
        }
      }
    }
    bench.plot("pages", chart.svg());
    bench.note(
        "The limit is plain SQL on the library's own catalog, by keyset, which reads all columns"
            + " of the same rows. The library opens pages by its cursors, folders first. Scans take"
            + " pages of "
            + SCAN_PAGE
            + ".");
    return ratios;
  }

  /** Where a page begins: for the library by a cursor, for SQL by the name before it. */
  private record Start(String where, Optional<Cursor> cursor, String after) {}

  /** One folder of so many files, and what reads it. */
  private record Folder(Workbench bench, ChannelFiles files, RawListing raw, ItemId id, int size) {

    /** The first page, one in the middle and the last full one, found by going through all. */
    List<Start> starts() throws SQLException {
      Start middle = start("in the middle", size / 2);
      return List.of(
          new Start("at the start", Optional.empty(), ""),
          middle,
          start("at the end", size - PAGE));
    }

    private Start start(String where, int skipped) {
      ListOptions options = ListOptions.DEFAULT.withPageSize(PAGE);
      Page<Item> page = list(options);
      for (int passed = PAGE; passed < skipped; passed += PAGE) {
        page = list(options.withCursor(page.next().orElseThrow()));
      }
      String last = page.items().get(page.items().size() - 1).name().value();
      return new Start(where, page.next(), last);
    }

    private Page<Item> list(ListOptions options) {
      return files.list(FolderRef.of(id), options);
    }

    Ratio page(Start start) throws Exception {
      ListOptions options =
          new ListOptions(
              ListOptions.DEFAULT.sort(),
              false,
              ListOptions.DEFAULT.foldersFirst(),
              false,
              PAGE,
              start.cursor());
      return bench.times(
          PAGE_BOUND,
          String.format(Locale.ROOT, "page %s of %,d files", start.where(), size),
          bench.scaled(PAGE_RUNS, QUICK_PAGE_RUNS),
          number -> requireFull(list(options).items().size()),
          number -> raw.page(start.after(), PAGE));
    }

    Ratio scan() throws Exception {
      ListOptions options = ListOptions.DEFAULT.withPageSize(SCAN_PAGE);
      Stopwatch.Action ours =
          number -> {
            try (Stream<Item> items = files.stream(FolderRef.of(id), options)) {
              requireAll(items.filter(item -> item.header().revision() > 0).count());
            }
          };
      return bench.times(
          SCAN_BOUND,
          String.format(Locale.ROOT, "all of %,d files", size),
          1,
          ours,
          number -> raw.scan(SCAN_PAGE));
    }

    private static void requireFull(int found) {
      if (found != PAGE) {
        throw new IllegalStateException("a page of " + found);
      }
    }

    private void requireAll(long found) {
      if (found < size) {
        throw new IllegalStateException("only " + found + " of " + size);
      }
    }
  }
}
