package io.filelibrary.error;

/** A page cursor that was altered, or belongs to another query, channel or library. */
public final class InvalidCursor extends InvalidInput {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param value cursor, as it was given
   * @param rule the broken rule, which says what would be accepted
   */
  public InvalidCursor(String value, String rule) {
    super(ErrorCode.INVALID_CURSOR, "cursor", value, rule);
  }
}
