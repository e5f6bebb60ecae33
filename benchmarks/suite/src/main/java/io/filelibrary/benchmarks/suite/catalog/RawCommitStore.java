package io.filelibrary.benchmarks.suite.catalog;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The limit of one thread: each creation commits by itself. */
public final class RawCommitStore extends RawStore {
  private @Nullable RawWriter writer;

  /** A store that is not open yet. */
  public RawCommitStore() {}

  @Override
  public String title() {
    return "limit: SQLite, row and blob, a commit each";
  }

  @Override
  void open(RawDatabase database) throws SQLException {
    writer = new RawWriter(database);
  }

  @Override
  synchronized long commit(RawGroupCommit.Rows rows) throws SQLException {
    RawWriter opened = Objects.requireNonNull(writer);
    long id = rows.insert(opened);
    opened.commit();
    return id;
  }

  @Override
  public void close() throws IOException {
    super.close();
    RawWriter opened = writer;
    try (opened) {
      // Closed last, as the connection that writes.
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
