package io.filelibrary.server;

import io.filelibrary.ChannelFiles;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemPath;
import java.util.Optional;

/**
 * A path in the library as it was typed: slashes at its beginning are dropped, one at its end says
 * that a folder is meant.
 *
 * @param given the text of the argument
 */
record PathArgument(String given) {
  static final PathArgument ROOT = new PathArgument("/");

  /** Returns the path; fails if it is not well-formed, whatever the library holds. */
  ItemPath path() {
    int start = 0;
    while (start < given.length() && given.charAt(start) == '/') {
      start++;
    }
    return ItemPath.parse(given.substring(start));
  }

  /** Returns the item at the path, which must be there. */
  Item item(ChannelFiles files) {
    ItemPath path = path();
    if (path.isRoot()) {
      throw new CommandFailure("/ is the root, which is not an item; name something in it");
    }
    return files.find(path.toString()).orElseThrow(() -> new ItemNotFound(path.toString()));
  }

  /** Returns the item at the path, or empty if the path is the root. */
  Optional<Item> itemOrRoot(ChannelFiles files) {
    return path().isRoot() ? Optional.empty() : Optional.of(item(files));
  }

  /**
   * Returns where an item should go, as {@code mv} and {@code cp} of Unix understand it: into the
   * folder that is there, else to the path itself.
   */
  Destination destination(ChannelFiles files) {
    ItemPath path = path();
    if (path.isRoot()) {
      return Destination.into(FolderRef.root());
    }
    Optional<Item> present = files.find(path.toString());
    if (present.isPresent() && present.get() instanceof FolderItem folder) {
      return Destination.into(FolderRef.of(folder.id()));
    }
    if (given.endsWith("/")) {
      throw new CommandFailure("no folder at " + SafeText.name(given));
    }
    return Destination.at(path.toString());
  }
}
