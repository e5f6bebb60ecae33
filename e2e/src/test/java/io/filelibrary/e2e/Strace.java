package io.filelibrary.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process asked of the system, as strace saw it. Tests that need it are skipped where it is
 * not installed or may not look.
 */
final class Strace {
  private static final Pattern CALL = Pattern.compile("\\d+ +(\\w+)\\((.*)");
  private static final Pattern RESUMED = Pattern.compile("\\d+ +<\\.\\.\\. (\\w+) resumed>(.*)");
  private static final String UNFINISHED = " <unfinished ...>";

  private Strace() {}

  /**
   * A call of the system.
   *
   * @param thread who called
   * @param text its arguments and what it returned
   * @param begin its place in the order of what the process did
   * @param end the place of its return
   */
  record Call(String thread, String name, String text, int begin, int end) {
    boolean is(String aName, String part) {
      return name.equals(aName) && text.contains(part);
    }

    boolean isSync(String part) {
      return is("fsync", part) || is("fdatasync", part);
    }

    boolean failed() {
      return text.contains(" = -1 ");
    }
  }

  /** Skips the test where strace cannot trace a process. */
  static void assumeUsable() throws Exception {
    assumeTrue(canTrace(), "strace is not installed, or may not trace a process");
  }

  private static boolean canTrace() throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder("strace", "-f", "-o", "/dev/null", "-e", "trace=fsync", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  /** The same process, under strace: its calls go into a file. */
  static ProcessBuilder tracing(ProcessBuilder child, Path into, String... options) {
    List<String> command = new ArrayList<>(List.of("strace", "-f", "-y", "-o", into.toString()));
    command.addAll(List.of(options));
    command.addAll(child.command());
    return child.command(command);
  }

  /** Reads what was written into a file, in order of the calls' returns. */
  static List<Call> read(Path trace) throws IOException {
    List<Call> calls = new ArrayList<>();
    Map<String, Call> unfinished = new HashMap<>();
    int place = 0;
    for (String line : Files.readAllLines(trace)) {
      place++;
      String thread = line.substring(0, Math.max(0, line.indexOf(' ')));
      Matcher resumed = RESUMED.matcher(line);
      Matcher call = CALL.matcher(line);
      if (resumed.matches()) {
        Optional<Call> begun = Optional.ofNullable(unfinished.remove(thread));
        if (begun.isPresent()) {
          Call half = begun.get();
          calls.add(new Call(thread, half.name, half.text + resumed.group(2), half.begin, place));
        }
      } else if (call.matches()) {
        Call whole = new Call(thread, call.group(1), call.group(2), place, place);
        if (line.endsWith(UNFINISHED)) {
          unfinished.put(thread, whole);
        } else {
          calls.add(whole);
        }
      }
    }
    return calls;
  }
}
