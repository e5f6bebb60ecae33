package io.filelibrary.storage.sqlite;

import static io.filelibrary.storage.sqlite.Samples.CHANNEL;
import static io.filelibrary.storage.sqlite.Samples.ROOT;
import static io.filelibrary.storage.sqlite.Samples.folder;
import static io.filelibrary.storage.sqlite.Samples.itemId;
import static io.filelibrary.storage.sqlite.Samples.key;
import static io.filelibrary.storage.sqlite.Samples.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Copies of databases that are in use. */
@Timeout(60)
final class BackupTest {
  @TempDir Path directory;
  private SqliteCatalog catalog;
  private Path backup;

  @BeforeEach
  void openCatalog() throws Exception {
    catalog = SqliteCatalog.open(directory.resolve("catalog.db"));
    write(catalog, Samples::insertChannel);
    backup = Files.createDirectory(directory.resolve("backups")).resolve("it's a copy?.db");
  }

  @AfterEach
  void closeCatalog() throws Exception {
    catalog.close();
  }

  private static boolean has(SqliteCatalog catalog, int item) throws BackendException {
    return catalog.read(reader -> reader.item(CHANNEL, itemId(item)).isPresent());
  }

  private String[] files() throws IOException {
    try (Stream<Path> files = Files.list(backup.resolveSibling("."))) {
      return files.map(file -> file.getFileName().toString()).toArray(String[]::new);
    }
  }

  @Test
  void copyIsTheCatalogAsItWas() throws Exception {
    write(catalog, writer -> writer.insertItem(folder(itemId(5), ROOT, "before")));
    catalog.backup(backup);
    write(catalog, writer -> writer.insertItem(folder(itemId(6), ROOT, "after")));

    assertThat(files()).containsExactly("it's a copy?.db");
    try (SqliteCatalog copy = SqliteCatalog.open(backup)) {
      assertThat(copy.id()).isEqualTo(catalog.id());
      assertThat(has(copy, 5)).isTrue();
      assertThat(has(copy, 6)).isFalse();
      write(copy, writer -> writer.insertItem(folder(itemId(7), ROOT, "restored")));
      assertThat(has(copy, 7)).isTrue();
    }
    assertThat(has(catalog, 6)).isTrue();
    assertThat(has(catalog, 7)).isFalse();
  }

  @Test
  void copyIsOneMomentWhileOthersWrite() throws Exception {
    CountDownLatch begun = new CountDownLatch(100);
    CountDownLatch ended = new CountDownLatch(1);
    CompletableFuture<Integer> written =
        CompletableFuture.supplyAsync(() -> writePairs(begun, ended));
    begun.await();
    catalog.backup(backup);
    ended.countDown();

    int pairs = written.get();
    try (SqliteCatalog copy = SqliteCatalog.open(backup)) {
      int copied = 0;
      for (int i = 0; i < pairs; i++) {
        assertThat(has(copy, 1000 + 2 * i)).as("pair %s", i).isEqualTo(has(copy, 1001 + 2 * i));
        assertThat(!has(copy, 1000 + 2 * i) || copied == i).as("one of before is missing").isTrue();
        copied += has(copy, 1000 + 2 * i) ? 1 : 0;
      }
      assertThat(copied).isBetween(100, pairs);
    }
  }

  private int writePairs(CountDownLatch begun, CountDownLatch ended) {
    int pairs = 0;
    while (ended.getCount() > 0) {
      int first = 1000 + 2 * pairs;
      try {
        write(
            catalog,
            writer -> {
              writer.insertItem(folder(itemId(first), ROOT, "a" + first));
              writer.insertItem(folder(itemId(first + 1), ROOT, "b" + first));
            });
      } catch (BackendException e) {
        throw new AssertionError(e);
      }
      pairs++;
      begun.countDown();
    }
    return pairs;
  }

  @Test
  void fileThatIsThereIsNotTouched() throws Exception {
    Files.writeString(backup, "precious");
    Throwable refused = catchThrowable(() -> catalog.backup(backup));

    assertThat(((BackendException) refused).reason()).isEqualTo(Reason.ALREADY_EXISTS);
    assertThat(Files.readString(backup)).isEqualTo("precious");
    assertThat(files()).hasSize(1);
  }

  @Test
  void catalogIsNoPlaceForItsOwnCopy() {
    Throwable refused = catchThrowable(() -> catalog.backup(directory.resolve("catalog.db")));
    assertThat(((BackendException) refused).reason()).isEqualTo(Reason.ALREADY_EXISTS);
  }

  @Test
  void folderThatIsMissingIsNotCreated() throws Exception {
    Path elsewhere = backup.resolveSibling("missing").resolve("copy.db");
    Throwable refused = catchThrowable(() -> catalog.backup(elsewhere));

    assertThat(refused).isInstanceOf(NoSuchFileException.class).hasMessageContaining("missing");
    assertThat(files()).isEmpty();
    assertThat(has(catalog, 1)).isTrue();
  }

  @Test
  void closedCatalogIsNotCopied() throws Exception {
    catalog.close();
    Throwable refused = catchThrowable(() -> catalog.backup(backup));
    assertThat(((BackendException) refused).reason()).isEqualTo(Reason.CLOSED);
    assertThat(files()).isEmpty();
  }

  @Test
  void copyOfAStorageHasItsObjects() throws Exception {
    byte[] bytes = "hello".repeat(100_000).getBytes(UTF_8);
    try (SqliteStorage storage = SqliteStorage.open(directory.resolve("contents.db"))) {
      storage.put(key(1), new ByteArrayInputStream(bytes), OptionalLong.empty(), ContentHints.NONE);
      storage.backup(backup);
    }
    try (SqliteStorage copy = SqliteStorage.open(backup);
        InputStream stored = copy.open(key(1), ByteRange.ALL)) {
      assertThat(stored.readAllBytes()).isEqualTo(bytes);
    }
  }
}
