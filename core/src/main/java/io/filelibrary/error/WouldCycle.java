package io.filelibrary.error;

/** A folder cannot go into itself or into a folder below it. */
public final class WouldCycle extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param reference the id of the folder
   */
  public WouldCycle(String reference) {
    super(
        ErrorCode.WOULD_CYCLE,
        "the folder " + Quoted.of(reference) + " cannot be placed inside itself");
  }
}
