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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UndoLogTest {
  private static final int IDS = 12;

  private final InMemoryTables tables = new InMemoryTables();

  @Test
  void rollBackTakesChangesBackTheNewestFirst() {
    Map<String, String> map = new HashMap<>(Map.of("kept", "old", "gone", "old"));
    UndoLog log = new UndoLog();
    log.put(map, "kept", "new");
    log.put(map, "kept", "newer");
    log.put(map, "added", "new");
    log.remove(map, "gone");
    log.remove(map, "absent");

    log.rollBack();

    assertThat(map).isEqualTo(Map.of("kept", "old", "gone", "old"));
  }

  @Test
  void committedChangesStay() {
    Map<String, String> map = new HashMap<>();
    UndoLog log = new UndoLog();
    log.put(map, "first", "new");
    log.commit();
    log.put(map, "second", "new");

    log.rollBack();

    assertThat(map).isEqualTo(Map.of("first", "new"));
  }

  @Test
  void counterThatReachesZeroIsRemoved() {
    Map<String, Long> counters = new HashMap<>();
    UndoLog log = new UndoLog();
    log.add(counters, "a", 1);
    log.add(counters, "a", 1);
    assertThat(counters).isEqualTo(Map.of("a", 2L));
    log.add(counters, "a", -2);
    assertThat(counters).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void randomTransactionsLeaveNoTraceOrConsistentIndexes(long seed) {
    Random random = new Random(seed);
    UndoLog setUp = new UndoLog();
    TableChanges changes = new TableChanges(tables, setUp);
    changes.put(Rows.channel(CHANNEL, ROOT));
    changes.add(Rows.root(CHANNEL, ROOT));
    setUp.commit();

    for (int round = 0; round < 400; round++) {
      List<Map<?, ?>> before = copies(tables);
      UndoLog log = new UndoLog();
      boolean sound = runTransaction(random, log);
      if (sound && random.nextBoolean()) {
        log.commit();
      } else {
        log.rollBack();
        assertThat(copies(tables)).as("round %d, seed %d", round, seed).isEqualTo(before);
      }
      assertThat(copies(rebuilt())).as("round %d, seed %d", round, seed).isEqualTo(copies(tables));
    }
  }

  private boolean runTransaction(Random random, UndoLog log) {
    InMemoryWriter writer = new InMemoryWriter(tables, new TransactionScope(), CHANNEL, log);
    try {
      for (int step = random.nextInt(8); step >= 0; step--) {
        runStep(random, writer);
      }
      return true;
    } catch (BackendException e) {
      return false;
    }
  }

  private void runStep(Random random, InMemoryWriter writer) throws BackendException {
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

  private void runUploadStep(Random random, InMemoryWriter writer, int number, ItemId id)
      throws BackendException {
    switch (random.nextInt(4)) {
      case 0 -> writer.insertUpload(Rows.upload(number, id, NOW));
      case 1 -> writer.updateUpload(Rows.upload(number, id, NOW.plusNanos(1)), UploadState.OPEN);
      case 2 -> writer.deleteUpload(CHANNEL, uploadId(number));
      default -> writer.putInline(CHANNEL, key(number), new byte[1], 1);
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
  private InMemoryTables rebuilt() {
    InMemoryTables anew = new InMemoryTables();
    TableChanges changes = new TableChanges(anew, new UndoLog());
    tables.channels.values().forEach(changes::put);
    tables.items.values().forEach(changes::add);
    tables.contents.values().forEach(changes::add);
    tables.versions.values().forEach(changes::add);
    tables.uploads.values().forEach(changes::add);
    tables.changes.values().forEach(changes::add);
    tables.inlineBytes.forEach(changes::putInline);
    return anew;
  }

  private static List<Map<?, ?>> copies(InMemoryTables tables) {
    Stream<Map<?, ?>> hashed =
        Stream.of(
            new HashMap<>(tables.items),
            new HashMap<>(tables.contents),
            new HashMap<>(tables.inlineBytes),
            new HashMap<>(tables.uploads),
            new HashMap<>(tables.uploadsByItem),
            new HashMap<>(tables.childCounts),
            new HashMap<>(tables.contentUses));
    Stream<Map<?, ?>> sorted =
        Stream.of(
            new TreeMap<>(tables.channels),
            new TreeMap<>(tables.versions),
            new TreeMap<>(tables.changes),
            new TreeMap<>(tables.livingChildren),
            new TreeMap<>(tables.parkedItems),
            new TreeMap<>(tables.dueContents),
            new TreeMap<>(tables.uploadExpiries));
    return Stream.concat(hashed, sorted).toList();
  }
}
