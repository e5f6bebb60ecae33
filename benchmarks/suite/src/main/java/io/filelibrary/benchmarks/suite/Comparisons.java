package io.filelibrary.benchmarks.suite;

import java.util.List;

/** All comparisons, in the order of the report. */
final class Comparisons {
  private Comparisons() {}

  static List<Comparison> all() {
    return List.of();
  }
}
