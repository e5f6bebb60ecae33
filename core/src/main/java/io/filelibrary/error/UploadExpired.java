package io.filelibrary.error;

/** The upload was not completed in time. Begin a new one. */
public final class UploadExpired extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param uploadId the id of the upload
   */
  public UploadExpired(String uploadId) {
    super(ErrorCode.UPLOAD_EXPIRED, "the upload " + uploadId + " has expired; begin a new one");
  }
}
