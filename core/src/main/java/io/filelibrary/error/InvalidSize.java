package io.filelibrary.error;

/** A size, quota, limit or page size outside its bounds. */
public final class InvalidSize extends InvalidInput {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param value size, as it was given
   * @param rule the broken rule, which says what would be accepted
   */
  public InvalidSize(String value, String rule) {
    super(ErrorCode.INVALID_SIZE, "size", value, rule);
  }
}
