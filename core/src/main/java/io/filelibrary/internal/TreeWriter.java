package io.filelibrary.internal;

import io.filelibrary.error.BackendFailed;
import io.filelibrary.error.Effect;
import io.filelibrary.error.QuotaExceeded;
import io.filelibrary.error.StaleRevision;
import io.filelibrary.model.Change;
import io.filelibrary.model.ChangeAction;
import io.filelibrary.model.Channel;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.Stamp;
import io.filelibrary.model.Usage;
import io.filelibrary.spi.Action;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.VersionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;

/**
 * Changes a channel's tree within one transaction, and keeps what belongs together together: rows,
 * change feed, usage counters and the counts of content uses.
 */
final class TreeWriter extends TreeReader {
  private final CatalogWriter records;
  private final Duration deletionGrace;
  private final Set<ItemId> made = new HashSet<>();
  private long sequence;
  private long moreItems;
  private long moreBytes;

  TreeWriter(
      CatalogWriter records,
      Session session,
      ChannelRecord channel,
      Grants grants,
      Instant now,
      Duration deletionGrace) {
    super(records, session, channel, grants, now);
    this.records = records;
    this.deletionGrace = deletionGrace;
    this.sequence = channel.lastChange();
  }

  @Override
  CatalogWriter records() {
    return records;
  }

  /**
   * Asks nothing about an item that this very transaction made: no policy has seen it, and it has
   * another id whenever the transaction runs again. Its maker asked about the folder above.
   */
  @Override
  void require(Action action, Node node) {
    if (!made.contains(node.id())) {
      super.require(action, node);
    }
  }

  Stamp stamp() {
    return new Stamp(now(), session().actor());
  }

  /** Inserts an item that the change feed tells of. */
  void create(ItemRecord item) throws BackendException {
    insert(item);
    tell(ChangeAction.CREATED, item, Collections.emptySortedMap());
  }

  /** Inserts an item that a change to another one stands for. */
  void insert(ItemRecord item) throws BackendException {
    records.insertItem(item);
    made.add(item.id());
    moreItems++;
    moreBytes += bytes(item);
  }

  /** Replaces an item's row by the next revision of it, and tells of the difference. */
  ItemRecord change(ChangeAction action, ItemRecord before, ItemRecord after)
      throws BackendException {
    ItemRecord next = after.changed(stampAfter(before));
    replace(before, next);
    moreBytes += bytes(next) - bytes(before);
    tell(action, next, Differences.between(before, next, rootId()));
    return next;
  }

  /** Replaces the row of an item that nobody sees yet, or no more; that is no revision of it. */
  void rewrite(ItemRecord before, ItemRecord after) throws BackendException {
    replace(before, after);
  }

  /** Deletes an item's row and tells of it. */
  void delete(ItemRecord item) throws BackendException {
    remove(item);
    tell(ChangeAction.DELETED, item, Collections.emptySortedMap());
  }

  /** Deletes an item's row, with its uses of contents and its upload. The item has no children. */
  void remove(ItemRecord item) throws BackendException {
    if (item.file().isPresent()) {
      for (VersionRecord version : records.versions(item.channel(), item.id())) {
        release(version.content());
      }
      dropContent(item, item.file().get());
    }
    requireDone(records.deleteItem(item.channel(), item.id()), item.id().toString());
    moreItems--;
    moreBytes -= bytes(item);
  }

  void tell(ChangeAction action, ItemRecord item, SortedMap<String, String> previous)
      throws BackendException {
    Optional<ItemId> parent =
        item.placement()
            .home()
            .or(() -> item.placement().parent())
            .filter(id -> !id.equals(rootId()));
    sequence++;
    records.insertChange(
        new Change(
            sequence,
            item.channel(),
            action,
            item.kind(),
            item.id(),
            parent,
            new ItemName(item.name()),
            item.revision(),
            action == ChangeAction.DELETED ? stampAfter(item) : item.updated(),
            previous));
  }

  /** Counts one more use of a content that is in use. */
  void retain(ContentKey key) throws BackendException {
    ContentRecord content = content(key);
    requireDone(
        records.updateContent(content.live(content.refs() + 1), ContentState.LIVE), key.value());
  }

  /** Counts one use of a content less, and dooms it after the last. */
  void release(ContentKey key) throws BackendException {
    ContentRecord content = content(key);
    ContentRecord next =
        content.refs() > 1 ? content.live(content.refs() - 1) : content.doomed(endOfUse(key));
    requireDone(records.updateContent(next, ContentState.LIVE), key.value());
  }

  /** Private bytes stay for the reads that run; public ones are to vanish from their URL. */
  private Instant endOfUse(ContentKey key) {
    return switch (key.visibility()) {
      case PRIVATE -> now().plus(deletionGrace);
      case PUBLIC -> now();
    };
  }

  /**
   * Dooms what an upload was to bring. As long as no bytes are known to have come, a client may
   * still send them by its grant: then the row stays until the upload ends, to find them by.
   */
  void doomSent(UploadRecord upload, Instant due) throws BackendException {
    if (upload.content().isEmpty()) {
      return;
    }
    ContentKey key = upload.content().get();
    boolean arrived =
        records.content(session().channel(), key).flatMap(ContentRecord::sha256).isPresent();
    boolean later = !arrived && upload.expiresAt().isAfter(due);
    doomIntent(key, later ? upload.expiresAt() : due);
  }

  /** Dooms a content that never came into use; answers whether it was still waiting to. */
  boolean doomIntent(ContentKey key, Instant due) throws BackendException {
    Optional<ContentRecord> content = records.content(session().channel(), key);
    return content.isPresent()
        && records.updateContent(content.get().doomed(due), ContentState.INTENT);
  }

  void requireRevision(ItemRecord item, OptionalLong expected) {
    if (expected.isPresent() && expected.getAsLong() != item.revision()) {
      throw new StaleRevision(item.id().toString(), expected.getAsLong(), item.revision());
    }
  }

  /** Fails if the channel has no room for so many bytes more than it has now. */
  void requireRoom(long bytes) {
    Channel channel = channel();
    long needed = channel.usage().bytes() + moreBytes + bytes;
    OptionalLong quota = channel.spec().quotaBytes();
    if (moreBytes + bytes > 0 && quota.isPresent() && needed > quota.getAsLong()) {
      throw new QuotaExceeded(quota.getAsLong(), needed);
    }
  }

  /** Writes the channel's counters; the last thing in the transaction. */
  void finish() throws BackendException {
    requireRoom(0);
    ChannelRecord before = channelRecord();
    if (sequence == before.lastChange() && moreItems == 0 && moreBytes == 0) {
      return;
    }
    Channel channel = before.channel();
    Usage usage = channel.usage().plus(moreItems, moreBytes);
    Channel counted = new Channel(channel.spec(), usage, channel.createdAt(), channel.updatedAt());
    requireDone(
        records.updateChannel(new ChannelRecord(counted, before.root(), sequence)), "channel");
  }

  private void dropContent(ItemRecord item, FileRecord file) throws BackendException {
    if (file.content().isPresent()) {
      release(file.content().get());
      return;
    }
    Optional<UploadRecord> upload = records.uploadOf(item.channel(), item.id());
    if (upload.isPresent()) {
      doomSent(upload.get(), now().plus(deletionGrace));
    }
  }

  private void replace(ItemRecord before, ItemRecord next) throws BackendException {
    requireDone(records.updateItem(next, before.revision()), before.id().toString());
  }

  private ContentRecord content(ContentKey key) throws BackendException {
    return records
        .content(session().channel(), key)
        .orElseThrow(() -> broken("the catalog has lost the content " + key));
  }

  private Stamp stampAfter(ItemRecord before) {
    Instant next = before.updated().at().plusNanos(1);
    return new Stamp(now().isAfter(next) ? now() : next, session().actor());
  }

  private static long bytes(ItemRecord item) {
    return item.file()
        .filter(file -> file.status() == FileStatus.COMPLETED)
        .map(FileRecord::size)
        .orElse(0L);
  }

  /** Fails the transaction where the catalog did not find a row that it must have. */
  static void requireDone(boolean done, String what) {
    if (!done) {
      throw broken("the catalog did not find the row of " + what);
    }
  }

  private static BackendFailed broken(String message) {
    return new BackendFailed(message, Effect.NONE, new IllegalStateException(message));
  }
}
