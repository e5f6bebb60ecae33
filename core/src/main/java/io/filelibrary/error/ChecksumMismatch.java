package io.filelibrary.error;

/** The bytes that came do not have the declared SHA-256. Nothing was stored. */
public final class ChecksumMismatch extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param expected the declared hash, hexadecimal
   * @param actual the hash of the bytes that came
   */
  public ChecksumMismatch(String expected, String actual) {
    super(
        ErrorCode.CHECKSUM_MISMATCH,
        "declared SHA-256 " + expected + ", the bytes have " + actual + "; nothing was stored");
  }
}
