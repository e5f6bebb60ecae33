package io.filelibrary.error;

/** The item has changed since the revision that the caller expects. Read it again, then decide. */
public final class StaleRevision extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  private final long expected;
  private final long actual;

  /**
   * Creates the error.
   *
   * @param reference the id of the item
   * @param expected the revision the caller expects
   * @param actual the revision the item has
   */
  public StaleRevision(String reference, long expected, long actual) {
    super(
        ErrorCode.STALE_REVISION,
        "the item "
            + reference
            + " is at revision "
            + actual
            + ", not "
            + expected
            + "; read it again");
    this.expected = expected;
    this.actual = actual;
  }

  /**
   * Returns the revision the caller expected.
   *
   * @return the revision the caller expected
   */
  public long expected() {
    return expected;
  }

  /**
   * Returns the revision the item has.
   *
   * @return the revision the item has
   */
  public long actual() {
    return actual;
  }
}
