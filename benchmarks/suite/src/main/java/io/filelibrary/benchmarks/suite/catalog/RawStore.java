package io.filelibrary.benchmarks.suite.catalog;

import io.filelibrary.benchmarks.harness.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A raw database as a store, whatever way it commits. Its fields are there once it is open. */
abstract class RawStore implements Store {
  private static final long TOP = 0;

  private final Map<String, Long> folders = new ConcurrentHashMap<>();
  private @Nullable RawReads reads;
  private @Nullable Connection listing;
  private @Nullable PreparedStatement page;

  /** Opens what commits. */
  abstract void open(RawDatabase database) throws SQLException;

  /** Writes rows, and returns what they return when they are durable. */
  abstract long commit(RawGroupCommit.Rows rows) throws SQLException;

  @Override
  public final void open(Path directory) throws SQLException {
    RawDatabase database = RawDatabase.create(directory.resolve("raw.db"));
    open(database);
    reads = new RawReads(database);
    Connection reader = database.openReader();
    listing = reader;
    page = reader.prepareStatement("SELECT * FROM item WHERE parent = ? ORDER BY name LIMIT ?");
  }

  @Override
  public final void createFolder(String name) throws SQLException {
    folders.put(name, commit(writer -> writer.insertItem(TOP, name, 0)));
  }

  @Override
  public final String create(String folder, String name, byte[] bytes) throws SQLException {
    long parent = idOf(folder);
    return Long.toString(commit(writer -> writer.insert(parent, name, bytes)));
  }

  @Override
  public final byte[] read(String handle) throws SQLException {
    return Objects.requireNonNull(reads).bytes(Long.parseLong(handle));
  }

  @Override
  public final List<String> firstPage(String folder, int limit) throws SQLException {
    PreparedStatement query = Objects.requireNonNull(page);
    query.setLong(1, idOf(folder));
    query.setInt(2, limit);
    List<String> names = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        names.add(rows.getString("name"));
      }
    }
    return names;
  }

  @Override
  public final void move(String folder, String target) throws SQLException {
    long id = idOf(folder);
    commit(
        writer -> {
          writer.rename(id, target);
          return id;
        });
    folders.remove(folder);
    folders.put(target, id);
  }

  @Override
  public void close() throws IOException {
    RawReads opened = reads;
    Connection connection = listing;
    try (opened;
        connection) {
      // Both are closed, whichever fails.
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private long idOf(String folder) {
    return Objects.requireNonNull(folders.get(folder), folder);
  }
}
