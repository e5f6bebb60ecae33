package io.filelibrary.error;

/** The byte range begins at or past the end of the file (RFC 9110 section 15.5.17). */
public final class RangeNotSatisfiable extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  private final long size;

  /**
   * Creates the error.
   *
   * @param offset where the range begins
   * @param size the size of the file in bytes
   */
  public RangeNotSatisfiable(long offset, long size) {
    super(
        ErrorCode.RANGE_NOT_SATISFIABLE,
        "the range begins at byte " + offset + " of a file of " + size + " bytes");
    this.size = size;
  }

  /**
   * Returns the size of the file in bytes.
   *
   * @return the size of the file in bytes
   */
  public long size() {
    return size;
  }
}
