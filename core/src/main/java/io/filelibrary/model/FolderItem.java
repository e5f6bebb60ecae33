package io.filelibrary.model;

/**
 * A folder.
 *
 * @param header what every item has
 */
public record FolderItem(ItemHeader header) implements Item {
  @Override
  public ItemKind kind() {
    return ItemKind.FOLDER;
  }
}
