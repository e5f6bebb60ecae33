package io.filelibrary.storage.sqlite;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import java.sql.SQLException;
import java.util.List;

/**
 * The stored format of one kind of database: who it belongs to, and the statements that lead from
 * each version to the next. The file carries both, as {@code application_id} and {@code
 * user_version}.
 */
final class Schema {
  private final int applicationId;
  private final String product;
  private final List<List<String>> migrations;

  /**
   * Describes a format.
   *
   * @param applicationId marks the files of this kind
   * @param product what such a file is, for messages
   * @param migrations the statements that make version 1, those that make version 2 of it, ...
   */
  Schema(int applicationId, String product, List<List<String>> migrations) {
    this.applicationId = applicationId;
    this.product = product;
    this.migrations = migrations;
  }

  /** The version that this code reads and writes. */
  int version() {
    return migrations.size();
  }

  /** Creates the tables, or brings them up to date, in one transaction; refuses other files. */
  void prepare(DatabaseFile file, Session writer) throws BackendException {
    try {
      int found = checkedVersion(file, writer);
      file.useWriteAheadLog(writer);
      if (found < version()) {
        migrate(file, writer);
      }
    } catch (SQLException e) {
      throw SqlFailure.atOpen(e, file.settings().file().toString());
    }
  }

  /** Tables that others refer to are replaced, which foreign keys forbid while they are checked. */
  private void migrate(DatabaseFile file, Session writer) throws SQLException, BackendException {
    writer.pragma("PRAGMA foreign_keys = OFF");
    try {
      migrateUnchecked(file, writer);
    } finally {
      writer.pragma("PRAGMA foreign_keys = ON");
    }
  }

  private void migrateUnchecked(DatabaseFile file, Session writer)
      throws SQLException, BackendException {
    writer.beginWork();
    writer.begin(file.settings().busyTimeout(), "BEGIN IMMEDIATE");
    try {
      for (List<String> statements : migrations.subList(storedVersion(file, writer), version())) {
        for (String statement : statements) {
          writer.update(statement);
        }
      }
      writer.pragma("PRAGMA application_id = " + applicationId);
      writer.pragma("PRAGMA user_version = " + version());
      writer.control("COMMIT");
    } catch (SQLException | BackendException | RuntimeException e) {
      writer.rollback();
      throw e;
    }
  }

  /** Looks before anything is changed, at one snapshot. */
  private int checkedVersion(DatabaseFile file, Session writer)
      throws SQLException, BackendException {
    writer.begin(file.settings().busyTimeout(), "BEGIN");
    try {
      return storedVersion(file, writer);
    } finally {
      writer.rollback();
    }
  }

  /** The version of the file, 0 if it is empty, read within one transaction. */
  private int storedVersion(DatabaseFile file, Session writer)
      throws SQLException, BackendException {
    int owner = Integer.parseInt(writer.pragma("PRAGMA application_id"));
    int version = Integer.parseInt(writer.pragma("PRAGMA user_version"));
    boolean empty = writer.pragma("SELECT count(*) FROM sqlite_schema").equals("0");
    if (owner == 0 && version == 0 && empty) {
      return 0;
    }
    if (owner != applicationId || version < 1) {
      throw new BackendException(
          Reason.MISCONFIGURED,
          file.settings().file() + " is not a " + product + "; choose another file");
    }
    if (version > version()) {
      throw new BackendException(
          Reason.MISCONFIGURED,
          file.settings().file()
              + (" has format version " + version + ", and this release reads up to " + version())
              + "; use a newer release");
    }
    return version;
  }
}
