package io.filelibrary.error;

/** A requested change that the kind of item does not have, such as a link URL on a file. */
public final class InvalidChange extends InvalidInput {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param value change, as it was given
   * @param rule the broken rule, which says what would be accepted
   */
  public InvalidChange(String value, String rule) {
    super(ErrorCode.INVALID_CHANGE, "change", value, rule);
  }
}
