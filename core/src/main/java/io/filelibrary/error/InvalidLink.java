package io.filelibrary.error;

/** A link URL that is not absolute, too long, or of a scheme that the host does not allow. */
public final class InvalidLink extends InvalidInput {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param value link, as it was given
   * @param rule the broken rule, which says what would be accepted
   */
  public InvalidLink(String value, String rule) {
    super(ErrorCode.INVALID_LINK, "link", value, rule);
  }
}
