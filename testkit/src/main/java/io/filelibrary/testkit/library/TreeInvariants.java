package io.filelibrary.testkit.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.Change;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.Usage;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold of the tree of one channel, its counters and its change feed. */
final class TreeInvariants {
  private final CatalogReader reader;
  private final ChannelRows rows;

  private TreeInvariants(CatalogReader reader, ChannelRows rows) {
    this.reader = reader;
    this.rows = rows;
  }

  static void check(CatalogReader reader, ChannelRows rows) throws BackendException {
    TreeInvariants invariants = new TreeInvariants(reader, rows);
    invariants.checkPlaces();
    invariants.checkNames();
    invariants.checkUsage();
    invariants.checkFeed();
  }

  private void checkPlaces() throws BackendException {
    Map<ItemId, ItemRecord> byId = new HashMap<>();
    for (ItemRecord item : rows.items()) {
      assertThat(byId.put(item.id(), item)).as("I3: %s is reached once", item.id()).isNull();
      assertThat(item.channel()).as("I12: channel of %s", item.id()).isEqualTo(rows.id());
    }
    ItemId root = rows.channel().root();
    for (ItemRecord item : rows.items()) {
      List<ItemRecord> lineage = reader.lineage(rows.id(), item.id());
      assertThat(lineage.get(lineage.size() - 1).id()).as("I3: %s", item.id()).isEqualTo(root);
      ItemId parent = item.placement().parent().orElseThrow();
      assertThat(parent.equals(root) || byId.containsKey(parent)).as("I3: a parent").isTrue();
      ItemRecord above = byId.get(parent);
      if (above != null) {
        assertThat(above.kind()).as("I5: the parent of %s", item.id()).isEqualTo(ItemKind.FOLDER);
      }
    }
  }

  private void checkNames() {
    boolean caseSensitive = rows.channel().channel().spec().caseSensitive();
    Set<String> taken = new HashSet<>();
    for (ItemRecord item : rows.items()) {
      assertThat(item.nameKey())
          .as("the name key of %s", item.id())
          .isEqualTo(ItemName.of(item.name()).key(caseSensitive));
      if (item.placement().state() == ItemState.LIVING) {
        String place = item.placement().parent().orElseThrow() + "/" + item.nameKey();
        assertThat(taken.add(place)).as("I4: %s is one item's", place).isTrue();
      }
    }
  }

  private void checkUsage() {
    long bytes = 0;
    for (ItemRecord item : rows.items()) {
      if (item.file().filter(file -> file.status() == FileStatus.COMPLETED).isPresent()) {
        bytes += item.file().map(FileRecord::size).orElseThrow();
      }
    }
    assertThat(rows.channel().channel().usage())
        .as("I11: usage of %s", rows.id())
        .isEqualTo(new Usage(rows.items().size(), bytes));
  }

  private void checkFeed() throws BackendException {
    List<Change> changes = reader.changes(rows.id(), 0, Integer.MAX_VALUE);
    for (int i = 0; i < changes.size(); i++) {
      assertThat(changes.get(i).sequence()).as("the feed has no gap").isEqualTo(i + 1);
    }
    assertThat(rows.channel().lastChange()).as("the last change").isEqualTo(changes.size());
  }
}
