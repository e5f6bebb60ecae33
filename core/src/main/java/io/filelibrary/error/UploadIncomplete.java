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
    this(uploadId, "has received no bytes; send them");
  }

  /**
   * Creates the error for bytes that have come in part.
   *
   * @param uploadId the id of the upload
   * @param lack what it has or lacks, and what to do before it is completed
   */
  public UploadIncomplete(String uploadId, String lack) {
    super(
        ErrorCode.UPLOAD_INCOMPLETE, "the upload " + uploadId + " " + lack + ", then complete it");
  }
}
