package io.filelibrary.error;

/**
 * The channel has no room for the bytes. Trash and deleted items count until they are collected.
 */
public final class QuotaExceeded extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  private final long quota;
  private final long needed;

  /**
   * Creates the error.
   *
   * @param quota the quota of the channel in bytes
   * @param needed the bytes the channel would hold
   */
  public QuotaExceeded(long quota, long needed) {
    super(
        ErrorCode.QUOTA_EXCEEDED,
        "the channel would hold "
            + needed
            + " bytes, its quota is "
            + quota
            + "; delete items, empty the trash or raise the quota");
    this.quota = quota;
    this.needed = needed;
  }

  /**
   * Returns the quota of the channel in bytes.
   *
   * @return the quota of the channel in bytes
   */
  public long quota() {
    return quota;
  }

  /**
   * Returns the bytes the channel would hold.
   *
   * @return the bytes the channel would hold
   */
  public long needed() {
    return needed;
  }
}
