package io.filelibrary.http.spool;

/**
 * What a spool may take of its disk. Immutable. Requests that would go beyond are refused with 507
 * before the disk is full, so that whatever else is on it goes on, such as the catalog.
 *
 * @param maxBytes the most bytes of all its files together; where several processes share a spool,
 *     what others write is noticed within some seconds
 * @param reservedBytes how many bytes of the disk stay free; looked at when a body begins and each
 *     mebibyte, so that as many requests as run at a time may each go a mebibyte beyond
 */
public record SpoolLimits(long maxBytes, long reservedBytes) {
  /** 10 GiB in all, and 64 MiB of the disk stay free. */
  public static final SpoolLimits DEFAULT = new SpoolLimits(10L << 30, 64L << 20);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public SpoolLimits {
    if (maxBytes < 0 || reservedBytes < 0) {
      throw new IllegalArgumentException("a spool and a reserve have 0 bytes or more");
    }
  }

  /**
   * Returns a copy with another size of the spool.
   *
   * @param bytes the most bytes of all its files together
   * @return the copy
   * @throws IllegalArgumentException if it is negative
   */
  public SpoolLimits withMaxBytes(long bytes) {
    return new SpoolLimits(bytes, reservedBytes);
  }

  /**
   * Returns a copy with another reserve.
   *
   * @param bytes how many bytes of the disk stay free
   * @return the copy
   * @throws IllegalArgumentException if it is negative
   */
  public SpoolLimits withReservedBytes(long bytes) {
    return new SpoolLimits(maxBytes, bytes);
  }
}
