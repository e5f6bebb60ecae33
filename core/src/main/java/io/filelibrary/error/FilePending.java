package io.filelibrary.error;

/** The file has no readable content yet, since its upload is not completed. */
public final class FilePending extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param reference the id of the file
   */
  public FilePending(String reference) {
    super(
        ErrorCode.FILE_PENDING,
        "the file " + Quoted.of(reference) + " is pending; complete or abort its upload first");
  }
}
