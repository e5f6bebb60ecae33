package io.filelibrary.spi;

import java.util.Locale;

/** What an actor wants to do; see {@link AccessPolicy}. */
public enum Action {
  /** See an item, list a folder or the trash, read the change feed. */
  READ,
  /** Read a file's bytes. */
  DOWNLOAD,
  /** Put a new item into a folder; asked of the folder. */
  CREATE,
  /** Change, rename or move an item, or complete its upload. */
  UPDATE,
  /** Put an item into the trash, restore it, or delete it for good. */
  DELETE;

  /**
   * Returns the word for the action, as it stands in messages.
   *
   * @return the name in lower case
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
