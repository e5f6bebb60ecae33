package io.filelibrary.benchmarks.suite;

import io.filelibrary.benchmarks.harness.Stopwatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Where figures were measured.
 *
 * @param lines one for each thing that figures depend on
 */
record Machine(List<String> lines) {
  private static final Path CPU = Path.of("/proc/cpuinfo");
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final int MEBIBYTE_BITS = 20;
  private static final int PAGE = 4096;
  private static final int SYNCS = 200;
  private static final double MICROS = 1e6;
  private static final double NANOS = 1e9;

  Machine {
    lines = List.copyOf(lines);
  }

  /** Describes this machine, and measures a sync of the disk of a directory. */
  static Machine describe(Path directory) throws IOException {
    FileStore store = Files.getFileStore(directory);
    return new Machine(
        List.of(
            "Date: " + LocalDate.now(ZoneOffset.UTC),
            String.format(
                Locale.ROOT,
                "Processor: %s, %d cores for this process",
                value(CPU, "model name"),
                Runtime.getRuntime().availableProcessors()),
            "Memory: " + value(MEMORY, "MemTotal"),
            "Heap: " + (Runtime.getRuntime().maxMemory() >> MEBIBYTE_BITS) + " MiB at most",
            "System: " + property("os.name") + " " + property("os.version"),
            "Java: " + property("java.vm.name") + " " + property("java.vm.version"),
            String.format(
                Locale.ROOT,
                "Disk: %s; write of 4 KiB and fsync %.0f µs (median)",
                store.type(),
                syncSeconds(directory) * MICROS),
            "SQLite: sqlite-jdbc " + SQLiteJDBCLoader.getVersion()));
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  /** The first value of a name in a file of the system; only Linux has these files. */
  private static String value(Path file, String name) throws IOException {
    if (!Files.exists(file)) {
      return "unknown";
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    }
  }

  private static double syncSeconds(Path directory) throws IOException {
    Path file = directory.resolve("syncs");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer page = ByteBuffer.allocate(PAGE);
      double[] times = new double[SYNCS];
      for (int i = 0; i < SYNCS; i++) {
        long start = System.nanoTime();
        channel.write(page.clear());
        channel.force(true);
        times[i] = (System.nanoTime() - start) / NANOS;
      }
      return Stopwatch.median(times);
    } finally {
      Files.delete(file);
    }
  }
}
