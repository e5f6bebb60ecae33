package io.filelibrary.error;

/** The operation needs a folder, and the item is a file or a link. */
public final class NotAFolder extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param reference the id or path of the item
   */
  public NotAFolder(String reference) {
    super(ErrorCode.NOT_A_FOLDER, Quoted.of(reference) + " is not a folder");
  }
}
