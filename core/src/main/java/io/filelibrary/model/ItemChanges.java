package io.filelibrary.model;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What should change about an item; what is empty stays as it is.
 *
 * @param name the new name
 * @param folder the folder that the item moves to
 * @param linkUrl the new target of a link
 * @param attributes the new attributes, which replace all the former ones
 * @param visibility the new visibility
 * @param contentType the new media type of a file
 * @param conflict what happens when the name is taken
 * @param expectedRevision the revision that the item must still have, or empty for any
 */
public record ItemChanges(
    Optional<ItemName> name,
    Optional<FolderRef> folder,
    Optional<LinkUrl> linkUrl,
    Optional<Attributes> attributes,
    Optional<Visibility> visibility,
    Optional<ContentType> contentType,
    ConflictPolicy conflict,
    OptionalLong expectedRevision) {
  /** No change. */
  public static final ItemChanges NONE =
      new ItemChanges(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          ConflictPolicy.FAIL,
          OptionalLong.empty());

  /**
   * Returns a copy that changes the name.
   *
   * @param other the new name
   * @return the copy
   */
  public ItemChanges withName(ItemName other) {
    return new ItemChanges(
        Optional.of(other),
        folder,
        linkUrl,
        attributes,
        visibility,
        contentType,
        conflict,
        expectedRevision);
  }

  /**
   * Returns a copy that moves the item.
   *
   * @param other the folder that it moves to
   * @return the copy
   */
  public ItemChanges withFolder(FolderRef other) {
    return new ItemChanges(
        name,
        Optional.of(other),
        linkUrl,
        attributes,
        visibility,
        contentType,
        conflict,
        expectedRevision);
  }

  /**
   * Returns a copy that changes the target of a link.
   *
   * @param other the new target
   * @return the copy
   */
  public ItemChanges withLinkUrl(LinkUrl other) {
    return new ItemChanges(
        name,
        folder,
        Optional.of(other),
        attributes,
        visibility,
        contentType,
        conflict,
        expectedRevision);
  }

  /**
   * Returns a copy that replaces the attributes.
   *
   * @param other all the new attributes
   * @return the copy
   */
  public ItemChanges withAttributes(Attributes other) {
    return new ItemChanges(
        name,
        folder,
        linkUrl,
        Optional.of(other),
        visibility,
        contentType,
        conflict,
        expectedRevision);
  }

  /**
   * Returns a copy that changes the visibility.
   *
   * @param other the new visibility
   * @return the copy
   */
  public ItemChanges withVisibility(Visibility other) {
    return new ItemChanges(
        name,
        folder,
        linkUrl,
        attributes,
        Optional.of(other),
        contentType,
        conflict,
        expectedRevision);
  }

  /**
   * Returns a copy that changes the media type of a file.
   *
   * @param other the new media type
   * @return the copy
   */
  public ItemChanges withContentType(ContentType other) {
    return new ItemChanges(
        name,
        folder,
        linkUrl,
        attributes,
        visibility,
        Optional.of(other),
        conflict,
        expectedRevision);
  }

  /**
   * Returns a copy with another conflict policy.
   *
   * @param other what happens when the name is taken
   * @return the copy
   */
  public ItemChanges withConflict(ConflictPolicy other) {
    return new ItemChanges(
        name, folder, linkUrl, attributes, visibility, contentType, other, expectedRevision);
  }

  /**
   * Returns a copy that expects a revision.
   *
   * @param revision the revision that the item must still have
   * @return the copy
   */
  public ItemChanges withExpectedRevision(long revision) {
    return new ItemChanges(
        name,
        folder,
        linkUrl,
        attributes,
        visibility,
        contentType,
        conflict,
        OptionalLong.of(revision));
  }
}
