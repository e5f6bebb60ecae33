package io.filelibrary.memory;

import io.filelibrary.memory.InMemoryTables.ChangeKey;
import io.filelibrary.memory.InMemoryTables.VersionKey;
import io.filelibrary.model.Change;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.UploadId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemState;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.UploadState;
import io.filelibrary.spi.VersionRecord;
import java.util.Optional;

/** Changes the tables of one transaction, and holds the constraints. */
final class InMemoryWriter extends InMemoryReader implements CatalogWriter {
  private final ChannelId ownChannel;
  private final TableChanges changes;

  /**
   * Creates a writer.
   *
   * @param tables its own copy, which it changes
   * @param scope bounds its use
   * @param ownChannel the only channel whose rows it changes
   */
  InMemoryWriter(InMemoryTables tables, TransactionScope scope, ChannelId ownChannel) {
    super(tables, scope);
    this.ownChannel = ownChannel;
    this.changes = new TableChanges(tables);
  }

  @Override
  public void insertChannel(ChannelRecord channel) throws BackendException {
    scope.run(
        () -> {
          requireOwn(channel.channel().id());
          requireNew(tables.channels, channel.channel().id(), "there is such a channel already");
          changes.put(channel);
        });
  }

  @Override
  public boolean updateChannel(ChannelRecord channel) throws BackendException {
    return scope.call(
        () -> {
          requireOwn(channel.channel().id());
          boolean present = tables.channels.containsKey(channel.channel().id());
          if (present) {
            changes.put(channel);
          }
          return present;
        });
  }

  @Override
  public void insertItem(ItemRecord item) throws BackendException {
    scope.run(
        () -> {
          requireOwn(item.channel());
          requireNew(tables.items, item.id(), "there is such an item already");
          requirePlace(item);
          requireContentOf(item);
          changes.add(item);
        });
  }

  @Override
  public boolean updateItem(ItemRecord item, long expectedRevision) throws BackendException {
    return scope.call(
        () -> {
          requireOwn(item.channel());
          Optional<ItemRecord> stored =
              tables
                  .item(item.channel(), item.id())
                  .filter(row -> row.revision() == expectedRevision);
          if (stored.isPresent()) {
            requirePlace(item);
            requireContentOf(item);
            changes.remove(stored.get());
            changes.add(item);
          }
          return stored.isPresent();
        });
  }

  @Override
  public boolean deleteItem(ChannelId channel, ItemId item) throws BackendException {
    return scope.call(
        () -> {
          requireOwn(channel);
          Optional<ItemRecord> stored = tables.item(channel, item);
          if (stored.isPresent()) {
            require(!tables.childCounts.containsKey(item), "the item is a parent", item);
            changes.removeVersions(stored.get());
            tables.uploadsByItem.get(item).ifPresent(changes::remove);
            changes.remove(stored.get());
          }
          return stored.isPresent();
        });
  }

  @Override
  public void insertContent(ContentRecord content) throws BackendException {
    scope.run(
        () -> {
          requireOwn(content.channel());
          requireNew(tables.contents, content.key(), "there is such a content already");
          changes.add(content);
        });
  }

  @Override
  public boolean updateContent(ContentRecord content, ContentState expected)
      throws BackendException {
    return scope.call(
        () -> {
          requireOwn(content.channel());
          Optional<ContentRecord> stored =
              tables
                  .content(content.channel(), content.key())
                  .filter(row -> row.state() == expected);
          if (stored.isPresent()) {
            changes.remove(stored.get());
            changes.add(content);
          }
          return stored.isPresent();
        });
  }

  @Override
  public boolean deleteContent(ChannelId channel, ContentKey key) throws BackendException {
    return scope.call(
        () -> {
          requireOwn(channel);
          Optional<ContentRecord> stored =
              tables.content(channel, key).filter(row -> row.state() == ContentState.DOOMED);
          if (stored.isPresent()) {
            require(!tables.contentUses.containsKey(key), "the content is used", key);
            changes.removeInline(key);
            changes.remove(stored.get());
          }
          return stored.isPresent();
        });
  }

  @Override
  public void insertVersion(ChannelId channel, VersionRecord version) throws BackendException {
    scope.run(
        () -> {
          requireOwn(channel);
          requireItem(version.item());
          requireContent(version.content());
          VersionKey key = new VersionKey(version.item(), version.number());
          requireNew(tables.versions, key, "there is such a version already");
          changes.add(version);
        });
  }

  @Override
  public void insertUpload(UploadRecord upload) throws BackendException {
    scope.run(
        () -> {
          requireOwn(upload.channel());
          requireNew(tables.uploads, upload.id(), "there is such an upload already");
          requirePlaceOf(upload);
          changes.add(upload);
        });
  }

  @Override
  public boolean updateUpload(UploadRecord upload, UploadState expected) throws BackendException {
    return scope.call(
        () -> {
          requireOwn(upload.channel());
          Optional<UploadRecord> stored =
              tables.upload(upload.channel(), upload.id()).filter(row -> row.state() == expected);
          if (stored.isPresent()) {
            changes.remove(stored.get());
            requirePlaceOf(upload);
            changes.add(upload);
          }
          return stored.isPresent();
        });
  }

  @Override
  public boolean deleteUpload(ChannelId channel, UploadId upload) throws BackendException {
    return scope.call(
        () -> {
          requireOwn(channel);
          Optional<UploadRecord> stored = tables.upload(channel, upload);
          stored.ifPresent(changes::remove);
          return stored.isPresent();
        });
  }

  @Override
  public void insertChange(Change change) throws BackendException {
    scope.run(
        () -> {
          requireOwn(change.channel());
          ChangeKey key = new ChangeKey(change.channel(), change.sequence());
          requireNew(tables.changes, key, "there is such a change already");
          changes.add(change);
        });
  }

  /** Inserts a content with a copy of its bytes. */
  void insertInline(ContentRecord content, byte[] bytes, int limit) throws BackendException {
    scope.run(
        () -> {
          requireOwn(content.channel());
          content.requireInline();
          require(bytes.length <= limit, "the content is over the inline limit", content.key());
          requireNew(tables.contents, content.key(), "there is such a content already");
          changes.add(content);
          changes.putInline(content.key(), bytes.clone());
        });
  }

  private void requireOwn(ChannelId channel) {
    if (!channel.equals(ownChannel)) {
      throw new IllegalArgumentException("a transaction changes the rows of its own channel alone");
    }
  }

  private void requirePlace(ItemRecord item) throws BackendException {
    Optional<ItemId> parent = item.placement().parent();
    if (parent.isEmpty()) {
      return;
    }
    requireItem(parent.get());
    if (item.placement().state() == ItemState.LIVING) {
      Optional<ItemRecord> namesake = tables.child(parent.get(), item.nameKey());
      require(
          namesake.filter(other -> !other.id().equals(item.id())).isEmpty(),
          "the name is taken",
          item.id());
    }
  }

  private void requireContentOf(ItemRecord item) throws BackendException {
    Optional<ContentKey> content = item.file().flatMap(FileRecord::content);
    if (content.isPresent()) {
      requireContent(content.get());
    }
  }

  /** Checks the item and the key of an upload, which is not among the rows. */
  private void requirePlaceOf(UploadRecord upload) throws BackendException {
    requireItem(upload.item());
    requireNew(tables.uploadsByItem, upload.item(), "the item has an upload already");
    if (upload.content().isPresent()) {
      requireNew(tables.uploadsByContent, upload.content().get(), "another upload has the key");
    }
  }

  private void requireItem(ItemId item) throws BackendException {
    require(tables.item(ownChannel, item).isPresent(), "the channel has no such item", item);
  }

  private void requireContent(ContentKey key) throws BackendException {
    require(tables.content(ownChannel, key).isPresent(), "the channel has no such content", key);
  }

  private static <K, V> void requireNew(PersistentMap<K, V> table, K key, String refusal)
      throws BackendException {
    require(!table.containsKey(key), refusal, key);
  }

  private static void require(boolean met, String refusal, Object subject) throws BackendException {
    if (!met) {
      throw new BackendException(Reason.CONSTRAINT, refusal + ": " + subject);
    }
  }
}
