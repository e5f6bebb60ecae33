package io.filelibrary.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs commands in this process on one data directory, and keeps what they write. */
final class Shell {
  private final Path data;

  Shell(Path data) {
    this.data = data;
  }

  Path data() {
    return data;
  }

  /** Runs one command, with a library opened anew as in a process of its own. */
  Run run(String... arguments) {
    return runWith(new byte[0], arguments);
  }

  /** Runs one command that has something to read. */
  Run runWith(byte[] input, String... arguments) {
    List<String> all = new ArrayList<>(List.of("--data", data.toString(), "--actor", "tester"));
    all.addAll(List.of(arguments));
    return run(input, all);
  }

  /** Runs exactly these arguments. */
  static Run run(byte[] input, List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(new ByteArrayInputStream(input), out, messages, () -> false);
    int code = Launch.run(terminal, arguments.toArray(String[]::new));
    return new Run(code, out.toByteArray(), messages.toString(UTF_8));
  }

  /** What a command ended with and wrote. */
  static final class Run {
    private final int code;
    private final byte[] bytes;
    private final String messages;

    private Run(int code, byte[] bytes, String messages) {
      this.code = code;
      this.bytes = bytes;
      this.messages = messages;
    }

    int code() {
      return code;
    }

    byte[] bytes() {
      return bytes.clone();
    }

    /** Returns the standard output as text. */
    String out() {
      return new String(bytes, UTF_8);
    }

    List<String> lines() {
      return out().lines().toList();
    }

    String messages() {
      return messages;
    }

    /** Returns the lines of the standard error in order of the alphabet. */
    List<String> sortedMessages() {
      return messages.lines().sorted().toList();
    }
  }
}
