package io.filelibrary.spi;

import io.filelibrary.model.Attributes;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.LinkUrl;
import io.filelibrary.model.Stamp;
import io.filelibrary.model.Visibility;
import java.util.Optional;

/**
 * The row of a file, folder or link, or of a channel's root (a folder without parent whose name is
 * empty). The path is not stored; it follows from the parents.
 *
 * @param id the item's id, unique over all channels
 * @param channel the channel
 * @param kind file, folder or link
 * @param placement where it hangs
 * @param name the name in normalization form C
 * @param nameKey what siblings are told apart and sorted by: unique among the LIVING children of
 *     one parent; compared by its UTF-8 bytes, by no rule of a locale
 * @param created when and by whom it was created
 * @param updated when and by whom it was last changed
 * @param revision counts its changes, from 1
 * @param visibility private or public
 * @param attributes the host's own pairs
 * @param linkUrl the target of a link; present exactly for links
 * @param file present exactly for files
 */
public record ItemRecord(
    ItemId id,
    ChannelId channel,
    ItemKind kind,
    Placement placement,
    String name,
    String nameKey,
    Stamp created,
    Stamp updated,
    long revision,
    Visibility visibility,
    Attributes attributes,
    Optional<LinkUrl> linkUrl,
    Optional<FileRecord> file) {
  /**
   * Checks that the parts fit the kind.
   *
   * @throws IllegalArgumentException if they do not
   */
  public ItemRecord {
    if (linkUrl.isPresent() != (kind == ItemKind.LINK)
        || file.isPresent() != (kind == ItemKind.FILE)
        || revision < 1) {
      throw new IllegalArgumentException("the parts of an item do not fit " + kind);
    }
  }

  /**
   * Returns a copy that hangs elsewhere.
   *
   * @param other where
   * @return the copy
   */
  public ItemRecord withPlacement(Placement other) {
    return new ItemRecord(
        id,
        channel,
        kind,
        other,
        name,
        nameKey,
        created,
        updated,
        revision,
        visibility,
        attributes,
        linkUrl,
        file);
  }

  /**
   * Returns a copy with another name.
   *
   * @param other the name
   * @param key its key
   * @return the copy
   */
  public ItemRecord withName(String other, String key) {
    return new ItemRecord(
        id,
        channel,
        kind,
        placement,
        other,
        key,
        created,
        updated,
        revision,
        visibility,
        attributes,
        linkUrl,
        file);
  }

  /**
   * Returns a copy that counts one more change.
   *
   * @param stamp when and by whom the change was made
   * @return the copy
   */
  public ItemRecord changed(Stamp stamp) {
    return new ItemRecord(
        id,
        channel,
        kind,
        placement,
        name,
        nameKey,
        created,
        stamp,
        revision + 1,
        visibility,
        attributes,
        linkUrl,
        file);
  }

  /**
   * Returns a copy with another visibility.
   *
   * @param other private or public
   * @return the copy
   */
  public ItemRecord withVisibility(Visibility other) {
    return new ItemRecord(
        id,
        channel,
        kind,
        placement,
        name,
        nameKey,
        created,
        updated,
        revision,
        other,
        attributes,
        linkUrl,
        file);
  }

  /**
   * Returns a copy with other attributes.
   *
   * @param other the host's own pairs
   * @return the copy
   */
  public ItemRecord withAttributes(Attributes other) {
    return new ItemRecord(
        id,
        channel,
        kind,
        placement,
        name,
        nameKey,
        created,
        updated,
        revision,
        visibility,
        other,
        linkUrl,
        file);
  }

  /**
   * Returns a copy of a link with another target.
   *
   * @param other the target
   * @return the copy
   */
  public ItemRecord withLinkUrl(LinkUrl other) {
    return new ItemRecord(
        id,
        channel,
        kind,
        placement,
        name,
        nameKey,
        created,
        updated,
        revision,
        visibility,
        attributes,
        Optional.of(other),
        file);
  }

  /**
   * Returns a copy of a file with another current version.
   *
   * @param other the version
   * @return the copy
   */
  public ItemRecord withFile(FileRecord other) {
    return new ItemRecord(
        id,
        channel,
        kind,
        placement,
        name,
        nameKey,
        created,
        updated,
        revision,
        visibility,
        attributes,
        linkUrl,
        Optional.of(other));
  }
}
