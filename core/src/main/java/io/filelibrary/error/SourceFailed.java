package io.filelibrary.error;

/** Reading the caller's own stream or file failed; the cause says how. Nothing was stored. */
public final class SourceFailed extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param cause what the source threw
   */
  public SourceFailed(Throwable cause) {
    super(
        ErrorCode.SOURCE_FAILED,
        "reading the source failed: " + Quoted.of(String.valueOf(cause.getMessage())),
        cause);
  }
}
