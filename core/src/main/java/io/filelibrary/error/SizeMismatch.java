package io.filelibrary.error;

/** The bytes that came are more or fewer than declared. Nothing was stored. */
public final class SizeMismatch extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  private final long expected;
  private final long actual;

  /**
   * Creates the error.
   *
   * @param expected the declared size in bytes
   * @param actual the bytes counted; where there were more than declared, declared plus one
   */
  public SizeMismatch(long expected, long actual) {
    super(
        ErrorCode.SIZE_MISMATCH,
        "declared "
            + expected
            + " bytes, "
            + (actual > expected ? "more" : "only " + actual)
            + " came; nothing was stored");
    this.expected = expected;
    this.actual = actual;
  }

  /**
   * Returns the declared size in bytes.
   *
   * @return the declared size in bytes
   */
  public long expected() {
    return expected;
  }

  /**
   * Returns the bytes counted; declared plus one where there were more.
   *
   * @return the bytes counted; declared plus one where there were more
   */
  public long actual() {
    return actual;
  }
}
