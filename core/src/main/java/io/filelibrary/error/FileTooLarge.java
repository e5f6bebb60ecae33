package io.filelibrary.error;

/** The source has more bytes than the upload or the library allows. Nothing was stored. */
public final class FileTooLarge extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  private final long limit;

  /**
   * Creates the error.
   *
   * @param limit the largest size that is allowed, in bytes
   */
  public FileTooLarge(long limit) {
    super(
        ErrorCode.FILE_TOO_LARGE,
        "the source has more than the allowed " + limit + " bytes; nothing was stored");
    this.limit = limit;
  }

  /**
   * Returns the largest size that is allowed, in bytes.
   *
   * @return the largest size that is allowed, in bytes
   */
  public long limit() {
    return limit;
  }
}
