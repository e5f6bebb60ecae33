package io.filelibrary.e2e;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A defect that is put into a copy of the sources to see whether a test fails. It is read from a
 * file of {@code e2e/mutations}: lines with a name, a colon and a value, then what to replace and
 * by what, each below a line of its own.
 *
 * @param id the file's name without its ending
 * @param breaks what goes wrong, in a sentence
 * @param file the source, relative to the repository
 * @param module the module whose tests are to find it
 * @param tests the classes of those tests, each perhaps with {@code #method} or {@code #one+other},
 *     as Surefire takes them
 * @param text what to replace; it is in the source exactly once
 * @param replacement what stands there instead
 */
record Mutation(
    String id,
    String breaks,
    String file,
    String module,
    List<String> tests,
    String text,
    String replacement) {
  private static final String REPLACE = "--- replace\n";
  private static final String BY = "--- by\n";
  private static final String END = "--- end\n";
  private static final String ENDING = ".txt";

  Mutation {
    tests = List.copyOf(tests);
  }

  /** Reads all mutations of a repository, by their ids. */
  static List<Mutation> all(Path repository) throws IOException {
    Map<String, Mutation> mutations = new TreeMap<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(repository.resolve("e2e").resolve("mutations"))) {
      for (Path file : files) {
        Mutation mutation = read(file);
        mutations.put(mutation.id, mutation);
      }
    }
    return List.copyOf(mutations.values());
  }

  private static Mutation read(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    String whole = Files.readString(file).replace("\r\n", "\n");
    int replace = whole.indexOf(REPLACE);
    int by = whole.indexOf(BY);
    if (!name.endsWith(ENDING) || replace < 0 || by < replace || !whole.endsWith(END)) {
      throw new IllegalArgumentException(file + " is not in the form of a mutation");
    }
    Map<String, String> values = values(file, whole.substring(0, replace));
    return new Mutation(
        name.substring(0, name.length() - ENDING.length()),
        value(file, values, "breaks"),
        value(file, values, "file"),
        value(file, values, "module"),
        Arrays.asList(value(file, values, "tests").split(", ")),
        block(whole.substring(replace + REPLACE.length(), by)),
        block(whole.substring(by + BY.length(), whole.length() - END.length())));
  }

  /**
   * What is between two lines, without the end of the last one: the text may be a part of a line.
   */
  private static String block(String lines) {
    return lines.isEmpty() ? lines : lines.substring(0, lines.length() - 1);
  }

  private static Map<String, String> values(Path file, String head) {
    Map<String, String> values = new HashMap<>();
    for (String line : head.lines().toList()) {
      int colon = line.indexOf(": ");
      if (colon < 0 || values.put(line.substring(0, colon), line.substring(colon + 2)) != null) {
        throw new IllegalArgumentException(file + " has a line that is no value: " + line);
      }
    }
    return values;
  }

  private static String value(Path file, Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null || value.isBlank() || values.size() != 4) {
      throw new IllegalArgumentException(file + " has breaks, file, module and tests, once each");
    }
    return value;
  }

  /** The names of the classes whose tests are to find it. */
  List<String> testClasses() {
    return tests.stream().map(test -> test.replaceFirst("#.*", "")).toList();
  }

  /** The names of their methods, where not all of a class are to find it. */
  List<String> testMethods() {
    return tests.stream()
        .filter(test -> test.contains("#"))
        .flatMap(test -> Stream.of(test.replaceFirst(".*#", "").split("\\+")))
        .toList();
  }

  /** The source with the defect in it. */
  String applyTo(String source) {
    int at = source.indexOf(text);
    if (text.isBlank() || at < 0 || source.indexOf(text, at + 1) >= 0) {
      throw new IllegalArgumentException(
          id + ": the text to replace has to be in " + file + " exactly once");
    }
    return source.substring(0, at) + replacement + source.substring(at + text.length());
  }
}
