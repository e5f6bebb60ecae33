package io.filelibrary.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.Durability;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That the connections in use have the settings on which durability rests. Commits are synced by
 * the library itself (see LogSyncTest); what SQLite still syncs is the log that it moves or begins
 * anew.
 */
final class PragmasTest {
  private static final Map<String, String> OF_THE_WRITER =
      Map.of(
          "journal_mode", "wal",
          "synchronous", "1",
          "fullfsync", "1",
          "foreign_keys", "1",
          "locking_mode", "normal",
          "busy_timeout", "10000",
          "wal_autocheckpoint", "0",
          "ignore_check_constraints", "0");

  @TempDir Path folder;

  @Test
  void theCatalogsWriterSyncsTheLogBeforeItIsMoved() throws Exception {
    try (SqliteCatalog catalog = SqliteCatalog.open(folder.resolve("catalog.db"))) {
      assertWriterSyncs(catalog.database());
    }
  }

  @Test
  void theStoragesWriterSyncsTheLogBeforeItIsMoved() throws Exception {
    try (SqliteStorage storage = SqliteStorage.open(folder.resolve("contents.db"))) {
      assertWriterSyncs(storage.database());
    }
  }

  @Test
  void theSettingsAreThoseOfAFileThatIsOpenedAgain() throws Exception {
    SqliteCatalog.open(folder.resolve("catalog.db")).close();

    theCatalogsWriterSyncsTheLogBeforeItIsMoved();
  }

  @Test
  void theCatalogsReadersReadTheLogAndCannotWrite() throws Exception {
    try (SqliteCatalog catalog = SqliteCatalog.open(folder.resolve("catalog.db"))) {
      assertReadersOnlyRead(catalog.database(), "DELETE FROM catalog");
    }
  }

  @Test
  void theStoragesReadersReadTheLogAndCannotWrite() throws Exception {
    try (SqliteStorage storage = SqliteStorage.open(folder.resolve("contents.db"))) {
      assertReadersOnlyRead(storage.database(), "DELETE FROM object");
    }
  }

  private static void assertWriterSyncs(Database database) throws BackendException {
    for (Durability before : List.of(Durability.DURABLE, Durability.RELAXED)) {
      database.write(before, session -> true);
      Map<String, String> found =
          database.write(Durability.DURABLE, session -> pragmas(session, OF_THE_WRITER));
      assertThat(found).containsExactlyInAnyOrderEntriesOf(OF_THE_WRITER);
    }
  }

  private static void assertReadersOnlyRead(Database database, String change) throws Exception {
    Map<String, String> wanted = Map.of("journal_mode", "wal", "busy_timeout", "10000");
    assertThat(database.<Map<String, String>>read(session -> pragmas(session, wanted)))
        .containsExactlyInAnyOrderEntriesOf(wanted);
    assertThatThrownBy(() -> database.read(session -> session.update(change)))
        .isInstanceOfSatisfying(
            BackendException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.DENIED));
  }

  private static Map<String, String> pragmas(Session session, Map<String, String> names)
      throws BackendException {
    Map<String, String> found = new TreeMap<>();
    for (String name : names.keySet()) {
      try {
        found.put(name, session.pragma("PRAGMA " + name));
      } catch (SQLException e) {
        throw SqlFailure.of(e);
      }
    }
    return found;
  }
}
