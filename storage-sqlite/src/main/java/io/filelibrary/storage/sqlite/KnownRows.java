package io.filelibrary.storage.sqlite;

import io.filelibrary.model.Attributes;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Rows of channels and folders that a connection has read, for as long as they cannot be others
 * now: nearly every call needs those of the same few. They are forgotten when another connection
 * has committed anything, when this one rolls back, and each when this one changes it.
 */
final class KnownRows {
  private static final int MOST = 1000;

  /** Rows with more text than this are read again each time, so that no tenant fills the heap. */
  private static final int LONGEST_TEXT = 2000;

  private final Map<ChannelId, NumberedChannel> channels = new BoundedMap<>();
  private final Map<RowId, ItemRecord> folders = new BoundedMap<>();
  private final Map<RowName, ItemId> names = new BoundedMap<>();
  private long version;

  /** A channel's row and the number that stands for its id. */
  record NumberedChannel(long number, ChannelRecord row) {}

  private record RowId(long channel, ItemId item) {}

  private record RowName(long channel, ItemId parent, String nameKey) {}

  /** Forgets all unless the database is still as it was when the rows were read. */
  void keepAt(long dataVersion) {
    if (version != dataVersion) {
      clear();
      version = dataVersion;
    }
  }

  void clear() {
    channels.clear();
    folders.clear();
    names.clear();
  }

  Optional<NumberedChannel> channel(ChannelId id) {
    return Optional.ofNullable(channels.get(id));
  }

  /** Keeps the row of a channel, unless it is a large one. */
  void keep(NumberedChannel channel) {
    ChannelSpec spec = channel.row().channel().spec();
    int members = spec.membership().memberIds().stream().mapToInt(String::length).sum();
    if (members + length(spec.attributes()) <= LONGEST_TEXT) {
      channels.put(spec.id(), channel);
    }
  }

  void forget(ChannelId id) {
    channels.remove(id);
  }

  Optional<ItemRecord> folder(long channel, ItemId id) {
    return Optional.ofNullable(folders.get(new RowId(channel, id)));
  }

  /** The living folder with this name key in another folder. */
  Optional<ItemRecord> folder(long channel, ItemId parent, String nameKey) {
    // The name may be that of a folder which has moved since.
    return Optional.ofNullable(names.get(new RowName(channel, parent, nameKey)))
        .flatMap(id -> folder(channel, id))
        .filter(row -> isLivingChild(row, parent) && row.nameKey().equals(nameKey));
  }

  /** Keeps the row of a folder, unless it is a large one; others are seldom needed twice. */
  void keep(long channel, ItemRecord row) {
    if (row.kind() != ItemKind.FOLDER || length(row.attributes()) > LONGEST_TEXT) {
      return;
    }
    folders.put(new RowId(channel, row.id()), row);
    row.placement()
        .parent()
        .ifPresent(parent -> names.put(new RowName(channel, parent, row.nameKey()), row.id()));
  }

  void forget(long channel, ItemId id) {
    folders.remove(new RowId(channel, id));
  }

  private static int length(Attributes attributes) {
    return attributes.values().entrySet().stream()
        .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
        .sum();
  }

  private static boolean isLivingChild(ItemRecord row, ItemId parent) {
    return row.placement().state() == ItemState.LIVING
        && row.placement().parent().equals(Optional.of(parent));
  }

  /** Drops what was not used for the longest time. */
  private static final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private static final float LOAD_FACTOR = 0.75f;

    BoundedMap() {
      super(16, LOAD_FACTOR, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > MOST;
    }
  }
}
