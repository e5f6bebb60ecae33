package io.filelibrary.testkit;

import static io.filelibrary.testkit.CatalogProbe.ids;
import static io.filelibrary.testkit.SampleChannel.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.ItemId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.Placement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How items are found in the tree. */
interface CatalogTreeRules extends CatalogLocation {

  @Test
  @DisplayName("C20 An absent item is empty")
  default void absentItemIsEmpty() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      assertThat(probe.item(probe.rows().newItemId())).isEmpty();
    }
  }

  @Test
  @DisplayName("C21 The lineage of an item is the item first and the root last, in any state")
  default void lineageRunsToTheRoot() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ItemRecord top = probe.insertFolder(probe.root(), "top");
      ItemRecord middle = probe.insertFolder(top.id(), "middle");
      ItemRecord file = probe.insertFile(middle.id(), "file");
      assertThat(lineage(probe, file.id()))
          .containsExactly(file.id(), middle.id(), top.id(), probe.root());

      ItemRecord trashed =
          middle
              .withPlacement(Placement.trashed(probe.root(), top.id(), TIME))
              .changed(probe.rows().newStamp());
      assertThat(probe.answer(w -> w.updateItem(trashed, 1))).isTrue();
      assertThat(probe.list(r -> r.lineage(probe.channel(), file.id())))
          .startsWith(file, trashed)
          .hasSize(3);
      ItemRecord deleted =
          trashed
              .withPlacement(Placement.deleted(probe.root(), TIME))
              .changed(probe.rows().newStamp());
      assertThat(probe.answer(w -> w.updateItem(deleted, 2))).isTrue();
      assertThat(lineage(probe, file.id())).containsExactly(file.id(), middle.id(), probe.root());
    }
  }

  @Test
  @DisplayName("C22 The lineage of the root is the root, that of an absent item is empty")
  default void lineageOfRootIsTheRoot() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      assertThat(lineage(probe, probe.root())).containsExactly(probe.root());
      assertThat(lineage(probe, probe.rows().newItemId())).isEmpty();
    }
  }

  @Test
  @DisplayName("C23 Lineage and descend reach through more than 256 levels")
  default void treeMayBeDeep() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      List<ItemRecord> folders = new ArrayList<>();
      List<String> names = new ArrayList<>();
      ItemId parent = probe.root();
      for (int depth = 0; depth < 300; depth++) {
        folders.add(probe.rows().folder(parent, "f" + depth));
        names.add("f" + depth);
        parent = folders.get(depth).id();
      }
      probe.change(
          writer -> {
            for (ItemRecord folder : folders) {
              writer.insertItem(folder);
            }
          });
      List<ItemId> expected = new ArrayList<>(ids(folders));
      assertThat(descend(probe, probe.root(), names)).containsExactlyElementsOf(expected);
      Collections.reverse(expected);
      expected.add(probe.root());
      assertThat(lineage(probe, parent)).containsExactlyElementsOf(expected);
    }
  }

  @Test
  @DisplayName("C24 Descend gives the rows on the way as far as there are any, without the first")
  default void descendGoesAsFarAsItCan() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ItemRecord a = probe.insertFolder(probe.root(), "a");
      ItemRecord b = probe.insertFolder(a.id(), "b");
      ItemRecord file = probe.insertFile(b.id(), "file");
      probe.insertFolder(probe.root(), "file");
      assertThat(probe.list(r -> r.descend(probe.channel(), probe.root(), List.of("a", "b"))))
          .containsExactly(a, b);
      assertThat(descend(probe, a.id(), List.of("b", "file"))).containsExactly(b.id(), file.id());
      assertThat(descend(probe, probe.root(), List.of("a", "x", "file"))).containsExactly(a.id());
      assertThat(descend(probe, probe.root(), List.of("a", "b", "file", "file")))
          .containsExactly(a.id(), b.id(), file.id());
      assertThat(descend(probe, probe.root(), List.of("b", "file"))).isEmpty();
      assertThat(descend(probe, probe.root(), List.of())).isEmpty();
      assertThat(descend(probe, probe.rows().newItemId(), List.of("a"))).isEmpty();
    }
  }

  @Test
  @DisplayName("C25 Descend follows living children alone, pending files included")
  default void descendFollowsTheLiving() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ItemRecord pending = probe.insert(probe.rows().pendingFile(probe.root(), "pending"));
      List<Placement> parked =
          List.of(
              Placement.trashed(probe.root(), probe.root(), TIME),
              Placement.detached(probe.root(), probe.root(), TIME),
              Placement.deleted(probe.root(), TIME));
      for (Placement placement : parked) {
        ItemRecord folder = probe.rows().folder(probe.root(), "a").withPlacement(placement);
        ItemRecord child = probe.rows().folder(folder.id(), "child");
        probe.insert(folder);
        probe.insert(child);
        assertThat(descend(probe, probe.root(), List.of("a", "child"))).isEmpty();
        assertThat(descend(probe, folder.id(), List.of("child"))).containsExactly(child.id());
      }
      ItemRecord living = probe.insertFolder(probe.root(), "a");
      assertThat(descend(probe, probe.root(), List.of("a", "child"))).containsExactly(living.id());
      assertThat(descend(probe, probe.root(), List.of("pending"))).containsExactly(pending.id());
    }
  }

  @Test
  @DisplayName("C26 Descend compares the names' keys exactly, and no names")
  default void descendComparesKeysExactly() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      for (String text : List.of("a", "\u00e9", "100%", "s\u00df")) {
        ItemRecord folder =
            probe.insert(probe.rows().folder(probe.root(), "").withName("name " + text, text));
        assertThat(descend(probe, probe.root(), List.of(text))).containsExactly(folder.id());
        assertThat(descend(probe, probe.root(), List.of("name " + text))).isEmpty();
      }
      for (String absent : List.of("A", "a ", " a", "e\u0301", "\u00c9", "100_", "1000", "sss")) {
        assertThat(descend(probe, probe.root(), List.of(absent))).as("key %s", absent).isEmpty();
      }
    }
  }

  private static List<ItemId> lineage(CatalogProbe probe, ItemId item) throws BackendException {
    return ids(probe.list(reader -> reader.lineage(probe.channel(), item)));
  }

  private static List<ItemId> descend(CatalogProbe probe, ItemId from, List<String> nameKeys)
      throws BackendException {
    return ids(probe.list(reader -> reader.descend(probe.channel(), from, nameKeys)));
  }
}
