package io.filelibrary.model;

/**
 * What one run of the collector did.
 *
 * @param expiredUploads two-step uploads that were given up, and completed ones that were forgotten
 * @param expiredTrash items whose time in the trash was over
 * @param reclaimedItems rows of items that were deleted for good
 * @param abandonedContents contents whose upload never finished
 * @param deletedContents contents that were deleted for good: while a client may still send bytes
 *     to the key of one, its bytes are deleted but it is not yet counted
 * @param deletedBytes the sum of their sizes as far as known
 * @param undeletedContents contents whose bytes the storage refused to delete, or that an item
 *     still uses because the catalog is damaged; a later run tries again
 */
public record CollectionReport(
    long expiredUploads,
    long expiredTrash,
    long reclaimedItems,
    long abandonedContents,
    long deletedContents,
    long deletedBytes,
    long undeletedContents) {
  /** Nothing to do. */
  public static final CollectionReport NOTHING = new CollectionReport(0, 0, 0, 0, 0, 0, 0);

  /**
   * Returns the sums of two reports.
   *
   * @param other the other report
   * @return the sums
   */
  public CollectionReport plus(CollectionReport other) {
    return new CollectionReport(
        expiredUploads + other.expiredUploads,
        expiredTrash + other.expiredTrash,
        reclaimedItems + other.reclaimedItems,
        abandonedContents + other.abandonedContents,
        deletedContents + other.deletedContents,
        deletedBytes + other.deletedBytes,
        undeletedContents + other.undeletedContents);
  }
}
