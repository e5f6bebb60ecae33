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
import org.jspecify.annotations.Nullable;

/**
 * Rows of channels and folders that a connection has read, for as long as they cannot be others
 * now: nearly every call needs those of the same few. They are forgotten when another connection
 * has committed anything, when this one rolls back, and each when this one changes it.
 */
final class KnownRows {
  private static final int MOST = 1000;

  /** Rows with more text than this are read again each time, so that no tenant fills the heap. */
  private static final int LONGEST_TEXT = 2000;

  private final Map<String, NumberedChannel> channels = new BoundedMap<>();
  private final Map<Place, ItemRecord> folders = new BoundedMap<>();
  private final Map<Place, ItemId> names = new BoundedMap<>();
  private long version;

  /** A channel's row and the number that stands for its id. */
  record NumberedChannel(long number, ChannelRecord row) {}

  /**
   * A folder by its id, with an empty name key, or by its parent and its name key. It compares
   * itself for the reason that {@link ItemId} does.
   */
  private record Place(long channel, ItemId item, String nameKey) {
    static Place of(long channel, ItemId item) {
      return new Place(channel, item, "");
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Place place
          && channel == place.channel
          && item.equals(place.item)
          && nameKey.equals(place.nameKey);
    }

    @Override
    public int hashCode() {
      return (31 * Long.hashCode(channel) + item.hashCode()) * 31 + nameKey.hashCode();
    }
  }

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
    return Optional.ofNullable(channels.get(id.value()));
  }

  /** Keeps the row of a channel, unless it is a large one. */
  void keep(NumberedChannel channel) {
    ChannelSpec spec = channel.row().channel().spec();
    int text = length(spec.attributes());
    for (String member : spec.membership().memberIds()) {
      text += member.length();
    }
    if (text <= LONGEST_TEXT) {
      channels.put(spec.id().value(), channel);
    }
  }

  void forget(ChannelId id) {
    channels.remove(id.value());
  }

  Optional<ItemRecord> folder(long channel, ItemId id) {
    return Optional.ofNullable(folders.get(Place.of(channel, id)));
  }

  /** The living folder with this name key in another folder. */
  Optional<ItemRecord> folder(long channel, ItemId parent, String nameKey) {
    // The name may be that of a folder which has moved since.
    return Optional.ofNullable(names.get(new Place(channel, parent, nameKey)))
        .flatMap(id -> folder(channel, id))
        .filter(row -> isLivingChild(row, parent) && row.nameKey().equals(nameKey));
  }

  /** Keeps the row of a folder, unless it is a large one; others are seldom needed twice. */
  void keep(long channel, ItemRecord row) {
    if (row.kind() != ItemKind.FOLDER || length(row.attributes()) > LONGEST_TEXT) {
      return;
    }
    folders.put(Place.of(channel, row.id()), row);
    Optional<ItemId> parent = row.placement().parent();
    if (parent.isPresent()) {
      names.put(new Place(channel, parent.get(), row.nameKey()), row.id());
    }
  }

  void forget(long channel, ItemId id) {
    folders.remove(Place.of(channel, id));
  }

  private static int length(Attributes attributes) {
    int length = 0;
    for (Map.Entry<String, String> entry : attributes.values().entrySet()) {
      length += entry.getKey().length() + entry.getValue().length();
    }
    return length;
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
