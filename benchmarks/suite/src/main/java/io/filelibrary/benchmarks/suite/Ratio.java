package io.filelibrary.benchmarks.suite;

/**
 * A figure of the library beside its limit.
 *
 * @param what is measured
 * @param ours the library's figure
 * @param limit the figure that it is held against
 * @param unit of both figures
 * @param bound what the quotient of ours by the limit has to keep
 * @param direction the side of the bound on which the quotient has to be
 */
public record Ratio(
    String what, double ours, double limit, String unit, double bound, Direction direction) {

  /** On which side of its bound a ratio is as wanted. */
  public enum Direction {
    /** More is better, as of calls in a second. */
    AT_LEAST,
    /** Less is better, as of the time of a call. */
    AT_MOST
  }

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if one is negative or not a number, or the limit or the bound
   *     is 0
   */
  public Ratio {
    if (!(ours >= 0 && limit > 0 && bound > 0)) {
      throw new IllegalArgumentException(
          what + ": not figures to compare: " + ours + ", " + limit + ", " + bound);
    }
  }

  /** A ratio of which more is better. */
  public static Ratio atLeast(double bound, String what, double ours, double limit, String unit) {
    return new Ratio(what, ours, limit, unit, bound, Direction.AT_LEAST);
  }

  /** A ratio of which less is better. */
  public static Ratio atMost(double bound, String what, double ours, double limit, String unit) {
    return new Ratio(what, ours, limit, unit, bound, Direction.AT_MOST);
  }

  /** The library's figure divided by the limit. */
  public double ratio() {
    return ours / limit;
  }

  /** Whether the bound is kept. */
  public boolean isMet() {
    return switch (direction) {
      case AT_LEAST -> ratio() >= bound;
      case AT_MOST -> ratio() <= bound;
    };
  }
}
