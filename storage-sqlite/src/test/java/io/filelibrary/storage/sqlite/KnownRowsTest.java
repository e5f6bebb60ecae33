package io.filelibrary.storage.sqlite;

import static io.filelibrary.storage.sqlite.Samples.CHANNEL;
import static io.filelibrary.storage.sqlite.Samples.ROOT;
import static io.filelibrary.storage.sqlite.Samples.folder;
import static io.filelibrary.storage.sqlite.Samples.itemId;
import static io.filelibrary.storage.sqlite.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.filelibrary.model.Attributes;
import io.filelibrary.model.ItemId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.storage.sqlite.Threads.Running;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are kept are never older than the snapshot, whoever has changed them. */
final class KnownRowsTest {
  private static final ItemId FOLDER = itemId(2);

  @TempDir Path directory;
  private SqliteCatalog catalog;
  private SqliteCatalog other;

  @BeforeEach
  void openCatalogs() throws Exception {
    // The second stands for another process: it shares nothing but the file.
    catalog = SqliteCatalog.open(directory.resolve("catalog.db"));
    other = SqliteCatalog.open(directory.resolve("catalog.db"));
    write(catalog, Samples::insertChannel);
    write(catalog, writer -> writer.insertItem(folder(FOLDER, ROOT, "a")));
  }

  @AfterEach
  void closeCatalogs() throws Exception {
    other.close();
    catalog.close();
  }

  private static void rename(SqliteCatalog catalog, String name, long revision) throws Exception {
    write(
        catalog, writer -> assertThat(writer.updateItem(named(name, revision), revision)).isTrue());
  }

  private static ItemRecord named(String name, long revision) {
    ItemRecord row = folder(FOLDER, ROOT, name);
    return new ItemRecord(
        row.id(),
        row.channel(),
        row.kind(),
        row.placement(),
        row.name(),
        row.nameKey(),
        row.created(),
        row.updated(),
        revision + 1,
        row.visibility(),
        row.attributes(),
        row.linkUrl(),
        row.file());
  }

  /** What a transaction sees of the folder, by its id and by both names. */
  private static List<String> seen(CatalogReader reader) throws BackendException {
    List<String> seen = new ArrayList<>();
    reader.item(CHANNEL, FOLDER).ifPresent(row -> seen.add("id " + row.name()));
    for (String name : List.of("a", "b")) {
      reader.descend(CHANNEL, ROOT, List.of(name)).forEach(row -> seen.add("name " + row.name()));
    }
    return seen;
  }

  private static List<String> read(SqliteCatalog catalog) throws Exception {
    return catalog.read(KnownRowsTest::seen);
  }

  private static List<String> readToWrite(SqliteCatalog catalog) throws Exception {
    return catalog.write(CHANNEL, Durability.DURABLE, KnownRowsTest::seen);
  }

  @Test
  void readersSeeWhatTheWriterOfTheSameCatalogChanged() throws Exception {
    assertThat(read(catalog)).containsExactly("id a", "name a");
    rename(catalog, "b", 1);
    assertThat(read(catalog)).containsExactly("id b", "name b");
    rename(catalog, "a", 2);
    assertThat(read(catalog)).containsExactly("id a", "name a");
  }

  @Test
  void readersSeeWhatAnotherProcessChanged() throws Exception {
    assertThat(read(catalog)).containsExactly("id a", "name a");
    rename(other, "b", 1);
    assertThat(read(catalog)).containsExactly("id b", "name b");
  }

  @Test
  void theWriterSeesWhatAnotherProcessChanged() throws Exception {
    assertThat(readToWrite(catalog)).containsExactly("id a", "name a");
    rename(other, "b", 1);
    assertThat(readToWrite(catalog)).containsExactly("id b", "name b");
    rename(catalog, "a", 2);
    assertThat(readToWrite(other)).containsExactly("id a", "name a");
  }

  @Test
  void aTransactionSeesItsOwnChanges() throws Exception {
    write(
        catalog,
        writer -> {
          assertThat(writer.item(CHANNEL, FOLDER)).isPresent();
          assertThat(writer.updateItem(named("b", 1), 1)).isTrue();
          assertThat(writer.item(CHANNEL, FOLDER).orElseThrow().name()).isEqualTo("b");
          assertThat(writer.descend(CHANNEL, ROOT, List.of("a"))).isEmpty();
          assertThat(writer.deleteItem(CHANNEL, FOLDER)).isTrue();
          assertThat(writer.item(CHANNEL, FOLDER)).isEmpty();
          assertThat(writer.descend(CHANNEL, ROOT, List.of("b"))).isEmpty();
        });
    assertThat(read(catalog)).isEmpty();
  }

  @Test
  void rowsWithMuchTextAreReadEachTime() throws Exception {
    Attributes much = new Attributes(new TreeMap<>(Map.of("note", "x".repeat(3000))));
    ItemRecord large = folder(itemId(3), ROOT, "large").withAttributes(much);
    write(catalog, writer -> writer.insertItem(large));
    catalog.read(reader -> reader.lineage(CHANNEL, FOLDER));
    catalog.read(reader -> reader.lineage(CHANNEL, itemId(3)));

    // The data version alone; that and the row.
    assertThat(statementsToRead(FOLDER)).isEqualTo(1);
    assertThat(statementsToRead(itemId(3))).isEqualTo(2);
  }

  private long statementsToRead(ItemId item) throws Exception {
    long before = catalog.database().statements();
    catalog.read(reader -> reader.item(CHANNEL, item));
    return catalog.database().statements() - before;
  }

  @Test
  void whatWasRolledBackIsNotKept() throws Exception {
    IllegalStateException mine = new IllegalStateException("mine");
    Throwable thrown =
        catchThrowable(
            () ->
                write(
                    catalog,
                    writer -> {
                      writer.updateItem(named("b", 1), 1);
                      writer.item(CHANNEL, FOLDER);
                      throw mine;
                    }));
    assertThat(thrown).isSameAs(mine);
    assertThat(readToWrite(catalog)).containsExactly("id a", "name a");
  }

  @Test
  void whatANeighbourRolledBackIsNotKept() throws Exception {
    List<Running<Boolean>> works = new ArrayList<>();
    HeldWriter held = new HeldWriter(catalog);
    try {
      for (int i = 0; i < 3; i++) {
        boolean fails = i == 1;
        works.add(
            Threads.start(
                    () -> {
                      write(
                          catalog,
                          writer -> {
                            ItemRecord row = writer.item(CHANNEL, FOLDER).orElseThrow();
                            assertThat(row.name()).isEqualTo("a");
                            if (fails) {
                              writer.updateItem(named("b", 1), 1);
                              writer.item(CHANNEL, FOLDER);
                              throw new IllegalStateException("mine");
                            }
                          });
                      return true;
                    })
                .awaitWaiting());
      }
    } finally {
      held.release();
    }
    int failed = 0;
    for (Running<Boolean> work : works) {
      failed += catchThrowable(work::result) == null ? 0 : 1;
    }
    assertThat(failed).isEqualTo(1);
    assertThat(readToWrite(catalog)).containsExactly("id a", "name a");
  }
}
