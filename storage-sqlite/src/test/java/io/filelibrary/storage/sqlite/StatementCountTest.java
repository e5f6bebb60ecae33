package io.filelibrary.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.memory.InMemoryStorage;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.TenantId;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the operations of a library cost in a catalog that has been in use: statements, those that
 * begin and end transactions included, and commits, each of which is one sync. A number that falls
 * is to be lowered here, so that it stays low.
 */
final class StatementCountTest {
  /** What every write has: BEGIN IMMEDIATE, the data version and COMMIT. */
  private static final int WRITE = 3;

  /** What every read has: the data version, which holds the snapshot. */
  private static final int READ = 1;

  /** The row of the change feed and the counters of the channel. */
  private static final int TOLD = 2;

  @TempDir Path folder;
  private SqliteCatalog catalog;
  private FileLibrary library;
  private ChannelFiles files;
  private ItemId file;

  private interface Operation {
    void run() throws Exception;
  }

  private record Cost(long statements, long commits, long durableCommits) {}

  @BeforeEach
  void openLibrary() throws Exception {
    catalog = SqliteCatalog.open(folder.resolve("catalog.db"));
    library =
        FileLibrary.open(
            catalog,
            InMemoryStorage.create(Clock.systemUTC()),
            LibraryOptions.defaults().withoutCollection());
    library.ensureChannel(ChannelSpec.of(ChannelId.of("team"), TenantId.of("acme")));
    files = library.channel("team", "ada");
    files.ensureFolder("a/b/c/d");
    file = files.upload("a/b/c/d/first", new byte[4096]).id();
    files.upload("a/b/c/d/second", new byte[4096]);
    try (InputStream content = files.open(file)) {
      content.readAllBytes();
    }
  }

  @AfterEach
  void closeLibrary() {
    library.close();
  }

  private Cost cost(Operation operation) throws Exception {
    long statements = catalog.database().statements();
    SqliteCatalogMetrics before = catalog.metrics();
    operation.run();
    SqliteCatalogMetrics after = catalog.metrics();
    return new Cost(
        catalog.database().statements() - statements,
        after.commits() - before.commits(),
        after.durableCommits() - before.durableCommits());
  }

  @Test
  void knownCatalogIsOpenedByFewStatementsAndNoCommit() throws Exception {
    library.close();

    catalog = SqliteCatalog.open(folder.resolve("catalog.db"));

    // It leaves the driver's transaction, is told how to sync, begins, asks whose file it is, in
    // which version, and whether it is empty, ends that, and asks for the log.
    int writer = 1 + 1 + 2 + 3 + 1 + 1;
    // It leaves the driver's transaction, and reads the id.
    int reader = 1 + READ + 1;
    assertThat(catalog.database().statements()).isEqualTo(writer + reader);
    assertThat(catalog.metrics().commits()).isZero();
    catalog.close();
  }

  @Test
  void smallFileIsCreatedByOneTransaction() throws Exception {
    // Is the name taken? Then content, bytes and item.
    assertThat(cost(() -> files.upload("a/b/c/d/third", new byte[4096])))
        .isEqualTo(new Cost(WRITE + 1 + 3 + TOLD, 1, 1));
  }

  @Test
  void largeFileIsCreatedByTwoTransactionsAndOneSync() throws Exception {
    // The intent: is the name taken, and the content. Then once more, content twice, and the item.
    assertThat(cost(() -> files.upload("a/b/c/d/third", new byte[100_000])))
        .isEqualTo(new Cost(WRITE + 2 + WRITE + 1 + 3 + TOLD, 2, 1));
  }

  @Test
  void smallFileIsReadByOneStatementByIdAndByPath() throws Exception {
    warmUp();
    assertThat(cost(() -> files.open(file).close())).isEqualTo(new Cost(READ + 1, 0, 0));
    assertThat(cost(() -> files.content(file))).isEqualTo(new Cost(READ + 1, 0, 0));
    assertThat(cost(() -> files.open("a/b/c/d/first").close())).isEqualTo(new Cost(READ + 1, 0, 0));
  }

  @Test
  void largeFileIsReadByOneStatement() throws Exception {
    ItemId large = files.upload("a/b/c/d/large", new byte[100_000]).id();
    warmUp();
    assertThat(cost(() -> files.open(large).close())).isEqualTo(new Cost(READ + 1, 0, 0));
  }

  @Test
  void itemIsFoundByOneStatementHoweverDeepItIs() throws Exception {
    warmUp();
    assertThat(cost(() -> files.get(file))).isEqualTo(new Cost(READ + 1, 0, 0));
    assertThat(cost(() -> files.find("a/b/c/d/first"))).isEqualTo(new Cost(READ + 1, 0, 0));
  }

  @Test
  void pageIsReadByOneStatementOrByTwoWithFoldersFirst() throws Exception {
    warmUp();
    FolderRef folder = FolderRef.at("a/b/c/d");
    assertThat(cost(() -> files.list(folder, ListOptions.DEFAULT.withFoldersFirst(false))))
        .isEqualTo(new Cost(READ + 1, 0, 0));
    assertThat(cost(() -> files.list(folder, ListOptions.DEFAULT)))
        .isEqualTo(new Cost(READ + 2, 0, 0));
  }

  @Test
  void folderIsRenamedMovedTrashedRestoredAndDeletedByOneRow() throws Exception {
    ItemId folder = files.createFolder("a/x").id();
    files.createFolder("a/x/y");
    files.createFolder("a/x/z");
    Map<String, Cost> costs = new LinkedHashMap<>();
    costs.put("rename", cost(() -> files.rename(folder, "w")));
    costs.put("move", cost(() -> files.move(folder, Destination.at("v"), PlaceOptions.DEFAULT)));
    costs.put("trash", cost(() -> files.trash(folder)));
    costs.put("restore", cost(() -> files.trashBin().restore(folder)));
    costs.put("delete", cost(() -> files.delete(folder, DeleteOptions.DEFAULT.withRecursive())));

    // The folder, unless it is known; is the name taken, or the folder empty, where that counts;
    // its row.
    assertThat(costs)
        .isEqualTo(
            Map.of(
                "rename", new Cost(WRITE + 2 + TOLD, 1, 1),
                "move", new Cost(WRITE + 3 + TOLD, 1, 1),
                "trash", new Cost(WRITE + 2 + TOLD, 1, 1),
                "restore", new Cost(WRITE + 3 + TOLD, 1, 1),
                "delete", new Cost(WRITE + 3 + TOLD, 1, 1)));
  }

  /** A reader reads the rows of the channel and of the folders again after each commit. */
  private void warmUp() throws Exception {
    files.get(file);
    files.find("a/b/c/d/first");
  }
}
