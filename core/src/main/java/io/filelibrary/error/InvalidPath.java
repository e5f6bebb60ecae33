package io.filelibrary.error;

/** A path with an empty, dot or badly named segment, or one that is too long or too deep. */
public final class InvalidPath extends InvalidInput {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param value path, as it was given
   * @param rule the broken rule, which says what would be accepted
   */
  public InvalidPath(String value, String rule) {
    super(ErrorCode.INVALID_PATH, "path", value, rule);
  }
}
