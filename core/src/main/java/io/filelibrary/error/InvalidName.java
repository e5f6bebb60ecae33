package io.filelibrary.error;

/** A file, folder or link name that breaks the naming rules. */
public final class InvalidName extends InvalidInput {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param value name, as it was given
   * @param rule the broken rule, which says what would be accepted
   */
  public InvalidName(String value, String rule) {
    super(ErrorCode.INVALID_NAME, "name", value, rule);
  }
}
