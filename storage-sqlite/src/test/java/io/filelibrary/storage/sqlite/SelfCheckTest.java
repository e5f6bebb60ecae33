package io.filelibrary.storage.sqlite;

import static io.filelibrary.storage.sqlite.Samples.CHANNEL;
import static io.filelibrary.storage.sqlite.Samples.ROOT;
import static io.filelibrary.storage.sqlite.Samples.file;
import static io.filelibrary.storage.sqlite.Samples.itemId;
import static io.filelibrary.storage.sqlite.Samples.key;
import static io.filelibrary.storage.sqlite.Samples.live;
import static io.filelibrary.storage.sqlite.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.CatalogWork;
import io.filelibrary.spi.CountedContent;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that was damaged behind the catalog's back: what finds it, and what refuses to read. */
final class SelfCheckTest {
  private static final int PAGE_SIZE = 4096;
  private static final int FILES = 200;

  @TempDir private Path folder;
  private Path database;

  @BeforeEach
  void fill() throws Exception {
    database = folder.resolve("catalog.db");
    try (SqliteCatalog catalog = SqliteCatalog.open(database)) {
      write(catalog, Samples::insertChannel);
      write(
          catalog,
          writer -> {
            for (int i = 0; i < FILES; i++) {
              writer.insertContent(live(key(i), 10));
              writer.insertItem(file(itemId(100 + i), ROOT, "file " + i, key(i), 10));
            }
          });
    }
  }

  @Test
  void soundFileHasNothingToTell() throws Exception {
    assertThat(check()).isEmpty();
  }

  @Test
  void referencesToNothingAreTold() throws Exception {
    change(
        "INSERT INTO version SELECT channel, id, 1, 'private/none', 'text/plain', 1, 'ada'"
            + " FROM item WHERE name = 'file 8'");
    change("UPDATE item SET parent = randomblob(16) WHERE name = 'file 9'");

    // The item is left to the library's check, which names it.
    assertThat(check())
        .containsExactly("1 rows of version refer to rows of content that are not there");
  }

  @Test
  void valuesThatATableForbidsAreTold() throws Exception {
    change("PRAGMA ignore_check_constraints = ON", "UPDATE content SET refs = -1");

    assertThat(check())
        .isNotEmpty()
        .hasSizeLessThanOrEqualTo(100)
        .allMatch(line -> line.contains("CHECK constraint failed in content"));
  }

  @Test
  void overwrittenPagesAreToldInAHundredLinesAtMost() throws Exception {
    overwritePages();

    assertThat(check()).isNotEmpty().hasSizeLessThanOrEqualTo(100).noneMatch("ok"::equals);
  }

  @Test
  void checkHoldsUpNoWrite() throws Exception {
    try (SqliteCatalog catalog = SqliteCatalog.open(database)) {
      try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
          Statement statement = other.createStatement()) {
        // Another process that writes holds up no check either.
        statement.execute("BEGIN IMMEDIATE");
        assertThat(catalog.selfCheck()).isEmpty();
        statement.execute("ROLLBACK");
      }
      write(catalog, writer -> writer.insertContent(live(key(1000), 10)));
    }
  }

  @Test
  void closedCatalogChecksNothing() throws Exception {
    SqliteCatalog catalog = SqliteCatalog.open(database);
    catalog.close();

    assertThatThrownBy(catalog::selfCheck)
        .isInstanceOfSatisfying(
            BackendException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
  }

  @Test
  void pageWithADamagedItemFailsAndTheOthersAreRead() throws Exception {
    change("UPDATE item SET kind = 'HEAP' WHERE name = 'file 50'");

    assertCorrupt(reader -> reader.items(CHANNEL, Optional.of(itemId(145)), 10));
    try (SqliteCatalog catalog = SqliteCatalog.open(database)) {
      int read = catalog.read(r -> r.items(CHANNEL, Optional.of(itemId(150)), 1000).size());
      assertThat(read).isEqualTo(FILES - 51);
    }
  }

  @Test
  void contentWithADamagedKeyIsNotPassedOver() throws Exception {
    change("UPDATE content SET key = '' WHERE key = 'private/3'");

    assertCorrupt(reader -> reader.contents(Optional.empty(), 1));
  }

  @Test
  void contentOfAChannelThatIsGoneIsNotPassedOver() throws Exception {
    change("UPDATE content SET channel = 99 WHERE key = 'private/3'");

    assertCorrupt(reader -> reader.contents(Optional.empty(), 1000));
    assertCorrupt(reader -> reader.content(key(3)).map(List::of).orElse(List.of()));
  }

  @Test
  void usesAreThoseOfTheRowsAndUsageThatOfTheSizes() throws Exception {
    change("UPDATE content SET refs = 5", "UPDATE channel SET used_items = 3, used_bytes = 4");

    try (SqliteCatalog catalog = SqliteCatalog.open(database)) {
      List<CountedContent> all = catalog.read(reader -> reader.contents(Optional.empty(), 1000));
      assertThat(all).hasSize(FILES).allMatch(row -> row.uses() == 1 && row.content().refs() == 5);
      long bytes = catalog.read(reader -> reader.measure(CHANNEL)).bytes();
      assertThat(bytes).isEqualTo(10L * FILES);
    }
  }

  private void assertCorrupt(CatalogWork<CatalogReader, List<?>> query) throws BackendException {
    try (SqliteCatalog catalog = SqliteCatalog.open(database)) {
      assertThatThrownBy(() -> catalog.read(query))
          .isInstanceOfSatisfying(
              BackendException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CORRUPT));
    }
  }

  private List<String> check() throws BackendException {
    try (SqliteCatalog catalog = SqliteCatalog.open(database)) {
      return catalog.selfCheck();
    }
  }

  /** Changes rows as no catalog would. */
  private void change(String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + database + "?foreign_keys=false");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Overwrites all pages but those at the beginning, without which nothing opens. */
  private void overwritePages() throws Exception {
    byte[] noise = new byte[PAGE_SIZE];
    Arrays.fill(noise, (byte) 0xA5);
    try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
      long pages = file.length() / PAGE_SIZE;
      assertThat(pages).isGreaterThan(30);
      for (long page = pages - 8; page < pages; page++) {
        file.seek(page * PAGE_SIZE);
        file.write(noise);
      }
    }
  }
}
