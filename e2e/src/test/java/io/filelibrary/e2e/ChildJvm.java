package io.filelibrary.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a class of these tests in a JVM of its own. */
final class ChildJvm {
  /** Most children live for a moment, in which the optimizing compiler does not pay. */
  private static final String SHORT_LIFE = "-XX:TieredStopAtLevel=1";

  private ChildJvm() {}

  static ProcessBuilder running(List<String> jvmOptions, Class<?> main, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(SHORT_LIFE);
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
  }
}
