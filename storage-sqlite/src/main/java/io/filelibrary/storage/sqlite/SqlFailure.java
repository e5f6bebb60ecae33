package io.filelibrary.storage.sqlite;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's result codes mean to the library. */
final class SqlFailure {
  private static final int PRIMARY_CODE = 0xFF;

  private SqlFailure() {}

  /** The failure of a statement whose transaction is rolled back. */
  static BackendException of(SQLException failure) {
    return of(failure, Effect.NONE);
  }

  static BackendException of(SQLException failure, Effect effect) {
    return new BackendException(reason(failure), effect, message(failure), failure);
  }

  /** The failure of opening a file, which is a matter of configuration. */
  static BackendException atOpen(SQLException failure, String file) {
    return switch (primary(failure)) {
      case SQLITE_NOTADB ->
          misconfigured(failure, file + " is not an SQLite database; choose another file");
      case SQLITE_CANTOPEN ->
          misconfigured(
              failure, "cannot open " + file + "; its folder must exist, and be writable");
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
          misconfigured(failure, file + " cannot be written; give this process the permission");
      default -> of(failure);
    };
  }

  /** The failure of a work that would add to a database which has no room to grow. */
  static BackendException noRoomToAdd() {
    return new BackendException(
        Reason.STORAGE_FULL,
        "no room is left on the disk of the database; free some, or delete something, and call"
            + " again");
  }

  static boolean isBusy(SQLException failure) {
    return switch (primary(failure)) {
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> true;
      default -> false;
    };
  }

  static boolean isDiskFull(SQLException failure) {
    return primary(failure) == SQLiteErrorCode.SQLITE_FULL;
  }

  /** Whether the disk failed, so that what reached it is not known. */
  static boolean isDiskError(SQLException failure) {
    return primary(failure) == SQLiteErrorCode.SQLITE_IOERR;
  }

  private static BackendException misconfigured(SQLException failure, String message) {
    return new BackendException(Reason.MISCONFIGURED, Effect.NONE, message, failure);
  }

  private static Reason reason(SQLException failure) {
    return switch (primary(failure)) {
      case SQLITE_CONSTRAINT, SQLITE_TOOBIG, SQLITE_MISMATCH -> Reason.CONSTRAINT;
      case SQLITE_FULL -> Reason.STORAGE_FULL;
      case SQLITE_CORRUPT, SQLITE_NOTADB -> Reason.CORRUPT;
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH -> Reason.DENIED;
      default -> Reason.UNAVAILABLE;
    };
  }

  private static String message(SQLException failure) {
    return switch (primary(failure)) {
      case SQLITE_FULL -> "no room is left for the database; free some and call again";
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL ->
          "another process holds the database; call again";
      default -> "SQLite: " + failure.getMessage();
    };
  }

  private static SQLiteErrorCode primary(SQLException failure) {
    if (failure instanceof SQLiteException sqlite) {
      return SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PRIMARY_CODE);
    }
    return SQLiteErrorCode.UNKNOWN_ERROR;
  }
}
