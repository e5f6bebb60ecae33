package io.filelibrary.storage.local;

import static io.filelibrary.storage.local.Samples.bytes;
import static io.filelibrary.storage.local.Samples.sourceThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/** A second Java process on the storage of a test. */
final class OtherProcess {
  private OtherProcess() {}

  /** Starts a process, whose standard output can be read. */
  static Process start(String task, Path root, int count) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ProcessBuilder(
            java.toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            OtherProcess.class.getName(),
            task,
            root.toString(),
            Integer.toString(count))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Runs a process to its end and returns what it wrote. */
  static String run(String task, Path root, int count) throws IOException, InterruptedException {
    Process process = start(task, root, count);
    String written = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return written;
  }

  /** Puts as many keys as are free of a sequence, and returns how many that were. */
  static int race(LocalStorage storage, int count) throws IOException {
    int won = 0;
    for (int index = 0; index < count; index++) {
      try {
        Samples.put(storage, raceKey(index), "text");
        won++;
      } catch (BackendException lost) {
        if (lost.reason() != Reason.ALREADY_EXISTS) {
          throw lost;
        }
      }
    }
    return won;
  }

  static ContentKey raceKey(int index) {
    return new ContentKey(String.format(Locale.ROOT, "private/%04d", index));
  }

  /** The process: what to do, where, and how often. */
  public static void main(String[] arguments) throws IOException {
    LocalStorage storage = LocalStorage.open(Path.of(arguments[1]));
    if (arguments[0].equals("die")) {
      storage.put(
          Samples.KEY,
          new SequenceInputStream(
              bytes("x".repeat(LocalStorage.BUFFER_BYTES)),
              sourceThat(() -> Runtime.getRuntime().halt(1))),
          OptionalLong.empty(),
          ContentHints.NONE);
    } else {
      System.out.print("ready\n");
      System.out.flush();
      System.out.print(race(storage, Integer.parseInt(arguments[2])));
    }
  }
}
