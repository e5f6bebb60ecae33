package io.filelibrary.http.timetap;

import io.filelibrary.model.FileItem;
import io.filelibrary.model.FolderItem;
import io.filelibrary.model.Item;
import io.filelibrary.model.LinkItem;
import io.filelibrary.model.Visibility;

/**
 * The values of {@code fileLibraryType} that answers have. In requests it is an open set: what is
 * not among these is no error where the type says nothing.
 */
final class FileType {
  /** The property. */
  static final String FIELD = "fileLibraryType";

  /** A folder. */
  static final String FOLDER = "FOLDER";

  /** A public file. */
  static final String ASSET = "ASSET";

  /** A private file. */
  static final String FILE = "FILE";

  /** A link. */
  static final String LINK = "LINK";

  private FileType() {}

  /** The type of an item. */
  static String of(Item item) {
    if (item instanceof FolderItem) {
      return FOLDER;
    }
    if (item instanceof LinkItem) {
      return LINK;
    }
    return item instanceof FileItem && item.visibility() == Visibility.PUBLIC ? ASSET : FILE;
  }
}
