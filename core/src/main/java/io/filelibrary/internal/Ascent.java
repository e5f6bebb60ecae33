package io.filelibrary.internal;

import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.ItemRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The way from an item up to the root of its channel, or to where it ends before. Unlike a lineage
 * it can be asked of a damaged tree.
 *
 * @param end how it ends
 * @param last the last item that has a row
 * @param ring where it ends in a ring, the ids of the items in it
 */
public record Ascent(End end, ItemId last, Set<ItemId> ring) {
  /** How a way up ends. */
  public enum End {
    /** At the channel's root. */
    ROOT,
    /** At an item without a parent that is not the root, or whose parent has no row. */
    NO_PARENT,
    /** At an item whose parent is no folder. */
    NO_FOLDER,
    /** Never: the items are below one another. */
    RING
  }

  /**
   * Goes up from an item, within one snapshot.
   *
   * @param records the snapshot
   * @param channel the channel
   * @param root the channel's root
   * @param item where to begin
   * @return the way, or empty if there is no such item
   * @throws BackendException if the catalog fails
   */
  public static Optional<Ascent> of(
      CatalogReader records, ChannelId channel, ItemId root, ItemId item) throws BackendException {
    Optional<ItemRecord> first = records.item(channel, item);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    ItemRecord row = first.get();
    Set<ItemId> way = new LinkedHashSet<>();
    while (way.add(row.id())) {
      if (row.id().equals(root)) {
        return Optional.of(new Ascent(End.ROOT, root, Set.of()));
      }
      Optional<ItemId> parent = row.placement().parent();
      Optional<ItemRecord> above =
          parent.isPresent() ? records.item(channel, parent.get()) : Optional.empty();
      if (above.isEmpty()) {
        return Optional.of(new Ascent(End.NO_PARENT, row.id(), Set.of()));
      }
      if (above.get().kind() != ItemKind.FOLDER) {
        return Optional.of(new Ascent(End.NO_FOLDER, row.id(), Set.of()));
      }
      row = above.get();
    }
    List<ItemId> steps = new ArrayList<>(way);
    List<ItemId> ring = steps.subList(steps.indexOf(row.id()), steps.size());
    return Optional.of(new Ascent(End.RING, row.id(), new LinkedHashSet<>(ring)));
  }

  /**
   * Returns whether the item itself is why the root is not reached, and not one above it.
   *
   * @param item the item that the way begins at
   * @return whether it is the last one with a row, or in the ring
   */
  public boolean isBrokenAt(ItemId item) {
    return switch (end) {
      case ROOT -> false;
      case NO_PARENT, NO_FOLDER -> last.equals(item);
      case RING -> ring.contains(item);
    };
  }
}
