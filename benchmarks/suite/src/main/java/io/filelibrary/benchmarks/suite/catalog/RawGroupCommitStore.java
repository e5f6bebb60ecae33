package io.filelibrary.benchmarks.suite.catalog;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The limit of several threads: one thread commits for all that wait. */
public final class RawGroupCommitStore extends RawStore {
  private @Nullable RawGroupCommit committer;

  /** A store that is not open yet. */
  public RawGroupCommitStore() {}

  @Override
  public String title() {
    return "limit: SQLite, row and blob, group commit";
  }

  @Override
  void open(RawDatabase database) throws SQLException {
    committer = new RawGroupCommit(database);
  }

  @Override
  long commit(RawGroupCommit.Rows rows) {
    return Objects.requireNonNull(committer).insert(rows);
  }

  @Override
  public void close() throws IOException {
    super.close();
    RawGroupCommit opened = committer;
    try (opened) {
      // Closed last, as the connection that writes.
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
