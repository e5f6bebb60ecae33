package io.filelibrary.benchmarks.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of its own with the same Java, and what it prints. Its errors go to ours. */
public final class ChildJvm {
  private static final String HEAP = "-Xmx2g";

  private ChildJvm() {}

  /** Runs a class of this suite to its end, and returns the lines that it printed. */
  public static List<String> run(Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    return run(System.getProperty("java.class.path"), main.getName(), arguments);
  }

  /**
   * Runs a class to its end, and returns the lines that it printed.
   *
   * @throws IOException if it ends with anything but 0
   */
  static List<String> run(String classPath, String main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // sqlite-jdbc loads a native library; JDK 24 and later warn without this.
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", HEAP, "-cp", classPath, main));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
      }
    } finally {
      process.destroy();
    }
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException(main + " ended with " + code);
    }
    return lines;
  }
}
