package io.filelibrary.storage.sqlite;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection with the statements it has prepared. One thread uses it at a time.
 *
 * <p>Once a statement has failed, every other fails alike until {@link #beginWork}: SQLite may have
 * rolled the transaction back, and what came after would then be committed on its own.
 */
final class Session implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  /** A row's own pages and those of its indexes, in bytes, some shared with other rows. */
  private static final long BYTES_OF_UPDATE = 3 * 4096;

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final KnownRows known = new KnownRows();
  private final LongAdder run;
  private @Nullable BackendException failure;
  private boolean adding;
  private long written;
  private @Nullable ResultSet snapshot;

  /** Takes over a connection; counts the statements that are run on it. */
  Session(Connection connection, LongAdder run) throws SQLException {
    this.connection = connection;
    this.run = run;
    // Transactions are begun and ended by statements. With the driver's automatic commit it would
    // try a BEGIN of its own after each of them, so leave it, and end what that begins.
    connection.setAutoCommit(false);
    control("COMMIT");
  }

  /** Forgets the failure of the work before. */
  void beginWork() {
    failure = null;
    adding = false;
  }

  /** The first failure since {@link #beginWork}, even if the work has caught it. */
  Optional<BackendException> failure() {
    return Optional.ofNullable(failure);
  }

  /** Runs a statement that is not a part of any work, and passes over its result. */
  void control(String sql) throws SQLException {
    try {
      PreparedStatement statement = prepared(sql);
      if (statement.execute()) {
        statement.getResultSet().close();
      }
    } catch (SQLException e) {
      forget(sql);
      throw e;
    }
  }

  /**
   * Begins a transaction by a statement; waits so long for other processes. Its snapshot is that of
   * now: SQLite takes that of the first read, which is done here.
   */
  void begin(Duration limit, String statement) throws SQLException {
    whenFree(
        limit,
        () -> {
          control(statement);
          try (ResultSet version = dataVersion()) {
            known.keepAt(version.getLong(1));
          }
        });
  }

  /**
   * Takes a snapshot to read, which lasts until {@link #dropSnapshot}; waits so long for other
   * processes. A query that is not at its end holds a read transaction, and so the snapshot of all
   * queries beside it, without the two statements that would begin and end one.
   */
  void takeSnapshot(Duration limit) throws SQLException {
    whenFree(
        limit,
        () -> {
          ResultSet version = dataVersion();
          snapshot = version;
          known.keepAt(version.getLong(1));
        });
  }

  /** Ends the read transaction; nothing happens if there is none. */
  void dropSnapshot() throws SQLException {
    ResultSet held = snapshot;
    if (held != null) {
      snapshot = null;
      held.close();
    }
  }

  /** Ends the transaction, and returns whether there still was one to roll back. */
  boolean rollback() {
    known.clear();
    try {
      control("ROLLBACK");
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /**
   * Runs a PRAGMA. It is prepared each time, since many take effect while they are prepared.
   *
   * @return the first column of its first row, or an empty text where there is none
   */
  String pragma(String sql) throws SQLException {
    run.increment();
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet results = statement.getResultSet()) {
        return results.next() ? results.getString(1) : "";
      }
    }
  }

  /**
   * Runs a PRAGMA of the log, and returns how many pages that has. It is not counted, as it is of
   * no work: the writer looks at the log when the callers have their answers.
   */
  long pages(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      return results.next() ? results.getLong(2) : 0;
    }
  }

  /** About how many bytes all updates so far have added to the log. */
  long written() {
    return written;
  }

  /** Counts what a statement has copied, which is not among its values. */
  void addWritten(long bytes) {
    written += bytes;
  }

  /** The rows that need not be read again. */
  KnownRows known() {
    return known;
  }

  /** Takes note that the work adds something, rather than changing or deleting what there is. */
  void markAdding() {
    adding = true;
  }

  /** Whether the work adds something. */
  boolean isAdding() {
    return adding;
  }

  /** Runs a statement that changes rows, and returns how many. */
  int update(String sql, @Nullable Object... values) throws BackendException {
    rejectAfterFailure();
    written += BYTES_OF_UPDATE + sizeOfBlobs(values);
    try {
      return bound(sql, values).executeUpdate();
    } catch (SQLException e) {
      forget(sql);
      throw failed(SqlFailure.of(e));
    }
  }

  /** Returns all rows of a query. */
  <T> List<T> list(RowMapper<T> mapper, String sql, @Nullable Object... values)
      throws BackendException {
    rejectAfterFailure();
    try (ResultSet results = bound(sql, values).executeQuery()) {
      List<T> rows = new ArrayList<>();
      Row row = new Row(results);
      while (row.advance()) {
        rows.add(mapper.map(row));
      }
      return rows;
    } catch (SQLException e) {
      forget(sql);
      throw failed(SqlFailure.of(e));
    } catch (RuntimeException e) {
      // The values check themselves: one that this library did not write is refused here.
      String message = "a stored row is damaged: " + e.getMessage();
      throw failed(new BackendException(Reason.CORRUPT, Effect.NONE, message, e));
    }
  }

  /** Returns the only row of a query that has one at most. */
  <T> Optional<T> first(RowMapper<T> mapper, String sql, @Nullable Object... values)
      throws BackendException {
    List<T> rows = list(mapper, sql, values);
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
  }

  /** A constraint that no table holds; it ends the work as any other does. */
  BackendException refused(String rule) {
    return failed(new BackendException(Reason.CONSTRAINT, rule));
  }

  /** Closes the connection, which rolls back what is not committed. */
  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** Begins something, again and again while another process is in the way. */
  private void whenFree(Duration limit, Beginning beginning) throws SQLException {
    Patience patience = new Patience(limit);
    while (true) {
      try {
        beginning.run();
        return;
      } catch (SQLException e) {
        rollback();
        if (!SqlFailure.isBusy(e) || !patience.pause()) {
          throw e;
        }
      }
    }
  }

  private interface Beginning {
    void run() throws SQLException;
  }

  /** Asks for a number that is another one once another connection has committed. */
  private ResultSet dataVersion() throws SQLException {
    String sql = "PRAGMA data_version";
    try {
      ResultSet results = prepared(sql).executeQuery();
      results.next();
      return results;
    } catch (SQLException e) {
      forget(sql);
      throw e;
    }
  }

  private void rejectAfterFailure() throws BackendException {
    if (failure != null) {
      throw failure;
    }
  }

  private BackendException failed(BackendException cause) {
    failure = cause;
    return cause;
  }

  /** Drops a statement that has failed: after some errors the driver does not run it again. */
  private void forget(String sql) {
    PreparedStatement statement = statements.remove(sql);
    if (statement != null) {
      try {
        statement.close();
      } catch (SQLException e) {
        LOG.debug("a statement that failed could not be closed", e);
      }
    }
  }

  private static long sizeOfBlobs(@Nullable Object... values) {
    long size = 0;
    for (Object value : values) {
      size += value instanceof byte[] blob ? blob.length : 0;
    }
    return size;
  }

  private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = prepared(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  /** A statement that is run next. */
  private PreparedStatement prepared(String sql) throws SQLException {
    run.increment();
    PreparedStatement known = statements.get(sql);
    if (known != null) {
      return known;
    }
    PreparedStatement fresh = connection.prepareStatement(sql);
    statements.put(sql, fresh);
    return fresh;
  }
}
