package io.filelibrary.spi;

import io.filelibrary.model.Backlog;
import io.filelibrary.model.Change;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.UploadId;
import io.filelibrary.model.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads records within one transaction of a {@link Catalog}. Every query but {@code channels},
 * {@link #channelOf}, {@link #contents}, {@link #content(ContentKey)}, {@link #uploadTo} and {@link
 * #backlog} is bound to a channel and never answers with a record of another. Lists are complete up
 * to their limit and in the order told; what is absent is an empty Optional or list. A stored row
 * that cannot be read fails the query that comes to it with {@link
 * BackendException.Reason#CORRUPT}; no query passes over one.
 */
public interface CatalogReader {
  /**
   * Reads a channel.
   *
   * @param channel its id, compared exactly
   * @return its row
   * @throws BackendException if the catalog fails
   */
  Optional<ChannelRecord> channel(ChannelId channel) throws BackendException;

  /**
   * Lists channels by the UTF-8 bytes of their ids, ascending.
   *
   * @param after the last id of the page before, or empty; it need not exist
   * @param limit the most channels wanted, at least 1
   * @return the rows
   * @throws BackendException if the catalog fails
   */
  List<ChannelRecord> channels(Optional<ChannelId> after, int limit) throws BackendException;

  /**
   * Lists the channels of one tenant by the UTF-8 bytes of their ids, ascending.
   *
   * @param tenant the tenant's id, compared exactly
   * @param after the last id of the page before, or empty; it need not exist, nor be the tenant's
   * @param limit the most channels wanted, at least 1
   * @return the rows
   * @throws BackendException if the catalog fails
   */
  List<ChannelRecord> channels(TenantId tenant, Optional<ChannelId> after, int limit)
      throws BackendException;

  /**
   * Finds the channel of an item in whatever state, the root included: for whoever has an id and
   * knows no channel.
   *
   * @param item the item's id
   * @return the id of the one channel that has such an item
   * @throws BackendException if the catalog fails
   */
  Optional<ChannelId> channelOf(ItemId item) throws BackendException;

  /**
   * Reads an item in whatever state.
   *
   * @param channel the channel
   * @param item the item's id
   * @return its row
   * @throws BackendException if the catalog fails
   */
  Optional<ItemRecord> item(ChannelId channel, ItemId item) throws BackendException;

  /**
   * Reads an item and its ancestors, in whatever states, by their parents.
   *
   * @param channel the channel
   * @param item the item's id
   * @return the item first, the channel's root last; empty if there is no such item
   * @throws BackendException if the catalog fails
   */
  List<ItemRecord> lineage(ChannelId channel, ItemId item) throws BackendException;

  /**
   * Follows names down the tree through LIVING children, pending files included.
   *
   * @param channel the channel
   * @param from the id of the item to begin below
   * @param nameKeys the keys of the names to follow, from the top down
   * @return the rows on the way as far as there are any, at most one for each key; without the
   *     first
   * @throws BackendException if the catalog fails
   */
  List<ItemRecord> descend(ChannelId channel, ItemId from, List<String> nameKeys)
      throws BackendException;

  /**
   * Lists LIVING children of a folder.
   *
   * @param channel the channel
   * @param query which of them, in which order
   * @return the rows; fewer than the limit means that there are no more
   * @throws BackendException if the catalog fails
   */
  List<ItemRecord> children(ChannelId channel, ChildQuery query) throws BackendException;

  /**
   * Lists parked items.
   *
   * @param channel the channel
   * @param query which of them, in which order
   * @return the rows; fewer than the limit means that there are no more
   * @throws BackendException if the catalog fails
   */
  List<ItemRecord> parked(ChannelId channel, ParkedQuery query) throws BackendException;

  /**
   * Lists items in whatever state, the root included, by their ids, ascending. Ids compare by their
   * bytes without sign, as their canonical texts do.
   *
   * @param channel the channel
   * @param after the last id of the page before, or empty; it need not exist
   * @param limit the most items wanted, at least 1
   * @return the rows; fewer than the limit means that there are no more
   * @throws BackendException if the catalog fails
   */
  List<ItemRecord> items(ChannelId channel, Optional<ItemId> after, int limit)
      throws BackendException;

  /**
   * Counts what a channel holds from the rows of its items, as {@link Usage} defines it, and not
   * from its counters. It takes as long as they are many.
   *
   * @param channel the channel
   * @return the sums; those of nothing if there is no such channel
   * @throws BackendException if the catalog fails
   */
  Usage measure(ChannelId channel) throws BackendException;

  /**
   * Reads a content.
   *
   * @param channel the channel
   * @param key the content's key
   * @return its row
   * @throws BackendException if the catalog fails
   */
  Optional<ContentRecord> content(ChannelId channel, ContentKey key) throws BackendException;

  /**
   * Reads a content of whatever channel, and counts what uses it.
   *
   * @param key the content's key
   * @return its row and the count
   * @throws BackendException if the catalog fails
   */
  Optional<CountedContent> content(ContentKey key) throws BackendException;

  /**
   * Lists the contents of all channels, in whatever state, by their keys, ascending, which is the
   * order of {@link StorageBackend#list}; and counts what uses each.
   *
   * @param after the last key of the page before, or empty; it need not exist
   * @param limit the most contents wanted, at least 1
   * @return the rows and the counts; fewer than the limit means that there are no more
   * @throws BackendException if the catalog fails
   */
  List<CountedContent> contents(Optional<ContentKey> after, int limit) throws BackendException;

  /**
   * Lists contents that the collector should look at, the longest due first, then by key.
   *
   * @param channel the channel
   * @param state INTENT or DOOMED
   * @param dueBy only those due at this moment or before
   * @param limit the most contents wanted, at least 1
   * @return the rows
   * @throws BackendException if the catalog fails
   */
  List<ContentRecord> dueContents(ChannelId channel, ContentState state, Instant dueBy, int limit)
      throws BackendException;

  /**
   * Lists the earlier versions of a file by their numbers, ascending.
   *
   * @param channel the channel
   * @param file the file's id
   * @return the rows
   * @throws BackendException if the catalog fails
   */
  List<VersionRecord> versions(ChannelId channel, ItemId file) throws BackendException;

  /**
   * Reads a two-step upload.
   *
   * @param channel the channel
   * @param upload the upload's id
   * @return its row
   * @throws BackendException if the catalog fails
   */
  Optional<UploadRecord> upload(ChannelId channel, UploadId upload) throws BackendException;

  /**
   * Reads the two-step upload of a file.
   *
   * @param channel the channel
   * @param file the file's id
   * @return its row
   * @throws BackendException if the catalog fails
   */
  Optional<UploadRecord> uploadOf(ChannelId channel, ItemId file) throws BackendException;

  /**
   * Reads the two-step upload whose bytes go to a key, in whatever state and channel: what a
   * storage tells of an object that has arrived names its key alone.
   *
   * @param key the key that is the upload's {@link UploadRecord#content content} now; one that it
   *     had before finds nothing
   * @return its row
   * @throws BackendException if the catalog fails
   */
  Optional<UploadRecord> uploadTo(ContentKey key) throws BackendException;

  /**
   * Lists two-step uploads in whatever state by their ids, ascending. Ids compare by their bytes
   * without sign, as their canonical texts do.
   *
   * @param channel the channel
   * @param after the last id of the page before, or empty; it need not exist
   * @param limit the most uploads wanted, at least 1
   * @return the rows; fewer than the limit means that there are no more
   * @throws BackendException if the catalog fails
   */
  List<UploadRecord> uploads(ChannelId channel, Optional<UploadId> after, int limit)
      throws BackendException;

  /**
   * Lists two-step uploads that have expired, the longest expired first, then by id.
   *
   * @param channel the channel
   * @param expiredBy only those that expire at this moment or before
   * @param limit the most uploads wanted, at least 1
   * @return the rows
   * @throws BackendException if the catalog fails
   */
  List<UploadRecord> expiredUploads(ChannelId channel, Instant expiredBy, int limit)
      throws BackendException;

  /**
   * Counts the two-step uploads of a channel that are OPEN, whenever they end. It takes as long as
   * those are many, up to the limit, whatever else there is: the library asks at the beginning of
   * each upload.
   *
   * @param channel the channel
   * @param limit where to stop counting, at least 1
   * @return how many there are, or the limit if there are more
   * @throws BackendException if the catalog fails
   */
  long openUploads(ChannelId channel, long limit) throws BackendException;

  /**
   * Reads the change feed in order of its sequence.
   *
   * @param channel the channel
   * @param after only changes with a greater sequence; 0 for all
   * @param limit the most changes wanted, at least 1
   * @return the changes
   * @throws BackendException if the catalog fails
   */
  List<Change> changes(ChannelId channel, long after, int limit) throws BackendException;

  /**
   * Counts, over all channels, the uploads that are OPEN and the contents that are INTENT and
   * DOOMED, whenever they end or are due. It takes as long as they are many, whatever else there
   * is.
   *
   * @return the counts
   * @throws BackendException if the catalog fails
   */
  Backlog backlog() throws BackendException;
}
