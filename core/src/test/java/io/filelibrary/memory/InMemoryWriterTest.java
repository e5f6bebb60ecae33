package io.filelibrary.memory;

import static io.filelibrary.memory.CatalogFixture.ROOT;
import static io.filelibrary.memory.Rows.CHANNEL;
import static io.filelibrary.memory.Rows.NOW;
import static io.filelibrary.memory.Rows.itemId;
import static io.filelibrary.memory.Rows.key;
import static io.filelibrary.memory.Rows.uploadId;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.ItemId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.Placement;
import io.filelibrary.spi.UploadState;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InMemoryWriterTest {
  private static final int IDS = 12;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void randomTransactionsLeaveTheSnapshotAloneAndTheIndexesConsistent(long seed)
      throws BackendException {
    Random random = new Random(seed);
    InMemoryCatalog catalog = InMemoryCatalog.create(new UUID(1, 2));
    InMemoryTables committed = new InMemoryTables();
    TableChanges changes = new TableChanges(committed);
    changes.put(Rows.channel(CHANNEL, ROOT));
    changes.add(Rows.root(CHANNEL, ROOT));

    for (int round = 0; round < 400; round++) {
      List<List<?>> before = contents(committed);
      InMemoryTables copy = committed.copy();
      boolean sound = runTransaction(random, catalog, copy);

      assertThat(contents(committed)).as("round %d, seed %d", round, seed).isEqualTo(before);
      assertThat(contents(copy))
          .as("round %d, seed %d", round, seed)
          .isEqualTo(contents(rebuilt(copy)));
      committed = sound ? copy : committed;
    }
  }

  private static boolean runTransaction(
      Random random, InMemoryCatalog catalog, InMemoryTables tables) {
    InMemoryWriter writer = new InMemoryWriter(tables, new TransactionScope(catalog), CHANNEL);
    try {
      for (int step = random.nextInt(8); step >= 0; step--) {
        runStep(random, writer);
      }
      return true;
    } catch (BackendException e) {
      return false;
    }
  }

  private static void runStep(Random random, InMemoryWriter writer) throws BackendException {
    int number = random.nextInt(IDS);
    ItemId id = itemId(random.nextInt(IDS));
    switch (random.nextInt(10)) {
      case 0, 1 -> writer.insertItem(randomItem(random, number));
      case 2 -> writer.updateItem(randomItem(random, number), 1);
      case 3 -> writer.deleteItem(CHANNEL, id);
      case 4 -> writer.insertContent(Rows.intent(CHANNEL, key(number), NOW));
      case 5 -> writer.updateContent(Rows.live(key(number)), ContentState.INTENT);
      case 6 -> writer.updateContent(Rows.live(key(number)).doomed(NOW), ContentState.LIVE);
      case 7 -> writer.deleteContent(CHANNEL, key(number));
      case 8 -> writer.insertVersion(CHANNEL, Rows.version(id, number, key(number)));
      default -> runUploadStep(random, writer, number, id);
    }
  }

  private static void runUploadStep(Random random, InMemoryWriter writer, int number, ItemId id)
      throws BackendException {
    switch (random.nextInt(4)) {
      case 0 -> writer.insertUpload(Rows.upload(number, id, NOW));
      case 1 -> writer.updateUpload(Rows.upload(number, id, NOW.plusNanos(1)), UploadState.OPEN);
      case 2 -> writer.deleteUpload(CHANNEL, uploadId(number));
      default -> writer.insertInline(Rows.inline(key(number)), new byte[1], 1);
    }
  }

  private static ItemRecord randomItem(Random random, int number) {
    ItemId parent = random.nextInt(3) == 0 ? itemId(random.nextInt(IDS)) : ROOT;
    String name = "name" + random.nextInt(IDS);
    ItemRecord item =
        switch (random.nextInt(4)) {
          case 0 -> Rows.link(number, parent, name);
          case 1 -> Rows.pendingFile(number, parent, name);
          case 2 -> Rows.file(number, parent, name, key(random.nextInt(IDS)));
          default -> Rows.folder(number, parent, name);
        };
    return random.nextInt(4) == 0
        ? item.withPlacement(Placement.trashed(ROOT, ROOT, NOW.plusNanos(random.nextInt(3))))
        : item;
  }

  /** Builds tables anew from the rows, so that their indexes are as they should be. */
  private static InMemoryTables rebuilt(InMemoryTables tables) {
    InMemoryTables anew = new InMemoryTables();
    TableChanges changes = new TableChanges(anew);
    tables.channels.values().forEach(changes::put);
    tables.items.values().forEach(changes::add);
    tables.contents.values().forEach(changes::add);
    tables.versions.values().forEach(changes::add);
    tables.uploads.values().forEach(changes::add);
    tables.changes.values().forEach(changes::add);
    anew.inlineBytes = tables.inlineBytes;
    return anew;
  }

  private static List<List<?>> contents(InMemoryTables tables) {
    return List.of(
        tables.channels.values().toList(),
        tables.items.values().toList(),
        tables.contents.values().toList(),
        tables.inlineBytes.values().toList(),
        tables.versions.values().toList(),
        tables.uploads.values().toList(),
        tables.changes.values().toList(),
        tables.livingChildren.values().toList(),
        tables.parkedItems.values().toList(),
        tables.dueContents.values().toList(),
        tables.uploadExpiries.values().toList(),
        tables.uploadsByItem.values().toList(),
        tables.childCounts.values().toList(),
        tables.contentUses.values().toList());
  }
}
