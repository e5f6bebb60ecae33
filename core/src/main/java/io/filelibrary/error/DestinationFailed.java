package io.filelibrary.error;

/** Writing to the caller's own stream or file failed; the cause says how. */
public final class DestinationFailed extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param cause what the destination threw
   */
  public DestinationFailed(Throwable cause) {
    super(
        ErrorCode.DESTINATION_FAILED,
        "writing to the destination failed: " + Quoted.of(String.valueOf(cause.getMessage())),
        cause);
  }
}
