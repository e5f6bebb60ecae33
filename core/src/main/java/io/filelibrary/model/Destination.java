package io.filelibrary.model;

import io.filelibrary.error.InvalidPath;
import java.util.Optional;

/**
 * Where an item should go: a folder, and the name that it gets there.
 *
 * @param folder the folder
 * @param name the name in that folder; empty to keep the name that the item has, which calls that
 *     create an item cannot do
 */
public record Destination(FolderRef folder, Optional<ItemName> name) {
  /**
   * Names a place by its path.
   *
   * @param path a path such as {@code Reports/2026/q1.pdf}
   * @return the last segment as the name, in the folder of the segments before it
   * @throws InvalidPath if the path is not well-formed, or is the root
   */
  public static Destination at(String path) {
    ItemPath parsed = ItemPath.parse(path);
    ItemPath parent =
        parsed
            .parent()
            .orElseThrow(() -> new InvalidPath(path, "the path of an item has at least one name"));
    return new Destination(new FolderRef.ByPath(parent), parsed.name());
  }

  /**
   * Names a place in a folder.
   *
   * @param folder the folder
   * @param name the name in it
   * @return the place
   * @throws io.filelibrary.error.InvalidName if the name breaks the naming rules
   */
  public static Destination in(FolderRef folder, String name) {
    return new Destination(folder, Optional.of(ItemName.of(name)));
  }

  /**
   * Names a folder that an item should go to under the name it has.
   *
   * @param folder the folder
   * @return the place
   */
  public static Destination into(FolderRef folder) {
    return new Destination(folder, Optional.empty());
  }
}
