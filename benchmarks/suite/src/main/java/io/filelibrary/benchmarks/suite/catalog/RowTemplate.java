package io.filelibrary.benchmarks.suite.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inserts rows that are as one that the library wrote, but for some columns. So it knows only the
 * columns that differ, and goes on to work when a stored format gets more of them.
 */
final class RowTemplate implements AutoCloseable {
  private final List<String> columns = new ArrayList<>();
  private final PreparedStatement insert;

  /**
   * Takes a row for the template.
   *
   * @param where finds the row, with one parameter
   */
  RowTemplate(Connection connection, String table, String where, Object value) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement("SELECT * FROM " + table + " WHERE " + where)) {
      select.setObject(1, value);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("no row of " + table + " where " + where);
        }
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          columns.add(row.getMetaData().getColumnName(i));
          values.add(row.getObject(i));
        }
      }
    }
    String parameters = String.join(", ", columns.stream().map(column -> "?").toList());
    this.insert =
        connection.prepareStatement(
            "INSERT INTO "
                + table
                + " ("
                + String.join(", ", columns)
                + ") VALUES ("
                + parameters
                + ")");
    for (int i = 0; i < values.size(); i++) {
      insert.setObject(i + 1, values.get(i));
    }
  }

  /** Gives a column another value in this row and those after it. */
  RowTemplate with(String column, Object value) throws SQLException {
    int index = columns.indexOf(column);
    if (index < 0) {
      throw new SQLException("no column " + column + " among " + columns);
    }
    insert.setObject(index + 1, value);
    return this;
  }

  void insert() throws SQLException {
    insert.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    insert.close();
  }
}
