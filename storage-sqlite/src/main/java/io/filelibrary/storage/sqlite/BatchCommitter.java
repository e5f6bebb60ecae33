package io.filelibrary.storage.sqlite;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits batches of works, each batch in one transaction and each work in a savepoint of it. Used
 * by the writer's thread alone.
 */
final class BatchCommitter {
  private static final Logger LOG = LoggerFactory.getLogger(BatchCommitter.class);

  private final DatabaseFile file;
  private final Session session;
  private boolean synchronousFull = true;
  private boolean logInDoubt;
  private volatile CommitMetrics metrics = CommitMetrics.NONE;

  /** Takes over the connection that writes. */
  BatchCommitter(DatabaseFile file, Session session) {
    this.file = file;
    this.session = session;
  }

  CommitMetrics metrics() {
    return metrics;
  }

  /** Runs the works, commits them, and releases every caller with the outcome. */
  void commit(List<QueuedWork<?>> batch) {
    List<QueuedWork<?>> works = batch;
    while (!works.isEmpty()) {
      works = attempt(works);
    }
  }

  /** Closes the connection, which moves the log into the database if no other is left. */
  void close() throws SQLException {
    session.close();
  }

  /** Returns the works that have to run again. */
  private List<QueuedWork<?>> attempt(List<QueuedWork<?>> works) {
    boolean durable = works.stream().anyMatch(QueuedWork::isDurable);
    try {
      makeReady(durable);
      session.begin(file.settings().busyTimeout(), "BEGIN IMMEDIATE");
    } catch (SQLException e) {
      works.forEach(work -> work.fail(() -> SqlFailure.of(e)));
      return List.of();
    } catch (BackendException e) {
      works.forEach(work -> work.fail(() -> copy(e)));
      return List.of();
    }
    for (QueuedWork<?> work : works) {
      if (!runInSavepoint(work)) {
        return withdrawn(works, work);
      }
    }
    end(works, durable);
    return List.of();
  }

  /** Returns whether the transaction goes on: SQLite rolls all of it back on some errors. */
  private boolean runInSavepoint(QueuedWork<?> work) {
    work.reset();
    try {
      session.control("SAVEPOINT work");
      work.run(session);
      if (work.hasFailed()) {
        session.control("ROLLBACK TO work");
      }
      session.control("RELEASE work");
      return true;
    } catch (SQLException e) {
      if (!work.hasFailed()) {
        work.fail(() -> SqlFailure.of(e));
      }
      return false;
    }
  }

  /** Takes the work that broke a transaction out of its batch; the others did nothing wrong. */
  private List<QueuedWork<?>> withdrawn(List<QueuedWork<?>> works, QueuedWork<?> broken) {
    session.rollback();
    metrics = metrics.plusRolledBack(1);
    broken.release();
    List<QueuedWork<?>> others = new ArrayList<>(works);
    others.remove(broken);
    return others;
  }

  private void end(List<QueuedWork<?>> works, boolean durable) {
    int failed = (int) works.stream().filter(QueuedWork::hasFailed).count();
    int succeeded = works.size() - failed;
    try {
      session.control(succeeded == 0 ? "ROLLBACK" : "COMMIT");
    } catch (SQLException e) {
      commitFailed(works, e);
      return;
    }
    metrics = metrics.plusRolledBack(failed);
    if (succeeded > 0) {
      metrics = metrics.plusCommit(succeeded, durable);
    }
    works.forEach(QueuedWork::release);
  }

  private void commitFailed(List<QueuedWork<?>> works, SQLException cause) {
    boolean rolledBack = session.rollback();
    boolean harmless =
        SqlFailure.isDiskFull(cause) || (rolledBack && !SqlFailure.isDiskError(cause));
    if (!harmless) {
      LOG.warn("a commit to {} failed at the disk", file.settings().file(), cause);
      // The frames of a commit whose sync failed may be in the log or not, and a later sync would
      // not report it again.
      logInDoubt = true;
    }
    metrics = metrics.plusRolledBack(works.size());
    Effect effect = harmless ? Effect.NONE : Effect.UNKNOWN;
    works.forEach(work -> work.fail(() -> SqlFailure.of(cause, effect)));
  }

  private void makeReady(boolean durable) throws SQLException, BackendException {
    if (logInDoubt) {
      moveLogIntoDatabase();
    }
    if (synchronousFull != durable) {
      // Not within a transaction. FULL syncs the log at each commit, NORMAL only before it moves
      // the log into the database: so a later FULL commit makes it durable as well.
      session.pragma("PRAGMA synchronous = " + (durable ? "FULL" : "NORMAL"));
      synchronousFull = durable;
    }
  }

  private void moveLogIntoDatabase() throws SQLException, BackendException {
    if (!session.pragma("PRAGMA wal_checkpoint(TRUNCATE)").equals("0")) {
      throw new BackendException(
          Reason.UNAVAILABLE, "the write-ahead log is in doubt after a disk error; call again");
    }
    logInDoubt = false;
  }

  /** One for each caller, whose stack trace it may be given. */
  private static BackendException copy(BackendException failure) {
    return new BackendException(
        failure.reason(), failure.effect(), String.valueOf(failure.getMessage()), failure);
  }
}
