package io.filelibrary.error;

/** A content type that is not a media type as in RFC 9110 section 8.3.1. */
public final class InvalidContentType extends InvalidInput {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param value content type, as it was given
   * @param rule the broken rule, which says what would be accepted
   */
  public InvalidContentType(String value, String rule) {
    super(ErrorCode.INVALID_CONTENT_TYPE, "content type", value, rule);
  }
}
