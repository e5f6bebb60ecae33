package io.filelibrary.benchmarks.suite.large;

import io.filelibrary.ChannelFiles;
import io.filelibrary.LibraryOptions;
import io.filelibrary.benchmarks.suite.Comparison;
import io.filelibrary.benchmarks.suite.Contest;
import io.filelibrary.benchmarks.suite.LocalLibrary;
import io.filelibrary.benchmarks.suite.Ratio;
import io.filelibrary.benchmarks.suite.Workbench;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.ItemId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A large file on a local disk: written with its hash and forced to the disk, and read again. */
public final class LargeFiles implements Comparison {
  private static final double WRITE_BOUND = 1.2;
  private static final double READ_BOUND = 0.8;
  private static final String OURS = "library";
  private static final String PLAIN = "one thread";
  private static final String OPENED = "library, open";
  private static final String CHANNEL = "nio channel";

  @Override
  public String id() {
    return "6";
  }

  @Override
  public String title() {
    return "A large file on a local disk";
  }

  @Override
  public List<Ratio> measure(Workbench bench) throws Exception {
    long size = (long) bench.scaled(1024, 64) << 20;
    Path directory = bench.directory("large");
    Path source = directory.resolve("source");
    try (InputStream noise = new NoiseStream(size)) {
      Files.copy(noise, source);
    }
    LibraryOptions options =
        LibraryOptions.defaults().withDeletionGrace(Duration.ZERO).withoutCollection();
    try (LocalLibrary library = LocalLibrary.open(directory, options)) {
      Writes writes = new Writes(library, directory.resolve("plain"), size);
      Ratio ofPath =
          writes.ratio(
              bench,
              "write of a file",
              name -> library.files().upload(name, source),
              target -> PlainFile.write(source, target));
      Ratio ofStream =
          writes.ratio(
              bench,
              "write of a stream",
              name -> library.files().upload(name, new NoiseStream(size)),
              target -> PlainFile.write(new NoiseStream(size), target));
      ItemId read = library.files().upload("read", source).id();
      Contest.Result reads = reads(bench, library.files(), read, object(directory, size), size);
      bench.note(
          "Reads, whose bytes are in the page cache: "
              + reads.sentence("MB/s")
              + " The library compares the CRC-32C of a file that is read as a whole, in the"
              + " reader's thread; of ranges it verifies nothing.");
      return List.of(
          ofPath,
          ofStream,
          read(bench, "read by download", reads, OURS),
          read(bench, "read by open", reads, OPENED));
    }
  }

  private static Ratio read(Workbench bench, String what, Contest.Result reads, String ours) {
    return bench.printed(
        Ratio.atLeast(READ_BOUND, what, reads.of(ours), reads.of(CHANNEL), "MB/s"));
  }

  private static Contest.Result reads(
      Workbench bench, ChannelFiles files, ItemId id, Path object, long size) throws Exception {
    return Contest.create()
        .with(CHANNEL, () -> reading(size, () -> PlainFile.readByChannel(object)))
        .with("the same with CRC-32C", () -> reading(size, () -> PlainFile.readSummed(object)))
        .with("FileInputStream", () -> reading(size, () -> PlainFile.readAsStream(object)))
        .with("that with SHA-256", () -> reading(size, () -> PlainFile.readHashed(object)))
        .with(OURS, () -> reading(size, () -> files.download(id, OutputStream.nullOutputStream())))
        .with(OPENED, () -> reading(size, () -> drain(files.open(id))))
        .with("library, in two ranges", () -> reading(size, () -> inRanges(files, id, size)))
        .run(bench.rounds());
  }

  private static long inRanges(ChannelFiles files, ItemId id, long size) throws IOException {
    return drain(files.open(id, ByteRange.of(0, size - 1)))
        + drain(files.open(id, ByteRange.of(size - 1, 1)));
  }

  private static long drain(InputStream opened) throws IOException {
    try (opened) {
      return PlainFile.drain(opened);
    }
  }

  /** Reads something to its end. */
  private interface Reading {
    long run() throws Exception;
  }

  private static double reading(long size, Reading reading) throws Exception {
    return Contest.megabytes(
        size,
        run -> {
          long read = reading.run();
          if (read != size) {
            throw new IOException(read + " bytes were read, not " + size);
          }
        });
  }

  /** The one file of the storage that has the size of the large one. */
  private static Path object(Path directory, long size) throws IOException {
    try (Stream<Path> all = Files.walk(directory.resolve("contents"))) {
      return all.filter(file -> sizeOf(file) == size).findFirst().orElseThrow();
    }
  }

  private static long sizeOf(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes of both sides, each of which is deleted before the next one begins. */
  private record Writes(LocalLibrary library, Path plain, long size) {
    interface Upload {
      FileItem run(String name);
    }

    interface Write {
      void run(Path target) throws Exception;
    }

    Ratio ratio(Workbench bench, String what, Upload upload, Write write) throws Exception {
      Contest.Result result =
          Contest.create()
              .with(OURS, () -> ours(upload))
              .with(PLAIN, () -> plain(write))
              .run(bench.rounds());
      return bench.printed(
          Ratio.atLeast(
              WRITE_BOUND,
              String.format(Locale.ROOT, "%s, %d MiB", what, size >> 20),
              result.of(OURS),
              result.of(PLAIN),
              "MB/s"));
    }

    private double ours(Upload upload) throws Exception {
      double figure = Contest.megabytes(size, run -> upload.run("written"));
      ItemId id = library.files().find("written").orElseThrow().id();
      library.files().delete(id, DeleteOptions.DEFAULT);
      library.library().collect();
      return figure;
    }

    private double plain(Write write) throws Exception {
      double figure = Contest.megabytes(size, run -> write.run(plain));
      Files.delete(plain);
      return figure;
    }
  }
}
