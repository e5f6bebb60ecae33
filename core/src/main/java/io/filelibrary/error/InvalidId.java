package io.filelibrary.error;

/** An item, upload, channel, tenant or actor id that is not well-formed. */
public final class InvalidId extends InvalidInput {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param value id, as it was given
   * @param rule the broken rule, which says what would be accepted
   */
  public InvalidId(String value, String rule) {
    super(ErrorCode.INVALID_ID, "id", value, rule);
  }
}
