package io.filelibrary.error;

/** The operation needs a file, and the item is a folder or a link. */
public final class NotAFile extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param reference the id or path of the item
   */
  public NotAFile(String reference) {
    super(ErrorCode.NOT_A_FILE, Quoted.of(reference) + " is not a file");
  }
}
