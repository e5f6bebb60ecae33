package io.filelibrary.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;

/**
 * What one process does to a library until it is killed.
 *
 * @param place where the library is
 * @param beginning the time at which the library began
 * @param seed of the random operations
 * @param inlineLimit the library's
 * @param script the operations of the first channel; none for random ones of every channel
 * @param step at which step of the script the process ends itself; 0 for none
 * @param collected whether the library is collected meanwhile in any of its lives
 * @param collecting whether this process does so
 */
record CrashPlan(
    CrashPlace place,
    Instant beginning,
    long seed,
    int inlineLimit,
    List<String> script,
    int step,
    boolean collected,
    boolean collecting) {
  /** How many channels the library has, each with a thread of its own. */
  static final int CHANNELS = 4;

  /** How many random operations each thread makes, if it is not killed before. */
  static final int OPERATIONS = 150;

  CrashPlan {
    script = List.copyOf(script);
  }

  Path history(int channel) {
    return place.directory().resolve("channel-" + channel + ".history");
  }

  Path log(int channel) {
    return place.directory().resolve("channel-" + channel + ".log");
  }

  CrashPlan withStep(int other) {
    return new CrashPlan(place, beginning, seed, inlineLimit, script, other, collected, collecting);
  }

  void save(Path file) throws IOException {
    Properties values = new Properties();
    values.setProperty("pair", place.pair().name());
    values.setProperty("directory", place.directory().toString());
    values.setProperty("endpoint", place.endpoint());
    values.setProperty("bucket", place.bucket());
    values.setProperty("beginning", beginning.toString());
    values.setProperty("seed", Long.toString(seed));
    values.setProperty("inlineLimit", Integer.toString(inlineLimit));
    values.setProperty("script", String.join("\n", script));
    values.setProperty("step", Integer.toString(step));
    values.setProperty("collected", Boolean.toString(collected));
    values.setProperty("collecting", Boolean.toString(collecting));
    try (OutputStream out = Files.newOutputStream(file)) {
      values.store(out, null);
    }
  }

  static CrashPlan load(Path file) throws IOException {
    Properties values = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      values.load(in);
    }
    String script = values.getProperty("script");
    return new CrashPlan(
        new CrashPlace(
            LibraryPair.valueOf(values.getProperty("pair")),
            Path.of(values.getProperty("directory")),
            values.getProperty("endpoint"),
            values.getProperty("bucket")),
        Instant.parse(values.getProperty("beginning")),
        Long.parseLong(values.getProperty("seed")),
        Integer.parseInt(values.getProperty("inlineLimit")),
        script.isEmpty() ? List.of() : List.of(script.split("\n")),
        Integer.parseInt(values.getProperty("step")),
        Boolean.parseBoolean(values.getProperty("collected")),
        Boolean.parseBoolean(values.getProperty("collecting")));
  }
}
