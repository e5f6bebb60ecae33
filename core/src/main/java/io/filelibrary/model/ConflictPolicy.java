package io.filelibrary.model;

/** What happens when the name that an item should get is taken by a sibling. */
public enum ConflictPolicy {
  /** The call fails with {@link io.filelibrary.error.NameTaken}; nothing changes. */
  FAIL,
  /**
   * The new item gets a free name of the form {@code report (2).pdf}, or {@code report.pdf (2)} for
   * a folder or link: the lowest number that is free, or past 16 one that is found in a few steps.
   */
  RENAME,
  /**
   * The file or link in the way is deleted for good in the same transaction, and the new item takes
   * its name, with an id of its own. A folder is never replaced, nor by a folder: that fails as
   * {@link #FAIL} does.
   */
  REPLACE
}
