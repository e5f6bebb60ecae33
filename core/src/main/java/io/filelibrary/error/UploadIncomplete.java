package io.filelibrary.error;

/** The upload cannot be completed, since its bytes have not arrived. */
public final class UploadIncomplete extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param uploadId the id of the upload
   */
  public UploadIncomplete(String uploadId) {
    super(
        ErrorCode.UPLOAD_INCOMPLETE,
        "the upload " + uploadId + " has received no bytes; send them, then complete it");
  }
}
