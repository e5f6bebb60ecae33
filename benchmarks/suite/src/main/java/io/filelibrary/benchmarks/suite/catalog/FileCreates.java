package io.filelibrary.benchmarks.suite.catalog;

import io.filelibrary.ChannelFiles;
import io.filelibrary.LibraryOptions;
import io.filelibrary.benchmarks.harness.Noise;
import io.filelibrary.benchmarks.suite.Comparison;
import io.filelibrary.benchmarks.suite.LocalLibrary;
import io.filelibrary.benchmarks.suite.Ratio;
import io.filelibrary.benchmarks.suite.Workbench;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.FolderItem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Creations of files of 1 MiB, whose bytes are files on the disk. */
public final class FileCreates implements Comparison {
  private static final double BOUND = 0.8;
  private static final int FILE_BYTES = 1 << 20;
  private static final List<Integer> THREADS = List.of(1, 8);

  @Override
  public String id() {
    return "2";
  }

  @Override
  public String title() {
    return "Durable creation of files of 1 MiB on a local disk";
  }

  @Override
  public List<Ratio> measure(Workbench bench) throws Exception {
    List<Ratio> ratios = new ArrayList<>();
    for (int threads : THREADS) {
      ratios.add(threads(bench, threads));
    }
    bench.note(
        "The limit writes a temporary file, syncs it, renames it, syncs its directory, and inserts"
            + " a row as the raw group commit does. It computes no hash.");
    return ratios;
  }

  private static Ratio threads(Workbench bench, int threads) throws Exception {
    Path directory = bench.directory("threads-" + threads);
    RawDatabase database = RawDatabase.create(directory.resolve("raw.db"));
    // What is deleted is freed at once, so that the turns do not fill the disk.
    LibraryOptions options =
        LibraryOptions.defaults().withDeletionGrace(Duration.ZERO).withoutCollection();
    try (LocalLibrary library = LocalLibrary.open(directory, options);
        RawGroupCommit raw = new RawGroupCommit(database)) {
      return bench.rates(
          BOUND,
          threads == 1 ? "1 thread" : threads + " threads",
          threads,
          new Ours(library),
          new Limit(new RawFiles(bench.directory("raw-" + threads)), raw));
    }
  }

  private static String name(long number) {
    return String.format(Locale.ROOT, "file-%09d.bin", number);
  }

  /** The library's side. */
  private static final class Ours implements Workbench.Side {
    private final LocalLibrary library;
    private final ChannelFiles files;

    Ours(LocalLibrary library) {
      this.library = library;
      this.files = library.files();
      files.createFolder("large");
    }

    @Override
    public void run(long number) {
      files.upload("large/" + name(number), Noise.bytes(number, FILE_BYTES));
    }

    @Override
    public void endTurn() {
      FolderItem folder = files.ensureFolder("large");
      files.delete(folder.id(), DeleteOptions.DEFAULT.withRecursive());
      library.library().collect();
      files.createFolder("large");
    }
  }

  /** The limit's side. */
  private record Limit(RawFiles files, RawGroupCommit rows) implements Workbench.Side {
    @Override
    public void run(long number) throws Exception {
      files.create(name(number), Noise.bytes(number, FILE_BYTES));
      rows.insert(writer -> writer.insertItem(0, name(number), FILE_BYTES));
    }

    @Override
    public void endTurn() throws Exception {
      files.clear();
    }
  }
}
