package io.filelibrary.benchmarks.suite;

import java.util.List;

/** One target: what the library does, measured beside its limit in the same run. */
public interface Comparison {
  /** What {@code --only} calls it: the number of the target. */
  String id();

  /** What the report calls it. */
  String title();

  /**
   * Measures both sides in turns. The bench prints each ratio that it measures, and takes what the
   * report shows beside the ratios.
   *
   * @return the ratios in the order of the report
   */
  List<Ratio> measure(Workbench bench) throws Exception;
}
