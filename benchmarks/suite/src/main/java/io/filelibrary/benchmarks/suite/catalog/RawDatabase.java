package io.filelibrary.benchmarks.suite.catalog;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * A SQLite file with the least that files need: a row of some 200 bytes for an item, whose name is
 * unique in its folder, and a row for its bytes. The settings are those of the library's catalog.
 */
public final class RawDatabase {
  private static final int PAGE_BYTES = 4096;
  private static final int WRITER_CACHE = -16 << 10;
  private static final int LOG_PAGES = 2000;

  private final Path file;

  private RawDatabase(Path file) {
    this.file = file;
  }

  /** Creates an empty one. */
  public static RawDatabase create(Path file) throws SQLException {
    RawDatabase database = new RawDatabase(file);
    try (Connection connection = database.openWriter();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "CREATE TABLE item (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL, name TEXT NOT NULL,"
              + " created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, size INTEGER NOT NULL,"
              + " sha256 BLOB NOT NULL, details TEXT NOT NULL) STRICT");
      statement.executeUpdate("CREATE UNIQUE INDEX item_name ON item (parent, name)");
      statement.executeUpdate(
          "CREATE TABLE content (item INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT");
    }
    return database;
  }

  /** Opens a connection that writes; the caller closes it. */
  public Connection openWriter() throws SQLException {
    return openWriter(file);
  }

  /** Opens a connection that reads; the caller closes it. */
  public Connection openReader() throws SQLException {
    return openReader(file);
  }

  static Connection openWriter(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setPageSize(PAGE_BYTES);
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setCacheSize(WRITER_CACHE);
    config.setWalAutocheckpoint(LOG_PAGES);
    // Else the driver asks SQLite for the last row id after each insertion.
    config.setGetGeneratedKeys(false);
    return config.createConnection(url(file));
  }

  static Connection openReader(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    return config.createConnection(url(file));
  }

  private static String url(Path file) {
    return "jdbc:sqlite:" + file.toAbsolutePath().toUri();
  }
}
