package io.filelibrary.error;

/** No upload of the channel has this id: it never began, was aborted, or was cleaned up. */
public final class UploadNotFound extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param uploadId the id that was looked for
   */
  public UploadNotFound(String uploadId) {
    super(
        ErrorCode.UPLOAD_NOT_FOUND,
        "no such upload in this channel: " + Quoted.of(uploadId) + "; begin a new one");
  }
}
