package io.filelibrary.benchmarks.suite.catalog;

import io.filelibrary.model.ItemId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The children of a folder by name, by plain SQL on the library's own catalog: the same rows from
 * the same pages of the same file, all columns of them, and nothing made of them.
 */
final class RawListing implements AutoCloseable {
  private static final int NAME_KEY = 8;

  private final Connection connection;
  private final PreparedStatement page;
  private final byte[] parent;

  RawListing(Path catalog, ItemId folder) throws SQLException {
    this.connection = RawDatabase.openReader(catalog);
    this.page =
        connection.prepareStatement(
            "SELECT id, kind, state, parent, home, since, name, name_key, created_at, created_by,"
                + " updated_at, updated_by, revision, visibility, attributes, link_url,"
                + " file_status, size, content_type, version, content, sha256, encrypted"
                + " FROM item INDEXED BY item_name WHERE channel = 1 AND parent = ?"
                + " AND state = 'LIVING' AND name_key > ? ORDER BY name_key LIMIT ?");
    this.parent = GeneratedRows.bytes(folder.value());
  }

  /** Reads a page, and returns the name key of its last row if the page is full. */
  Optional<String> page(String after, int limit) throws SQLException {
    page.setBytes(1, parent);
    page.setString(2, after);
    page.setInt(3, limit);
    String last = after;
    int count = 0;
    try (ResultSet rows = page.executeQuery()) {
      while (rows.next()) {
        last = read(rows);
        count++;
      }
    }
    return count == limit ? Optional.of(last) : Optional.empty();
  }

  /** Reads the whole folder, page by page. */
  void scan(int limit) throws SQLException {
    Optional<String> after = Optional.of("");
    while (after.isPresent()) {
      after = page(after.get(), limit);
    }
  }

  /** Reads all columns as what they are, and returns the name key. */
  private static String read(ResultSet row) throws SQLException {
    row.getBytes(1);
    row.getString(2);
    row.getString(3);
    row.getBytes(4);
    row.getBytes(5);
    row.getLong(6);
    row.getString(7);
    row.getLong(9);
    row.getString(10);
    row.getLong(11);
    row.getString(12);
    row.getLong(13);
    row.getString(14);
    row.getString(15);
    row.getString(16);
    row.getString(17);
    row.getLong(18);
    row.getString(19);
    row.getLong(20);
    row.getString(21);
    row.getBytes(22);
    row.getLong(23);
    return row.getString(NAME_KEY);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
