package io.filelibrary.benchmarks.suite.catalog;

import io.filelibrary.ChannelFiles;
import io.filelibrary.benchmarks.harness.Noise;
import io.filelibrary.benchmarks.suite.Comparison;
import io.filelibrary.benchmarks.suite.LocalLibrary;
import io.filelibrary.benchmarks.suite.Ratio;
import io.filelibrary.benchmarks.suite.Workbench;
import io.filelibrary.model.ItemId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Reads at random of contents of 4 KiB and of metadata. */
public final class RandomReads implements Comparison {
  private static final double BY_ID = 0.5;
  private static final double BY_PATH = 0.4;
  private static final int FILE_BYTES = 4096;
  private static final int FILES = 20_000;
  private static final int QUICK_FILES = 500;
  private static final String SHALLOW = "small";
  private static final String DEEP = "a/b/c/d";

  @Override
  public String id() {
    return "3";
  }

  @Override
  public String title() {
    return "Random reads of files of 4 KiB";
  }

  @Override
  public List<Ratio> measure(Workbench bench) throws Exception {
    int count = bench.scaled(FILES, QUICK_FILES);
    Path directory = bench.directory("reads");
    RawDatabase database = RawDatabase.create(directory.resolve("raw.db"));
    fill(database, count);
    List<Ratio> ratios = new ArrayList<>();
    List<ItemId> shallow = Generation.folder(directory, SHALLOW, count, 1).readable();
    List<ItemId> deep = Generation.folder(directory, DEEP, count, 1).readable();
    List<String> paths =
        IntStream.range(0, count).mapToObj(number -> DEEP + "/" + name(number)).toList();
    try (LocalLibrary library = LocalLibrary.open(directory)) {
      ChannelFiles files = library.files();
      for (int threads : List.of(1, 2)) {
        try (RawReads raw = new RawReads(database)) {
          Reads reads = new Reads(bench, threads, files, raw, count);
          ratios.add(reads.bytesById(shallow));
          ratios.add(reads.bytesByPath(paths));
          ratios.add(reads.metadata("metadata by id", shallow));
          ratios.add(reads.metadata("metadata by id, 5 names deep", deep));
        }
      }
    }
    bench.note(
        String.format(
            Locale.ROOT,
            "%,d files in one folder at the top, and as many below four folders for paths of five"
                + " names. The limit reads a blob, or all columns of a row, by an integer key; each"
                + " thread has a connection of its own. What the library reads it has checked"
                + " against its CRC-32C, and the item's place up to the root.",
            count));
    return ratios;
  }

  private static void fill(RawDatabase database, int count) throws Exception {
    try (RawWriter writer = new RawWriter(database)) {
      for (int number = 0; number < count; number++) {
        writer.insert(0, name(number), Noise.bytes(number, FILE_BYTES));
      }
      writer.commit();
    }
  }

  private static String name(long number) {
    return String.format(Locale.ROOT, "file-%09d.bin", number);
  }

  private static void requireWhole(long read) {
    if (read != FILE_BYTES) {
      throw new IllegalStateException("read " + read + " bytes");
    }
  }

  /** The comparisons of one number of threads. */
  private record Reads(Workbench bench, int threads, ChannelFiles files, RawReads raw, int count) {

    Ratio bytesById(List<ItemId> ids) throws Exception {
      return bench.rates(
          BY_ID,
          threaded("bytes by id"),
          threads,
          number -> readBytes(files.open(ids.get(random()))),
          number -> requireWhole(raw.bytes(random() + 1L).length));
    }

    Ratio bytesByPath(List<String> paths) throws Exception {
      return bench.rates(
          BY_PATH,
          threaded("bytes by a path of 5 names"),
          threads,
          number -> readBytes(files.open(paths.get(random()))),
          number -> requireWhole(raw.bytes(random() + 1L).length));
    }

    Ratio metadata(String what, List<ItemId> ids) throws Exception {
      return bench.rates(
          BY_ID,
          threaded(what),
          threads,
          number -> files.get(ids.get(random())),
          number -> raw.item(random() + 1L));
    }

    private static void readBytes(InputStream opened) throws IOException {
      try (InputStream bytes = opened) {
        requireWhole(bytes.readAllBytes().length);
      }
    }

    private int random() {
      return ThreadLocalRandom.current().nextInt(count);
    }

    private String threaded(String what) {
      return what + (threads == 1 ? ", 1 thread" : ", " + threads + " threads");
    }
  }
}
