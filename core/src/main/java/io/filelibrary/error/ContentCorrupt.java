package io.filelibrary.error;

/** The stored bytes are missing, or differ from the size and hash that the catalog holds. */
public final class ContentCorrupt extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param reference the id of the file
   * @param difference what was expected and what was found
   */
  public ContentCorrupt(String reference, String difference) {
    super(
        ErrorCode.CONTENT_CORRUPT,
        "the content of " + Quoted.of(reference) + " is damaged: " + difference);
  }
}
