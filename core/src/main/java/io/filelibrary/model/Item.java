package io.filelibrary.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A file, a folder or a link: one node of a channel's tree, as it was when it was read. An item is
 * a value; to change what it stands for, call the library with its {@link #id}.
 */
public sealed interface Item permits FileItem, FolderItem, LinkItem {
  /**
   * Returns what every item has.
   *
   * @return what every item has
   */
  ItemHeader header();

  /**
   * Returns the kind.
   *
   * @return the kind
   */
  ItemKind kind();

  /**
   * Returns the id, unique over all channels.
   *
   * @return the id, unique over all channels
   */
  default ItemId id() {
    return header().id();
  }

  /**
   * Returns the channel that the item belongs to.
   *
   * @return the channel that the item belongs to
   */
  default ChannelId channel() {
    return header().channel();
  }

  /**
   * Returns the folder that the item is in, or was in before it went to the trash.
   *
   * @return the parent's id, or empty at the root
   */
  default Optional<ItemId> parent() {
    return header().parent();
  }

  /**
   * Returns the name among the siblings.
   *
   * @return the name among the siblings
   */
  default ItemName name() {
    return header().name();
  }

  /**
   * Returns the names from the root down to the item.
   *
   * @return the names from the root down to the item
   */
  default ItemPath path() {
    return header().path();
  }

  /**
   * Returns the moment of creation.
   *
   * @return the moment of creation
   */
  default Instant createdAt() {
    return header().created().at();
  }

  /**
   * Returns the creator.
   *
   * @return the creator
   */
  default ActorId createdBy() {
    return header().created().by();
  }

  /**
   * Returns the moment of the last change, which strictly grows.
   *
   * @return the moment of the last change, which strictly grows
   */
  default Instant updatedAt() {
    return header().updated().at();
  }

  /**
   * Returns who made the last change.
   *
   * @return who made the last change
   */
  default ActorId updatedBy() {
    return header().updated().by();
  }

  /**
   * Returns the count of changes, from 1.
   *
   * @return the count of changes, from 1
   */
  default long revision() {
    return header().revision();
  }

  /**
   * Returns when the item was put into the trash.
   *
   * @return the moment, or empty for a living item
   */
  default Optional<Instant> deletedAt() {
    return header().deletedAt();
  }

  /**
   * Returns the visibility.
   *
   * @return the visibility
   */
  default Visibility visibility() {
    return header().visibility();
  }

  /**
   * Returns the host's own pairs.
   *
   * @return the host's own pairs
   */
  default Attributes attributes() {
    return header().attributes();
  }
}
