package io.filelibrary.storage.sqlite;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.LongAdder;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteOpenMode;

/**
 * Opens connections to one file. The file itself is never opened but by SQLite: closing any other
 * descriptor of it would drop the locks that SQLite holds in this process.
 */
final class DatabaseFile {
  /** The first without the WAL-reset bug, by which two that move the log can damage it. */
  private static final String LEAST_VERSION = "3.51.3";

  private static final int KEPT_LOG_BYTES = 64 << 20;
  // Negative: so many KiB. Room for the inner pages of all indexes of some million rows.
  private static final int WRITER_CACHE = -16 << 10;
  // Each of the few readers has one, outside of the heap.
  private static final int READER_CACHE = -8 << 10;

  private final DatabaseSettings settings;
  private final String url;
  private final LongAdder statements = new LongAdder();

  DatabaseFile(DatabaseSettings settings) throws BackendException {
    this.settings = settings;
    Path file = settings.file().toAbsolutePath();
    if (!file.getFileSystem().equals(FileSystems.getDefault())) {
      throw new BackendException(
          Reason.MISCONFIGURED, "SQLite needs a file of the default file system, not " + file);
    }
    // As a URI, since the driver takes what follows a question mark in a plain path for options.
    this.url = "jdbc:sqlite:" + file.toUri();
  }

  DatabaseSettings settings() {
    return settings;
  }

  /** How many statements all connections have run, but for looks at the log. */
  long statements() {
    return statements.sum();
  }

  /**
   * Opens the connection that writes, and creates the file if it is absent. SQLite itself syncs the
   * folder with the first commit, as its log is new in it as well.
   */
  Session openWriter() throws BackendException {
    SQLiteConfig config = config();
    config.setPageSize(settings.pageSize());
    // With FULL each commit would sync the log before the next could begin. LogSync does it after
    // the commit instead; SQLite still syncs the log before it moves it, and its first page.
    config.setSynchronous(SynchronousMode.NORMAL);
    config.enforceForeignKeys(true);
    // The writer moves the log itself; see WriteAheadLog.
    config.setWalAutocheckpoint(0);
    config.setJournalSizeLimit(KEPT_LOG_BYTES);
    config.setCacheSize(WRITER_CACHE);
    // The former content of pages that a savepoint may want back; else in a file beyond 64 KiB.
    config.setTempStore(TempStore.MEMORY);
    Session session = open(config);
    try {
      // A plain fsync leaves bytes in the cache of the disk on macOS; elsewhere this is nothing.
      // The driver's own setting of this name sets a pragma that SQLite does not know.
      session.pragma("PRAGMA fullfsync = ON");
      return session;
    } catch (SQLException e) {
      closeAfter(e, session);
      throw SqlFailure.atOpen(e, settings.file().toString());
    }
  }

  /** Opens a connection that reads; the database is there. */
  Session openReader() throws BackendException {
    SQLiteConfig config = config();
    config.setReadOnly(true);
    config.setCacheSize(READER_CACHE);
    return open(config);
  }

  /**
   * Opens a connection that examines the database. It could write, and is given nothing to write:
   * to one that is opened to read SQLite tells of no row that a CHECK forbids.
   */
  Session openExaminer() throws BackendException {
    return open(config());
  }

  /** Turns the write-ahead log on, which stays with the file. */
  void useWriteAheadLog(Session writer) throws BackendException {
    Patience patience = new Patience(settings.busyTimeout());
    try {
      while (!JournalMode.WAL.name().equalsIgnoreCase(writer.pragma("PRAGMA journal_mode"))) {
        switchToWriteAheadLog(writer, patience);
      }
    } catch (SQLException e) {
      throw SqlFailure.atOpen(e, settings.file().toString());
    }
  }

  private void switchToWriteAheadLog(Session writer, Patience patience)
      throws SQLException, BackendException {
    try {
      String mode = writer.pragma("PRAGMA journal_mode = WAL");
      if (!JournalMode.WAL.name().equalsIgnoreCase(mode)) {
        throw new BackendException(
            Reason.MISCONFIGURED,
            settings.file() + " cannot have a write-ahead log; move it to a local disk");
      }
    } catch (SQLException e) {
      // Another process is opening the file as well: SQLite does not wait for this lock itself.
      if (!SqlFailure.isBusy(e) || !patience.pause()) {
        throw e;
      }
    }
  }

  private SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    // Or the driver prepares and runs a query for them after each INSERT.
    config.setGetGeneratedKeys(false);
    // One thread at a time uses a connection, and the driver sees to that as well: SQLite's own
    // locks would be taken some hundred times for each creation.
    config.setOpenMode(SQLiteOpenMode.NOMUTEX);
    config.setBusyTimeout(Math.toIntExact(settings.busyTimeout().toMillis()));
    return config;
  }

  private Session open(SQLiteConfig config) throws BackendException {
    try {
      Connection connection = config.createConnection(url);
      try {
        requireVersion(connection.unwrap(SQLiteConnection.class).libversion());
        return new Session(connection, statements);
      } catch (SQLException | BackendException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw SqlFailure.atOpen(e, settings.file().toString());
    }
  }

  /** Hosts pin versions of their own, and one that is older would pass every test. */
  static void requireVersion(String version) throws BackendException {
    if (Version.parse(version).compareTo(Version.parse(LEAST_VERSION)) < 0) {
      throw new BackendException(
          Reason.MISCONFIGURED,
          "SQLite "
              + version
              + " can damage a database; use sqlite-jdbc "
              + LEAST_VERSION
              + ".0 or later");
    }
  }

  private static void closeAfter(SQLException failure, Session session) {
    try {
      session.close();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }
}
