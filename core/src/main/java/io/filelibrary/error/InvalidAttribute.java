package io.filelibrary.error;

/** A host attribute whose key, value or number is out of bounds. */
public final class InvalidAttribute extends InvalidInput {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param value attribute, as it was given
   * @param rule the broken rule, which says what would be accepted
   */
  public InvalidAttribute(String value, String rule) {
    super(ErrorCode.INVALID_ATTRIBUTE, "attribute", value, rule);
  }
}
