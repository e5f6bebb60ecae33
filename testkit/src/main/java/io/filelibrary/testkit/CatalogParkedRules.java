package io.filelibrary.testkit;

import static io.filelibrary.testkit.SampleChannel.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.ItemId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemState;
import io.filelibrary.spi.ParkedQuery;
import io.filelibrary.spi.Placement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How parked items are listed. */
interface CatalogParkedRules extends CatalogLocation {
  /** Some moments twice, so that ids decide. */
  List<Instant> MOMENTS =
      List.of(
          TIME.plusNanos(2),
          TIME,
          Instant.EPOCH.minusNanos(1),
          TIME.plusNanos(1),
          TIME,
          TIME,
          TIME.plusNanos(2));

  @Test
  @DisplayName("C50 Parked items of one state are listed, and no living one")
  default void parkedItemsAreListedByState() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ItemRecord folder = probe.insertFolder(probe.root(), "a");
      ItemRecord trashed = insert(probe, Placement.trashed(probe.root(), folder.id(), TIME));
      ItemRecord detached = insert(probe, Placement.detached(probe.root(), folder.id(), TIME));
      ItemRecord deleted = insert(probe, Placement.deleted(probe.root(), TIME));
      probe.insertFolder(trashed.id(), "below");
      assertThat(parked(probe, ItemState.TRASHED)).containsExactly(trashed);
      assertThat(parked(probe, ItemState.DETACHED)).containsExactly(detached);
      assertThat(parked(probe, ItemState.DELETED)).containsExactly(deleted);

      ItemRecord restored =
          trashed.withPlacement(Placement.living(folder.id())).changed(probe.rows().newStamp());
      assertThat(probe.answer(w -> w.updateItem(restored, 1))).isTrue();
      assertThat(parked(probe, ItemState.TRASHED)).isEmpty();
    }
  }

  @Test
  @DisplayName("C51 Parked items come by the moment, then by their ids' text, in both directions")
  default void parkedItemsAreOrdered() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      for (ItemState state : List.of(ItemState.TRASHED, ItemState.DETACHED, ItemState.DELETED)) {
        List<ItemRecord> items = insertSome(probe, state);
        for (boolean descending : List.of(false, true)) {
          assertThat(list(probe, new ParkedQuery(state, descending, Optional.empty(), 100)))
              .as("%s, descending %s", state, descending)
              .containsExactlyElementsOf(ordered(items, descending));
        }
      }
    }
  }

  @Test
  @DisplayName("C52 Pages of parked items put together are the whole list, in both directions")
  default void pagesOfParkedItemsAreExact() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      List<ItemRecord> items = insertSome(probe, ItemState.DELETED);
      for (boolean descending : List.of(false, true)) {
        List<ItemRecord> whole = ordered(items, descending);
        for (int limit : List.of(1, 3, whole.size(), 100)) {
          Optional<ParkedQuery.Position> after = Optional.empty();
          for (int from = 0; from <= whole.size(); from += limit) {
            List<ItemRecord> page =
                list(probe, new ParkedQuery(ItemState.DELETED, descending, after, limit));
            assertThat(page)
                .as("page of %d from %d, descending %s", limit, from, descending)
                .isEqualTo(whole.subList(from, Math.min(from + limit, whole.size())));
            after = page.isEmpty() ? after : Optional.of(position(page.get(page.size() - 1)));
          }
        }
      }
    }
  }

  @Test
  @DisplayName("C53 A page of parked items may begin after a position that no item has")
  default void pageOfParkedItemsBeginsAfterAbsentPosition() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      List<ItemRecord> items = insertSome(probe, ItemState.TRASHED);
      List<UUID> ids = List.of(new UUID(0, 0), new UUID(0x7FL << 56, 9), new UUID(-1, -1));
      for (Instant since : List.of(Instant.EPOCH, TIME, TIME.plusNanos(1), TIME.plusNanos(3))) {
        for (UUID id : ids) {
          ParkedQuery.Position at = new ParkedQuery.Position(since, new ItemId(id));
          for (boolean descending : List.of(false, true)) {
            List<ItemRecord> expected =
                ordered(items, descending).stream()
                    .filter(item -> (compare(position(item), at) > 0) != descending)
                    .toList();
            assertThat(
                    list(
                        probe,
                        new ParkedQuery(ItemState.TRASHED, descending, Optional.of(at), 100)))
                .as("after %s, descending %s", at, descending)
                .isEqualTo(expected);
          }
        }
      }
    }
  }

  private static ItemRecord insert(CatalogProbe probe, Placement placement)
      throws BackendException {
    return probe.insert(probe.rows().folder(probe.root(), "name").withPlacement(placement));
  }

  /** Several for each moment, with ids whose bytes, taken as signed, order otherwise. */
  private static List<ItemRecord> insertSome(CatalogProbe probe, ItemState state)
      throws BackendException {
    List<ItemRecord> items = new ArrayList<>();
    for (Instant since : MOMENTS) {
      for (long high : List.of(-1L << 60, 1L << 60, 7L << 60)) {
        ItemRecord plain = probe.rows().folder(probe.root(), "x");
        UUID random = plain.id().value();
        long most = (random.getMostSignificantBits() & ((1L << 60) - 1)) | high;
        ItemRecord item =
            new ItemRecord(
                new ItemId(new UUID(most, random.getLeastSignificantBits())),
                plain.channel(),
                plain.kind(),
                placement(probe, state, since),
                plain.name(),
                plain.nameKey(),
                plain.created(),
                plain.updated(),
                plain.revision(),
                plain.visibility(),
                plain.attributes(),
                plain.linkUrl(),
                plain.file());
        items.add(probe.insert(item));
      }
    }
    return items;
  }

  private static Placement placement(CatalogProbe probe, ItemState state, Instant since) {
    return switch (state) {
      case LIVING -> Placement.living(probe.root());
      case TRASHED -> Placement.trashed(probe.root(), probe.root(), since);
      case DETACHED -> Placement.detached(probe.root(), probe.root(), since);
      case DELETED -> Placement.deleted(probe.root(), since);
    };
  }

  private static List<ItemRecord> ordered(List<ItemRecord> items, boolean descending) {
    Comparator<ItemRecord> order = (a, b) -> compare(position(a), position(b));
    return items.stream().sorted(descending ? order.reversed() : order).toList();
  }

  private static int compare(ParkedQuery.Position a, ParkedQuery.Position b) {
    int bySince = a.since().compareTo(b.since());
    return bySince != 0 ? bySince : a.id().toString().compareTo(b.id().toString());
  }

  private static ParkedQuery.Position position(ItemRecord item) {
    return new ParkedQuery.Position(item.placement().since().orElseThrow(), item.id());
  }

  private static List<ItemRecord> parked(CatalogProbe probe, ItemState state)
      throws BackendException {
    return list(probe, new ParkedQuery(state, false, Optional.empty(), 100));
  }

  private static List<ItemRecord> list(CatalogProbe probe, ParkedQuery query)
      throws BackendException {
    return probe.list(reader -> reader.parked(probe.channel(), query));
  }
}
