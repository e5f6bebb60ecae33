package io.filelibrary.error;

/** A byte range with a negative offset or length. */
public final class InvalidRange extends InvalidInput {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param value range, as it was given
   * @param rule the broken rule, which says what would be accepted
   */
  public InvalidRange(String value, String rule) {
    super(ErrorCode.INVALID_RANGE, "range", value, rule);
  }
}
