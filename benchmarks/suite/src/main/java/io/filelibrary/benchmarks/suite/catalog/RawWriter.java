package io.filelibrary.benchmarks.suite.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Writes rows of a raw database. Used by one thread. */
public final class RawWriter implements AutoCloseable {
  /** With the other columns, so much that a row has some 200 bytes. */
  private static final String DETAILS = "application/octet-stream;ada;COMPLETED;PRIVATE;".repeat(2);

  private static final byte[] HASH = new byte[32];

  private final Connection connection;
  private final PreparedStatement item;
  private final PreparedStatement content;
  private final PreparedStatement rename;
  private long next = 1;

  RawWriter(RawDatabase database) throws SQLException {
    this.connection = database.openWriter();
    this.item = connection.prepareStatement("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    this.content = connection.prepareStatement("INSERT INTO content VALUES (?, ?)");
    this.rename =
        connection.prepareStatement("UPDATE item SET name = ?, updated_at = ? WHERE id = ?");
    connection.setAutoCommit(false);
  }

  /** Writes a file's row and its bytes, and returns its id. */
  public long insert(long parent, String name, byte[] bytes) throws SQLException {
    long id = insertItem(parent, name, bytes.length);
    content.setLong(1, id);
    content.setBytes(2, bytes);
    content.executeUpdate();
    return id;
  }

  /** Writes the row of a file whose bytes are elsewhere, and returns its id. */
  public long insertItem(long parent, String name, long size) throws SQLException {
    long id = next++;
    item.setLong(1, id);
    item.setLong(2, parent);
    item.setString(3, name);
    item.setLong(4, System.nanoTime());
    item.setLong(5, System.nanoTime());
    item.setLong(6, size);
    item.setBytes(7, HASH);
    item.setString(8, DETAILS);
    item.executeUpdate();
    return id;
  }

  /** Changes the name of one item. */
  public void rename(long id, String name) throws SQLException {
    rename.setString(1, name);
    rename.setLong(2, System.nanoTime());
    rename.setLong(3, id);
    rename.executeUpdate();
  }

  /** Makes durable what was written. */
  public void commit() throws SQLException {
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    try (connection;
        item;
        content;
        rename) {
      // Statements before their connection.
    }
  }
}
