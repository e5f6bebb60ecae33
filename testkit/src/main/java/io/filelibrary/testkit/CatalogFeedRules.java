package io.filelibrary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.Change;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.ItemRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The change feed. */
interface CatalogFeedRules extends CatalogLocation {

  @Test
  @DisplayName("C85 Changes come in order of their sequence, after the given one, up to the limit")
  default void changesComeInOrder() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ItemRecord folder = probe.insertFolder(probe.root(), "a");
      assertThat(changes(probe, 0, 10)).isEmpty();
      List<Change> all = new ArrayList<>();
      for (int sequence = 1; sequence <= 25; sequence++) {
        Change change = probe.rows().change(sequence, folder);
        all.add(change);
        probe.change(w -> w.insertChange(change));
      }
      for (int after : List.of(0, 1, 9, 10, 24, 25)) {
        for (int limit : List.of(1, 7, 25, 100)) {
          assertThat(changes(probe, after, limit))
              .as("%d after %d", limit, after)
              .containsExactlyElementsOf(all.subList(after, Math.min(after + limit, 25)));
        }
      }
      assertThat(changes(probe, 1000, 10)).isEmpty();
      assertThat(changes(probe, Long.MAX_VALUE, 10)).isEmpty();
    }
  }

  @Test
  @DisplayName("C86 Inserting a change whose sequence is taken is CONSTRAINT")
  default void sequenceIsUnique() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ItemRecord folder = probe.insertFolder(probe.root(), "a");
      Change first = probe.rows().change(1, folder);
      Change again = probe.rows().change(1, folder);
      probe.change(w -> w.insertChange(first));
      probe.assertConstraint(w -> w.insertChange(again));
      assertThat(changes(probe, 0, 10)).containsExactly(first);
    }
  }

  @Test
  @DisplayName("C87 A change outlives its item")
  default void changeOutlivesItsItem() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ItemRecord folder = probe.insertFolder(probe.root(), "a");
      Change change = probe.rows().change(1, folder);
      probe.change(w -> w.insertChange(change));
      assertThat(probe.answer(w -> w.deleteItem(probe.channel(), folder.id()))).isTrue();
      Change after = probe.rows().change(2, folder);
      probe.change(w -> w.insertChange(after));
      assertThat(changes(probe, 0, 10)).containsExactly(change, after);
    }
  }

  private static List<Change> changes(CatalogProbe probe, long after, int limit)
      throws BackendException {
    return probe.list(reader -> reader.changes(probe.channel(), after, limit));
  }
}
