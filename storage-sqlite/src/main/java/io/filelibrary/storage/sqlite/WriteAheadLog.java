package io.filelibrary.storage.sqlite;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import java.nio.file.Path;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of a database, which is moved into it when it has become long. SQLite would do so by
 * itself, and say nothing when a sync of the log fails at that: the commits without a sync that are
 * in the log could then be missing on the disk, and with them every later commit, synced or not, as
 * the log is read up to its first gap. Used by one thread at a time.
 */
final class WriteAheadLog {
  private static final Logger LOG = LoggerFactory.getLogger(WriteAheadLog.class);
  private static final int LONG_PAGES = 2000;

  private final DatabaseFile file;
  private final Session session;
  private final LogSync sync;

  WriteAheadLog(DatabaseFile file, Session session, LogSync sync) {
    this.file = file;
    this.session = session;
    this.sync = sync;
  }

  /** The file that SQLite keeps beside a database. */
  static Path fileOf(DatabaseSettings settings) {
    Path database = settings.file().toAbsolutePath();
    return database.resolveSibling(database.getFileName() + "-wal");
  }

  /** How many bytes of pages the log has when it is moved, unless readers hold it. */
  static long longBytes(DatabaseSettings settings) {
    return (long) LONG_PAGES * settings.pageSize();
  }

  /**
   * Takes note of a failure of the disk. What was written since the last sync may be in the log or
   * not, and a later sync would not report it again.
   */
  void doubt(SQLException cause) {
    LOG.warn("the log of {} is in doubt", file.settings().file(), cause);
    sync.doubt(cause);
  }

  /**
   * Moves all of the log into the database and empties it, if it is in doubt: SQLite reads what was
   * written, and so writes and syncs it anew, in another file.
   */
  void settle() throws SQLException, BackendException {
    if (!sync.isInDoubt()) {
      return;
    }
    // What a defect has left open.
    session.rollback();
    if (!isEmptied()) {
      throw new BackendException(
          Reason.UNAVAILABLE, "the write-ahead log is in doubt after a disk error; call again");
    }
    sync.settled();
  }

  private boolean isEmptied() throws SQLException {
    String statement = "PRAGMA wal_checkpoint(TRUNCATE)";
    try {
      return session.pragma(statement).equals("0");
    } catch (SQLException e) {
      if (!SqlFailure.isDiskError(e)) {
        throw e;
      }
      // Linux tells SQLite of the failure too that LogSync was told of, as it has a file of its
      // own.
      return session.pragma(statement).equals("0");
    }
  }

  /** Moves what can be moved if the log is long, and not in doubt: then it is settled first. */
  void moveIfLong() {
    if (sync.isInDoubt()) {
      return;
    }
    try {
      if (session.pages("PRAGMA wal_checkpoint(NOOP)") >= LONG_PAGES) {
        move();
      }
    } catch (SQLException e) {
      LOG.warn("the length of the log of {} is not known", file.settings().file(), e);
    }
  }

  /** Moves what no reader holds, so that the log can begin anew in the room that it has. */
  void move() {
    try {
      session.pragma("PRAGMA wal_checkpoint(PASSIVE)");
    } catch (SQLException e) {
      if (SqlFailure.isDiskError(e)) {
        doubt(e);
      } else {
        // Of a full disk or a lock; all is still in the log.
        LOG.debug("the log of {} was not moved", file.settings().file(), e);
      }
    }
  }
}
