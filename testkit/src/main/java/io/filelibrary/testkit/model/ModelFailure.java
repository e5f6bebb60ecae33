package io.filelibrary.testkit.model;

import java.util.List;

/**
 * A library and the model of it went apart. The message says over which catalog and storage, by
 * which seed, in what, and gives the shortest sequence of calls that was found as one line.
 */
public final class ModelFailure extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final String line;
  private final int length;

  ModelFailure(
      String name,
      String origin,
      int originalLength,
      List<Operation> operations,
      Difference difference) {
    super(
        name
            + ", "
            + origin
            + ": library and model differ after "
            + originalLength
            + " calls, of which these "
            + operations.size()
            + " are enough:\n"
            + OperationText.print(operations)
            + "\nWhat differs is "
            + difference.getMessage(),
        difference);
    this.line = OperationText.print(operations);
    this.length = operations.size();
  }

  /**
   * Returns the calls that are enough, for {@link ModelRun#replay}.
   *
   * @return one line of printable ASCII without apostrophes
   */
  public String line() {
    return line;
  }

  /**
   * Returns how many calls the line has.
   *
   * @return how many calls the line has
   */
  public int length() {
    return length;
  }
}
