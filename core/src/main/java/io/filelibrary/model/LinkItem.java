package io.filelibrary.model;

/**
 * A link to a URL. The library never fetches it.
 *
 * @param header what every item has
 * @param linkUrl where the link points to
 */
public record LinkItem(ItemHeader header, LinkUrl linkUrl) implements Item {
  @Override
  public ItemKind kind() {
    return ItemKind.LINK;
  }
}
