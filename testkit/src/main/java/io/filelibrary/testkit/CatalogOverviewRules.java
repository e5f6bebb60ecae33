package io.filelibrary.testkit;

import static io.filelibrary.testkit.SampleChannel.TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is asked about all channels at once. */
interface CatalogOverviewRules extends CatalogLocation {

  @Test
  @DisplayName("C168 The channel of an item is found whatever its state, by the item's id alone")
  default void channelOfAnItemIsFound() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe mine = CatalogProbe.create(catalog, "mine");
      CatalogProbe other = CatalogProbe.create(catalog, "other");
      for (CatalogProbe probe : List.of(mine, other)) {
        for (ItemId item : itemsInEveryState(probe)) {
          assertThat(channelOf(mine, item)).contains(probe.channel());
          mine.change(w -> assertThat(w.channelOf(item)).contains(probe.channel()));
          other.change(w -> assertThat(w.channelOf(item)).contains(probe.channel()));
        }
      }
      assertThat(channelOf(mine, mine.rows().newItemId())).isEmpty();
    }
  }

  @Test
  @DisplayName("C169 A write finds the channels of its own items, and nobody those of deleted ones")
  default void channelOfADeletedItemIsNotFound() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ItemId deleted = probe.insertFolder(probe.root(), "a").id();
      ItemRecord added = probe.rows().folder(probe.root(), "b");
      List<Optional<ChannelId>> found = new ArrayList<>();
      CatalogProbe.Changes changes =
          w -> {
            found.clear();
            w.insertItem(added);
            found.add(w.channelOf(added.id()));
            w.deleteItem(probe.channel(), deleted);
            found.add(w.channelOf(deleted));
          };
      CatalogProbe.Changes undone =
          w -> {
            changes.apply(w);
            throw new IllegalStateException("stop");
          };
      assertThat(catchThrowable(() -> probe.change(undone))).isNotNull();
      assertThat(channelOf(probe, added.id())).isEmpty();
      assertThat(channelOf(probe, deleted)).contains(probe.channel());

      probe.change(changes);
      assertThat(found).containsExactly(Optional.of(probe.channel()), Optional.empty());
      assertThat(channelOf(probe, added.id())).contains(probe.channel());
      assertThat(channelOf(probe, deleted)).isEmpty();
    }
  }

  private static List<ItemId> itemsInEveryState(CatalogProbe probe) throws BackendException {
    SampleChannel rows = probe.rows();
    ItemId root = probe.root();
    ItemRecord folder = probe.insertFolder(root, "folder");
    ItemRecord trashed =
        rows.folder(root, "trashed").withPlacement(Placement.trashed(root, folder.id(), TIME));
    ItemRecord detached =
        rows.folder(root, "detached").withPlacement(Placement.detached(root, folder.id(), TIME));
    ItemRecord deleted = rows.folder(root, "deleted").withPlacement(Placement.deleted(root, TIME));
    List<ItemId> ids = new ArrayList<>(List.of(root, folder.id()));
    ids.add(probe.insertFile(folder.id(), "file").id());
    ids.add(probe.insert(rows.link(folder.id(), "link")).id());
    ids.add(probe.insert(rows.pendingFile(folder.id(), "pending")).id());
    for (ItemRecord parked : List.of(trashed, detached, deleted)) {
      ids.add(probe.insert(parked).id());
      ids.add(probe.insertFolder(parked.id(), "below").id());
    }
    return ids;
  }

  private static Optional<ChannelId> channelOf(CatalogProbe probe, ItemId item)
      throws BackendException {
    return probe.find(reader -> reader.channelOf(item));
  }
}
