package io.filelibrary.model;

import java.util.OptionalLong;

/**
 * How an item is deleted for good.
 *
 * @param recursive whether a folder may go with all that it holds
 * @param expectedRevision the revision that the item must still have, or empty for any
 */
public record DeleteOptions(boolean recursive, OptionalLong expectedRevision) {
  /** Refuses a folder that holds something; any revision. */
  public static final DeleteOptions DEFAULT = new DeleteOptions(false, OptionalLong.empty());

  /**
   * Returns a copy that takes a folder with all that it holds.
   *
   * @return the copy
   */
  public DeleteOptions withRecursive() {
    return new DeleteOptions(true, expectedRevision);
  }

  /**
   * Returns a copy that expects a revision.
   *
   * @param revision the revision that the item must still have
   * @return the copy
   */
  public DeleteOptions withExpectedRevision(long revision) {
    return new DeleteOptions(recursive, OptionalLong.of(revision));
  }
}
