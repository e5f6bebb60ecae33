package io.filelibrary.model;

/**
 * What a channel holds: living items, the trash, pending uploads, and what was deleted but not yet
 * collected.
 *
 * @param items the number of files, folders and links
 * @param bytes the sum of the sizes of the completed files; a copy counts in full
 */
public record Usage(long items, long bytes) {
  /** Nothing. */
  public static final Usage NONE = new Usage(0, 0);

  /**
   * Returns the usage after a change.
   *
   * @param moreItems items that come, negative where they go
   * @param moreBytes bytes that come, negative where they go
   * @return the sums
   */
  public Usage plus(long moreItems, long moreBytes) {
    return new Usage(Math.addExact(items, moreItems), Math.addExact(bytes, moreBytes));
  }
}
