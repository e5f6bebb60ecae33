package io.filelibrary.spi;

/**
 * The row of a content, and how many rows name its key.
 *
 * @param content the row; its {@link ContentRecord#refs refs} are what its writers have counted
 * @param uses how many items and versions of its channel name the key: counted from their rows, so
 *     that it differs from the refs where something is wrong
 */
public record CountedContent(ContentRecord content, long uses) {
  /**
   * Checks the count.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public CountedContent {
    if (uses < 0) {
      throw new IllegalArgumentException("a content has no negative uses");
    }
  }
}
