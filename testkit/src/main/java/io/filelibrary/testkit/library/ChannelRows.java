package io.filelibrary.testkit.library;

import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.SortField;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ChildQuery;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemState;
import io.filelibrary.spi.ParkedQuery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All items of a channel but its root, living and parked, as they are reached from the root and
 * from the lists of parked items.
 */
record ChannelRows(ChannelRecord channel, List<ItemRecord> items) {

  static ChannelRows of(CatalogReader reader, ChannelRecord channel) throws BackendException {
    ChannelId id = channel.channel().id();
    List<ItemRecord> found = new ArrayList<>(children(reader, id, channel.root()));
    for (ItemState state : List.of(ItemState.TRASHED, ItemState.DETACHED, ItemState.DELETED)) {
      found.addAll(
          reader.parked(id, new ParkedQuery(state, false, Optional.empty(), Integer.MAX_VALUE)));
    }
    Set<ItemId> walked = new HashSet<>();
    for (int i = 0; i < found.size(); i++) {
      ItemRecord item = found.get(i);
      if (item.kind() == ItemKind.FOLDER && walked.add(item.id())) {
        found.addAll(children(reader, id, item.id()));
      }
    }
    return new ChannelRows(channel, found);
  }

  ChannelId id() {
    return channel.channel().id();
  }

  private static List<ItemRecord> children(CatalogReader reader, ChannelId channel, ItemId parent)
      throws BackendException {
    return reader.children(
        channel,
        new ChildQuery(
            parent, SortField.NAME, false, false, true, Optional.empty(), Integer.MAX_VALUE));
  }
}
