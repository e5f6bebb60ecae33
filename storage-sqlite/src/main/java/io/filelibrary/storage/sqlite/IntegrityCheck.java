package io.filelibrary.storage.sqlite;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What SQLite finds broken in its file. */
final class IntegrityCheck {
  private static final int MOST_LINES = 100;

  private static final String PAGES_AND_INDEXES = "PRAGMA integrity_check(" + MOST_LINES + ")";

  /** One line for each kind of reference, as there can be as many broken ones as rows. */
  private static final String FOREIGN_KEYS =
      "SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check"
          + " GROUP BY \"table\", parent, fkid ORDER BY \"table\", parent, fkid";

  private final Database database;

  IntegrityCheck(Database database) {
    this.database = database;
  }

  /** Returns a line for each fault, as many as there may be. */
  List<String> run() throws BackendException {
    List<String> lines = new ArrayList<>();
    lines.addAll(answer(Row::text, PAGES_AND_INDEXES));
    lines.remove("ok");
    lines.addAll(answer(IntegrityCheck::reference, FOREIGN_KEYS));
    return lines.stream().flatMap(String::lines).limit(MOST_LINES).toList();
  }

  /** A file may be damaged so that the check itself fails, which is an answer too. */
  private List<String> answer(RowMapper<String> mapper, String sql) throws BackendException {
    try {
      return database.examine(session -> session.list(mapper, sql));
    } catch (BackendException e) {
      if (e.reason() == Reason.CORRUPT) {
        return List.of("the check ended early: " + e.getMessage());
      }
      throw e;
    }
  }

  private static String reference(Row row) throws SQLException {
    String table = row.text();
    String parent = row.text();
    return row.number()
        + " rows of "
        + table
        + " refer to rows of "
        + parent
        + " that are not there";
  }
}
