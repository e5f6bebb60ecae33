package io.filelibrary.error;

/** A SHA-256 that is not 64 hexadecimal digits. */
public final class InvalidHash extends InvalidInput {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param value hash, as it was given
   * @param rule the broken rule, which says what would be accepted
   */
  public InvalidHash(String value, String rule) {
    super(ErrorCode.INVALID_HASH, "hash", value, rule);
  }
}
