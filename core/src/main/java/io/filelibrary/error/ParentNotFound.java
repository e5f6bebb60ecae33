package io.filelibrary.error;

/**
 * The folder that should hold the item does not exist. Create it first, or ask for createParents.
 */
public final class ParentNotFound extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param path the path or id of the missing folder
   */
  public ParentNotFound(String path) {
    super(
        ErrorCode.PARENT_NOT_FOUND,
        "the folder "
            + Quoted.of(path)
            + " does not exist; create it first, ask for createParents or name another place");
  }
}
