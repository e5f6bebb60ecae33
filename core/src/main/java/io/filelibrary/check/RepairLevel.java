package io.filelibrary.check;

/**
 * What a check mends; each level does what those before it do. No level deletes a row of a user's
 * item or bytes that a row tells of. Each step is a transaction of its own, which looks again at
 * what it mends; a step that fails leaves its finding unrepaired and ends nothing else.
 */
public enum RepairLevel {
  /** Changes nothing. */
  NONE,
  /**
   * Sets a channel's usage and the counts of contents' uses to what their rows say, and takes back
   * the collector's claim on a content that a file uses.
   */
  COUNTERS,
  /**
   * Runs the collector once all was looked at, which takes what is overdue; those findings are told
   * as not repaired, and the next check has them no more. Then deletes leftovers and orphans that
   * are older than the margin. Nothing of this is done where the storage's mark is not this
   * catalog's. Neither is the collector run nor an orphan deleted where not all rows and objects
   * were read in this run, from the first to the last; and no orphan is deleted where there are
   * more of them than the limit, or the catalog looks older than the storage.
   */
  GARBAGE,
  /**
   * Moves items without a way to their channel's root into a folder {@code lost+found} at the root,
   * under a new name where theirs is taken; the change feed tells of it.
   */
  TREE;

  /**
   * Returns whether this level does what another does.
   *
   * @param other the other level
   * @return whether it is this one or one before it
   */
  public boolean includes(RepairLevel other) {
    return compareTo(other) >= 0;
  }
}
