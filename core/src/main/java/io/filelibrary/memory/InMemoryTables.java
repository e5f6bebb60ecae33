package io.filelibrary.memory;

import io.filelibrary.model.Change;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
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
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The tables of the catalog: maps from a key to a row, and sorted maps that serve as indexes. They
 * are read as they are and changed through an {@link UndoLog} alone.
 */
final class InMemoryTables {
  final NavigableMap<ChannelId, ChannelRecord> channels =
      new TreeMap<>(Comparator.comparing(ChannelId::value, Orders.UTF_8));
  final Map<ItemId, ItemRecord> items = new HashMap<>();
  final Map<ContentKey, ContentRecord> contents = new HashMap<>();
  final Map<ContentKey, byte[]> inlineBytes = new HashMap<>();
  final Map<UploadId, UploadRecord> uploads = new HashMap<>();
  final NavigableMap<VersionKey, VersionRecord> versions = new TreeMap<>(VersionKey.ORDER);
  final NavigableMap<ChangeKey, Change> changes = new TreeMap<>(ChangeKey.ORDER);

  final NavigableMap<ChildKey, ItemRecord> livingChildren = new TreeMap<>(ChildKey.ORDER);
  final NavigableMap<ParkedKey, ItemRecord> parkedItems = new TreeMap<>(ParkedKey.ORDER);
  final NavigableMap<DueKey, ContentRecord> dueContents = new TreeMap<>(DueKey.ORDER);
  final NavigableMap<ExpiryKey, UploadRecord> uploadExpiries = new TreeMap<>(ExpiryKey.ORDER);
  final Map<ItemId, UploadRecord> uploadsByItem = new HashMap<>();

  /** How many items hang below each item, in whatever state. */
  final Map<ItemId, Long> childCounts = new HashMap<>();

  /** How many items and versions use each content. */
  final Map<ContentKey, Long> contentUses = new HashMap<>();

  Optional<ItemRecord> item(ChannelId channel, ItemId item) {
    return Optional.ofNullable(items.get(item)).filter(row -> row.channel().equals(channel));
  }

  Optional<ContentRecord> content(ChannelId channel, ContentKey key) {
    return Optional.ofNullable(contents.get(key)).filter(row -> row.channel().equals(channel));
  }

  Optional<UploadRecord> upload(ChannelId channel, UploadId upload) {
    return Optional.ofNullable(uploads.get(upload)).filter(row -> row.channel().equals(channel));
  }

  /** Finds a living child, whatever its kind. */
  Optional<ItemRecord> child(ItemId parent, String nameKey) {
    return Stream.of(ChildKey.FOLDERS, ChildKey.OTHERS)
        .map(rank -> livingChildren.get(new ChildKey(parent, rank, nameKey)))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** The children of one rank, ascending by their names' keys. */
  NavigableMap<ChildKey, ItemRecord> children(ItemId parent, int rank) {
    return livingChildren.subMap(
        new ChildKey(parent, rank, ""), true, new ChildKey(parent, rank + 1, ""), false);
  }

  /** The parked items of one state, ascending. */
  NavigableMap<ParkedKey, ItemRecord> parked(ChannelId channel, ItemState state) {
    return parkedItems.subMap(
        new ParkedKey(channel, state, Instant.MIN, Orders.LEAST_UUID),
        true,
        new ParkedKey(channel, state, Instant.MAX, Orders.GREATEST_UUID),
        true);
  }

  /** The earlier versions of a file, ascending. */
  NavigableMap<VersionKey, VersionRecord> versions(ItemId file) {
    return versions.subMap(
        new VersionKey(file, Integer.MIN_VALUE),
        true,
        new VersionKey(file, Integer.MAX_VALUE),
        true);
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
      return new ChildKey(
          parent, child.kind() == ItemKind.FOLDER ? FOLDERS : OTHERS, child.nameKey());
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
