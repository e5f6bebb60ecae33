package io.filelibrary.model;

/**
 * Which parts a storage makes an object of.
 *
 * @param minSize the least bytes of a part, the last one of the object excepted
 * @param maxSize the most bytes of a part
 * @param maxParts the greatest number that a part may have
 */
public record PartLimits(long minSize, long maxSize, int maxParts) {
  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if no part keeps them
   */
  public PartLimits {
    if (minSize < 0 || maxSize < 1 || maxSize < minSize || maxParts < 1) {
      throw new IllegalArgumentException(
          "no part keeps the limits: " + minSize + " to " + maxSize + " bytes, " + maxParts);
    }
  }
}
