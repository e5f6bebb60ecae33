package io.filelibrary.error;

/** The folder has children, and the delete did not ask to be recursive. */
public final class FolderNotEmpty extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param reference the id of the folder
   */
  public FolderNotEmpty(String reference) {
    super(
        ErrorCode.FOLDER_NOT_EMPTY,
        "the folder "
            + Quoted.of(reference)
            + " is not empty; delete recursively to remove what it holds");
  }
}
