package io.filelibrary.spi;

/**
 * Names an upload in parts. Not a secret, and of no use without the storage's credentials.
 *
 * @param key the key that the object will have
 * @param id what the storage calls the upload, 1 to 1,024 printable ASCII characters
 */
public record MultipartUpload(ContentKey key, String id) {
  private static final int MAX_LENGTH = 1024;

  /**
   * Checks the id.
   *
   * @throws IllegalArgumentException if the id has another form
   */
  public MultipartUpload {
    requireId(id);
  }

  /** Refuses an id of another form. */
  static void requireId(String id) {
    boolean printable = id.chars().allMatch(c -> c > ' ' && c < 0x7F);
    if (id.isEmpty() || id.length() > MAX_LENGTH || !printable) {
      throw new IllegalArgumentException(
          "the id of an upload in parts is 1 to " + MAX_LENGTH + " printable ASCII characters");
    }
  }
}
