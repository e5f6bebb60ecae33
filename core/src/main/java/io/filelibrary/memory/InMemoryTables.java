package io.filelibrary.memory;

import io.filelibrary.model.Change;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.UploadId;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemState;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.VersionRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The tables of the catalog: maps from a key to a row, and sorted maps that serve as indexes. The
 * maps themselves never change. A transaction that writes puts other maps into a copy of the
 * tables, which becomes the catalog's at the commit and does not change from then on.
 */
final class InMemoryTables {
  PersistentMap<ChannelId, ChannelRecord> channels;
  PersistentMap<ItemId, ItemRecord> items;
  PersistentMap<ContentKey, ContentRecord> contents;
  PersistentMap<ContentKey, byte[]> inlineBytes;
  PersistentMap<UploadId, UploadRecord> uploads;
  PersistentMap<VersionKey, VersionRecord> versions;
  PersistentMap<ChangeKey, Change> changes;

  PersistentMap<TenantKey, ChannelRecord> channelsByTenant;
  PersistentMap<ChildKey, ItemRecord> livingChildren;
  PersistentMap<ParkedKey, ItemRecord> parkedItems;
  PersistentMap<DueKey, ContentRecord> dueContents;
  PersistentMap<ExpiryKey, UploadRecord> uploadExpiries;
  PersistentMap<UploadId, UploadRecord> openUploads;
  PersistentMap<ItemId, UploadRecord> uploadsByItem;
  PersistentMap<ContentKey, UploadRecord> uploadsByContent;

  /** How many items hang below each item, in whatever state. */
  PersistentMap<ItemId, Long> childCounts;

  /** How many items and versions use each content. */
  PersistentMap<ContentKey, Long> contentUses;

  /** Creates empty tables. */
  InMemoryTables() {
    Comparator<ItemId> byItem = Comparator.comparing(ItemId::value, Orders.UUID_TEXT);
    Comparator<UploadId> byUpload = Comparator.comparing(UploadId::value, Orders.UUID_TEXT);
    channels = PersistentMap.empty(Comparator.comparing(ChannelId::value, Orders.UTF_8));
    items = PersistentMap.empty(byItem);
    contents = PersistentMap.empty(Comparator.naturalOrder());
    inlineBytes = PersistentMap.empty(Comparator.naturalOrder());
    uploads = PersistentMap.empty(byUpload);
    versions = PersistentMap.empty(VersionKey.ORDER);
    changes = PersistentMap.empty(ChangeKey.ORDER);
    channelsByTenant = PersistentMap.empty(TenantKey.ORDER);
    livingChildren = PersistentMap.empty(ChildKey.ORDER);
    parkedItems = PersistentMap.empty(ParkedKey.ORDER);
    dueContents = PersistentMap.empty(DueKey.ORDER);
    uploadExpiries = PersistentMap.empty(ExpiryKey.ORDER);
    openUploads = PersistentMap.empty(byUpload);
    uploadsByItem = PersistentMap.empty(byItem);
    uploadsByContent = PersistentMap.empty(Comparator.naturalOrder());
    childCounts = PersistentMap.empty(byItem);
    contentUses = PersistentMap.empty(Comparator.naturalOrder());
  }

  private InMemoryTables(InMemoryTables other) {
    channels = other.channels;
    items = other.items;
    contents = other.contents;
    inlineBytes = other.inlineBytes;
    uploads = other.uploads;
    versions = other.versions;
    changes = other.changes;
    channelsByTenant = other.channelsByTenant;
    livingChildren = other.livingChildren;
    parkedItems = other.parkedItems;
    dueContents = other.dueContents;
    uploadExpiries = other.uploadExpiries;
    openUploads = other.openUploads;
    uploadsByItem = other.uploadsByItem;
    uploadsByContent = other.uploadsByContent;
    childCounts = other.childCounts;
    contentUses = other.contentUses;
  }

  /** Copies the tables, at the same cost whatever they hold. */
  InMemoryTables copy() {
    return new InMemoryTables(this);
  }

  Optional<ItemRecord> item(ChannelId channel, ItemId item) {
    return items.get(item).filter(row -> row.channel().equals(channel));
  }

  Optional<ContentRecord> content(ChannelId channel, ContentKey key) {
    return contents.get(key).filter(row -> row.channel().equals(channel));
  }

  Optional<UploadRecord> upload(ChannelId channel, UploadId upload) {
    return uploads.get(upload).filter(row -> row.channel().equals(channel));
  }

  /** Finds a living child, whatever its kind. */
  Optional<ItemRecord> child(ItemId parent, String nameKey) {
    return livingChildren
        .get(new ChildKey(parent, ChildKey.FOLDERS, nameKey))
        .or(() -> livingChildren.get(new ChildKey(parent, ChildKey.OTHERS, nameKey)));
  }

  /** The earlier versions of a file, ascending. */
  List<VersionRecord> versionsOf(ItemId file) {
    return versions
        .ascending(new VersionKey(file, Integer.MIN_VALUE), true)
        .takeWhile(version -> version.item().equals(file))
        .toList();
  }

  record TenantKey(TenantId tenant, String channel) {
    static final Comparator<TenantKey> ORDER =
        Comparator.comparing((TenantKey key) -> key.tenant().value())
            .thenComparing(TenantKey::channel, Orders.UTF_8);

    static TenantKey of(ChannelRecord row) {
      return new TenantKey(row.channel().spec().tenant(), row.channel().id().value());
    }
  }

  /**
   * The key of a living child.
   *
   * @param rank folders and others have a range each, so that folders can come first without
   *     sorting
   */
  record ChildKey(ItemId parent, int rank, String nameKey) {
    static final int FOLDERS = 0;
    static final int OTHERS = 1;
    static final Comparator<ChildKey> ORDER =
        Comparator.comparing((ChildKey key) -> key.parent().value())
            .thenComparingInt(ChildKey::rank)
            .thenComparing(ChildKey::nameKey, Orders.UTF_8);

    static ChildKey of(ItemId parent, ItemRecord child) {
      return new ChildKey(parent, rank(child), child.nameKey());
    }

    static int rank(ItemRecord child) {
      return child.kind() == ItemKind.FOLDER ? FOLDERS : OTHERS;
    }
  }

  record ParkedKey(ChannelId channel, ItemState state, Instant since, UUID item) {
    static final Comparator<ParkedKey> ORDER =
        Comparator.comparing((ParkedKey key) -> key.channel().value())
            .thenComparing(ParkedKey::state)
            .thenComparing(ParkedKey::since)
            .thenComparing(ParkedKey::item, Orders.UUID_TEXT);
  }

  record DueKey(ChannelId channel, ContentState state, Instant due, String content) {
    static final Comparator<DueKey> ORDER =
        Comparator.comparing((DueKey key) -> key.channel().value())
            .thenComparing(DueKey::state)
            .thenComparing(DueKey::due)
            .thenComparing(DueKey::content);
  }

  record ExpiryKey(ChannelId channel, Instant expiresAt, UUID upload) {
    static final Comparator<ExpiryKey> ORDER =
        Comparator.comparing((ExpiryKey key) -> key.channel().value())
            .thenComparing(ExpiryKey::expiresAt)
            .thenComparing(ExpiryKey::upload, Orders.UUID_TEXT);
  }

  record VersionKey(ItemId file, int number) {
    static final Comparator<VersionKey> ORDER =
        Comparator.comparing((VersionKey key) -> key.file().value())
            .thenComparingInt(VersionKey::number);
  }

  record ChangeKey(ChannelId channel, long sequence) {
    static final Comparator<ChangeKey> ORDER =
        Comparator.comparing((ChangeKey key) -> key.channel().value())
            .thenComparingLong(ChangeKey::sequence);
  }
}
