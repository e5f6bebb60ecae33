package io.filelibrary.storage.sqlite;

import io.filelibrary.spi.BackendException;
import io.filelibrary.testkit.LeftoversContract;
import io.filelibrary.testkit.ServerSideCopyContract;
import io.filelibrary.testkit.SharedStorageContract;
import io.filelibrary.testkit.StorageBackendContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;

/** The storage in a SQLite file keeps the contracts of its abilities. */
final class SqliteStorageContractTest
    implements StorageBackendContract,
        SharedStorageContract,
        ServerSideCopyContract,
        LeftoversContract {
  @TempDir Path folder;

  @Override
  public SqliteStorage open() throws BackendException {
    return SqliteStorage.open(folder.resolve("storage.db"));
  }

  @Override
  public void leave(int size, Instant touchedAt) throws SQLException {
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("storage.db"));
        PreparedStatement object =
            database.prepareStatement(
                "INSERT INTO object (key, state, chunk_size, content_type, touched_at)"
                    + " VALUES ('private/left', 'WRITING', 65536, 'text/plain', ?)");
        PreparedStatement chunk =
            database.prepareStatement(
                "INSERT INTO chunk SELECT max(number), ?, zeroblob(?) FROM object")) {
      object.setLong(1, EpochNanos.of(touchedAt));
      object.executeUpdate();
      for (int from = 0; from < size; from += 65536) {
        chunk.setInt(1, from / 65536);
        chunk.setInt(2, Math.min(65536, size - from));
        chunk.executeUpdate();
      }
    }
  }
}
