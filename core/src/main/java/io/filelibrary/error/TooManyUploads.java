package io.filelibrary.error;

/**
 * The channel has as many pending uploads as it may. Some end by themselves: they are completed, or
 * expire and are collected.
 */
public final class TooManyUploads extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  private final int limit;

  /**
   * Creates the error.
   *
   * @param limit how many pending uploads a channel may have
   */
  public TooManyUploads(int limit) {
    super(
        ErrorCode.TOO_MANY_UPLOADS,
        "the channel has "
            + limit
            + " pending uploads, which is the most; complete or abort some, or wait until they"
            + " expire");
    this.limit = limit;
  }

  /**
   * Returns how many pending uploads a channel may have.
   *
   * @return how many pending uploads a channel may have
   */
  public int limit() {
    return limit;
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
