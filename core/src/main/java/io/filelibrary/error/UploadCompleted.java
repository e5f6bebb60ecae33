package io.filelibrary.error;

/** The upload is complete and takes no more bytes. */
public final class UploadCompleted extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param uploadId the id of the upload
   */
  public UploadCompleted(String uploadId) {
    super(ErrorCode.UPLOAD_COMPLETED, "the upload " + uploadId + " is complete already");
  }
}
