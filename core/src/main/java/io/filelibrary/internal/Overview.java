package io.filelibrary.internal;

import io.filelibrary.model.Backlog;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.ItemRecord;
import java.util.List;
import java.util.Optional;

/**
 * Answers questions about all channels at once. They are the host's own, so no access policy is
 * asked.
 */
public final class Overview {
  private final Catalog catalog;

  Overview(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * Finds the channel of an item that some call can name: one in the tree or in the trash, or a
   * pending file that will replace another.
   *
   * @param item the item's id
   * @return its channel, if there is such an item
   */
  public Optional<ChannelId> locate(ItemId item) {
    try {
      return catalog.read(records -> locate(records, item));
    } catch (BackendException e) {
      throw ErrorTranslation.translate(e);
    }
  }

  /**
   * Counts what waits in all channels.
   *
   * @return the counts, of one moment
   */
  public Backlog backlog() {
    try {
      return catalog.read(CatalogReader::backlog);
    } catch (BackendException e) {
      throw ErrorTranslation.translate(e);
    }
  }

  private static Optional<ChannelId> locate(CatalogReader records, ItemId item)
      throws BackendException {
    Optional<ChannelId> channel = records.channelOf(item);
    if (channel.isEmpty()) {
      return channel;
    }
    List<ItemRecord> lineage = records.lineage(channel.get(), item);
    boolean isRoot = lineage.size() == 1;
    return !isRoot && lineage.stream().allMatch(Overview::canBeNamed) ? channel : Optional.empty();
  }

  /** Whether the row hides neither itself nor what is below it from every call. */
  private static boolean canBeNamed(ItemRecord row) {
    return switch (row.placement().state()) {
      case LIVING, TRASHED -> true;
      case DETACHED -> Node.isPending(row);
      case DELETED -> false;
    };
  }
}
