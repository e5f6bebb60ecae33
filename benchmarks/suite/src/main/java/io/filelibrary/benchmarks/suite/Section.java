package io.filelibrary.benchmarks.suite;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the report says of one comparison.
 *
 * @param comparison what was measured
 * @param ratios its figures; empty if it failed
 * @param notes paragraphs below them
 * @param plots pictures by their names
 * @param failure why there are no figures
 */
record Section(
    Comparison comparison,
    List<Ratio> ratios,
    List<String> notes,
    Map<String, String> plots,
    Optional<String> failure) {

  /** Whether everything was measured, and is as wanted. */
  boolean isMet() {
    return failure.isEmpty() && ratios.stream().allMatch(Ratio::isMet);
  }
}
