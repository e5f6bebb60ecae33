package io.filelibrary.benchmarks.suite.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Reads of a raw database by key, on a connection for each thread. */
final class RawReads implements AutoCloseable {
  private final RawDatabase database;
  private final Queue<Reader> free = new ConcurrentLinkedQueue<>();

  RawReads(RawDatabase database) {
    this.database = database;
  }

  /** Reads the bytes of a file. */
  byte[] bytes(long id) throws SQLException {
    Reader reader = take();
    try {
      return reader.bytes(id);
    } finally {
      free.add(reader);
    }
  }

  /** Reads all columns of an item. */
  void item(long id) throws SQLException {
    Reader reader = take();
    try {
      reader.item(id);
    } finally {
      free.add(reader);
    }
  }

  /** As many readers as threads ever read at once: threads of one turn end with it. */
  private Reader take() throws SQLException {
    Reader reader = free.poll();
    return reader == null ? new Reader(database.openReader()) : reader;
  }

  @Override
  public void close() throws SQLException {
    for (Reader reader = free.poll(); reader != null; reader = free.poll()) {
      reader.connection.close();
    }
  }

  /** One connection and its statements. */
  private static final class Reader {
    private final Connection connection;
    private final PreparedStatement bytes;
    private final PreparedStatement item;

    Reader(Connection connection) throws SQLException {
      this.connection = connection;
      this.bytes = connection.prepareStatement("SELECT bytes FROM content WHERE item = ?");
      this.item = connection.prepareStatement("SELECT * FROM item WHERE id = ?");
    }

    byte[] bytes(long id) throws SQLException {
      bytes.setLong(1, id);
      try (ResultSet rows = bytes.executeQuery()) {
        if (!rows.next()) {
          throw new SQLException("no bytes of " + id);
        }
        return rows.getBytes(1);
      }
    }

    void item(long id) throws SQLException {
      item.setLong(1, id);
      try (ResultSet rows = item.executeQuery()) {
        if (!rows.next()) {
          throw new SQLException("no item " + id);
        }
        rows.getLong(1);
        rows.getLong(2);
        rows.getString(3);
        rows.getLong(4);
        rows.getLong(5);
        rows.getLong(6);
        rows.getBytes(7);
        rows.getString(8);
      }
    }
  }
}
