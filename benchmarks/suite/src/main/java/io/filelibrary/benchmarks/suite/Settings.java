package io.filelibrary.benchmarks.suite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param only the ids of the comparisons to run; empty for all
 * @param quick whether this only tries that everything runs; its figures mean nothing
 * @param items how many items the library of the scale comparison has
 * @param out the report to write
 * @param directory where files are written, or empty for a fresh directory below target
 */
public record Settings(
    List<String> only, boolean quick, int items, Path out, Optional<Path> directory) {
  static final String USAGE =
      "benchmarks.jar [--only=ID,ID,...] [--quick] [--items=N] [--out=FILE]"
          + " [--directory=DIRECTORY]";

  private static final int ITEMS = 1_000_000;
  private static final int QUICK_ITEMS = 20_000;
  private static final Path TARGET = Path.of("benchmarks", "suite", "target");
  private static final Path REPORT = Path.of("docs", "performance.md");

  /** Copies the ids. */
  public Settings {
    only = List.copyOf(only);
  }

  /**
   * Reads a command line. A whole run writes docs/performance.md, any other a report below target,
   * so that no half report takes the place of a whole one unasked.
   *
   * @throws IllegalArgumentException if an argument is not known
   */
  static Settings of(String... arguments) {
    List<String> only = new ArrayList<>();
    boolean quick = false;
    Optional<Integer> items = Optional.empty();
    Optional<Path> out = Optional.empty();
    Optional<Path> directory = Optional.empty();
    for (String argument : arguments) {
      String value = argument.substring(argument.indexOf('=') + 1);
      if (argument.startsWith("--only=")) {
        only.addAll(List.of(value.split(",")));
      } else if (argument.equals("--quick")) {
        quick = true;
      } else if (argument.startsWith("--items=")) {
        items = Optional.of(Integer.parseInt(value));
      } else if (argument.startsWith("--out=")) {
        out = Optional.of(Path.of(value));
      } else if (argument.startsWith("--directory=")) {
        directory = Optional.of(Path.of(value));
      } else {
        throw new IllegalArgumentException(argument + "? usage: " + USAGE);
      }
    }
    boolean whole = only.isEmpty() && !quick;
    return new Settings(
        only,
        quick,
        items.orElse(quick ? QUICK_ITEMS : ITEMS),
        out.orElse(whole ? REPORT : TARGET.resolve(REPORT.getFileName())),
        directory);
  }

  /** Where a fresh directory is made unless one is given. */
  static Path target() {
    return TARGET;
  }

  /** How often each side of a comparison has its turn. */
  int rounds() {
    return quick ? 2 : 5;
  }

  /** How long a turn is. */
  Duration turn() {
    return quick ? Duration.ofMillis(200) : Duration.ofSeconds(2);
  }
}
