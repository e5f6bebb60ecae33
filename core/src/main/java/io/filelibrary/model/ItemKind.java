package io.filelibrary.model;

import java.util.Locale;

/** The three kinds of items. */
public enum ItemKind {
  /** See {@link FileItem}. */
  FILE,
  /** See {@link FolderItem}. */
  FOLDER,
  /** See {@link LinkItem}. */
  LINK;

  /**
   * Returns the word for the kind, as it stands in messages and in REST answers.
   *
   * @return {@code file}, {@code folder} or {@code link}
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
