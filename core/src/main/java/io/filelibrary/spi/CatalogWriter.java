package io.filelibrary.spi;

import io.filelibrary.model.Change;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.UploadId;

/**
 * Reads and changes records within one transaction of a {@link Catalog}. Reads see the changes made
 * before in the same transaction.
 *
 * <p>The catalog holds these constraints itself, and answers {@link
 * BackendException.Reason#CONSTRAINT}: ids, keys, version numbers and change sequences are unique;
 * a name's key is unique among the LIVING children of one parent; an item's parent and content, and
 * a version's item and content, exist in the same channel; one upload at most belongs to an item,
 * and one at most goes to a content's key, over all channels; an item that is a parent, and a
 * content that is used, are not deleted. After any exception the work must end, and the transaction
 * is rolled back.
 *
 * <p>Updates and deletes touch the row of the given record's id in the given record's channel, and
 * say whether there was one that met the condition.
 */
public interface CatalogWriter extends CatalogReader {
  /**
   * Inserts a channel. Its root item is inserted separately.
   *
   * @param channel the row
   * @throws BackendException {@code CONSTRAINT} if the id is taken
   */
  void insertChannel(ChannelRecord channel) throws BackendException;

  /**
   * Replaces the row of a channel.
   *
   * @param channel the new row
   * @return whether the channel exists
   * @throws BackendException if the catalog fails
   */
  boolean updateChannel(ChannelRecord channel) throws BackendException;

  /**
   * Inserts an item.
   *
   * @param item the row
   * @throws BackendException {@code CONSTRAINT} if the row breaks a constraint
   */
  void insertItem(ItemRecord item) throws BackendException;

  /**
   * Replaces the row of an item, if it is at an expected revision.
   *
   * @param item the new row
   * @param expectedRevision the revision that the stored row must have
   * @return whether there was such a row
   * @throws BackendException {@code CONSTRAINT} if the row breaks a constraint
   */
  boolean updateItem(ItemRecord item, long expectedRevision) throws BackendException;

  /**
   * Deletes the row of an item together with its earlier versions and its upload.
   *
   * @param channel the channel
   * @param item the item's id
   * @return whether there was such a row
   * @throws BackendException {@code CONSTRAINT} if the item is a parent
   */
  boolean deleteItem(ChannelId channel, ItemId item) throws BackendException;

  /**
   * Inserts a content.
   *
   * @param content the row
   * @throws BackendException {@code CONSTRAINT} if the key is taken
   */
  void insertContent(ContentRecord content) throws BackendException;

  /**
   * Replaces the row of a content, if it is in an expected state.
   *
   * @param content the new row
   * @param expected the state that the stored row must be in
   * @return whether there was such a row
   * @throws BackendException if the catalog fails
   */
  boolean updateContent(ContentRecord content, ContentState expected) throws BackendException;

  /**
   * Deletes the row of a content, if it is DOOMED, and the bytes that the catalog holds for it.
   *
   * @param channel the channel
   * @param key the content's key
   * @return whether there was such a row
   * @throws BackendException {@code CONSTRAINT} if an item or a version uses the content
   */
  boolean deleteContent(ChannelId channel, ContentKey key) throws BackendException;

  /**
   * Inserts an earlier version of a file.
   *
   * @param channel the channel
   * @param version the row
   * @throws BackendException {@code CONSTRAINT} if the row breaks a constraint
   */
  void insertVersion(ChannelId channel, VersionRecord version) throws BackendException;

  /**
   * Inserts a two-step upload.
   *
   * @param upload the row
   * @throws BackendException {@code CONSTRAINT} if the id is taken, the item has an upload or is
   *     absent, or another upload goes to the same content's key
   */
  void insertUpload(UploadRecord upload) throws BackendException;

  /**
   * Replaces the row of an upload, if it is in an expected state.
   *
   * @param upload the new row
   * @param expected the state that the stored row must be in
   * @return whether there was such a row
   * @throws BackendException {@code CONSTRAINT} if the row breaks a constraint, such as that no
   *     other upload goes to the same content's key
   */
  boolean updateUpload(UploadRecord upload, UploadState expected) throws BackendException;

  /**
   * Deletes the row of an upload.
   *
   * @param channel the channel
   * @param upload the upload's id
   * @return whether there was such a row
   * @throws BackendException if the catalog fails
   */
  boolean deleteUpload(ChannelId channel, UploadId upload) throws BackendException;

  /**
   * Appends to the change feed.
   *
   * @param change the change, with its sequence
   * @throws BackendException {@code CONSTRAINT} if the sequence is taken in its channel
   */
  void insertChange(Change change) throws BackendException;
}
