package io.filelibrary.model;

/** What a {@link Change} did to its item. For a folder it stands for the whole subtree. */
public enum ChangeAction {
  /** The item came into being: created, uploaded, copied or begun as a pending upload. */
  CREATED,
  /** The item was renamed, moved, edited, or its pending upload was completed. */
  UPDATED,
  /** The item went to the trash. */
  TRASHED,
  /** The item came back from the trash. */
  RESTORED,
  /** The item is gone for good. */
  DELETED
}
