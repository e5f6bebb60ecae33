package io.filelibrary.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are opened, and which are left alone. */
final class SchemaTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("some.db");
  }

  @Test
  void aNewFileIsMarkedWithItsOwnerAndVersion() throws Exception {
    SqliteCatalog.open(file).close();
    assertThat(query("PRAGMA application_id")).isEqualTo("1179403105");
    assertThat(query("PRAGMA user_version")).isEqualTo("4");
    assertThat(query("PRAGMA journal_mode")).isEqualTo("wal");
  }

  /** Without them SQLite reads a whole channel for each row that is deleted. */
  @Test
  void thePlannerHasFiguresOfEveryIndexThatForeignKeysAreCheckedBy() throws Exception {
    SqliteCatalog.open(file).close();
    String indexes =
        "SELECT group_concat(DISTINCT tbl || ' ' || idx) FROM (SELECT tbl, idx FROM sqlite_stat1"
            + " WHERE tbl IN ('item', 'version') ORDER BY tbl, idx)";
    assertThat(query(indexes).split(","))
        .containsExactlyInAnyOrder(
            "item item",
            "item sqlite_autoindex_item_1",
            "item item_name",
            "item item_child",
            "item item_parked",
            "item item_content",
            "version version",
            "version version_content");
  }

  @Test
  void aNewerVersionIsRefused() throws Exception {
    SqliteCatalog.open(file).close();
    execute("PRAGMA user_version = 5");
    assertThat(refusal()).contains("format version 5").contains("use a newer release");
  }

  @Test
  void anotherProgramsDatabaseIsRefusedAndNotTouched() throws Exception {
    execute("CREATE TABLE theirs (x)");
    byte[] before = Files.readAllBytes(file);
    assertThat(refusal()).contains("is not a catalog").contains("choose another file");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void aStorageIsNotTakenForACatalog() throws Exception {
    SqliteStorage.open(file).close();
    assertThat(refusal()).contains("is not a catalog");
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedAndNotTouched() throws Exception {
    byte[] text = "something of great value".repeat(100).getBytes(StandardCharsets.UTF_8);
    Files.write(file, text);
    assertThat(refusal()).contains("is not an SQLite database");
    assertThat(Files.readAllBytes(file)).isEqualTo(text);
  }

  @Test
  void aMissingFolderIsNamed() {
    file = folder.resolve("absent/some.db");
    assertThat(refusal()).contains("absent").contains("folder must exist");
  }

  @Test
  void anEmptyFileBecomesACatalog() throws Exception {
    Files.createFile(file);
    SqliteCatalog.open(file).close();
    assertThat(query("PRAGMA user_version")).isEqualTo("4");
  }

  @Test
  void instancesThatCreateOneFileTogetherAgreeOnItsIdentity() throws Exception {
    List<UUID> ids =
        Threads.together(
            4,
            number -> {
              try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
                return catalog.id();
              }
            });
    assertThat(ids).hasSize(4).containsOnly(ids.get(0));
  }

  private String refusal() {
    Throwable failure = catchThrowable(() -> SqliteCatalog.open(file).close());
    assertThat(failure).isInstanceOf(BackendException.class);
    assertThat(((BackendException) failure).reason()).isEqualTo(Reason.MISCONFIGURED);
    assertThat(failure.getMessage()).doesNotContain("\n");
    return String.valueOf(failure.getMessage());
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      return results.getString(1);
    }
  }
}
