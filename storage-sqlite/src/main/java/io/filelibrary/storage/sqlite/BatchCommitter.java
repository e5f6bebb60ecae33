package io.filelibrary.storage.sqlite;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits batches of works, each batch in one transaction. A work that fails takes nothing with it:
 * if there are others, all of the batch runs again, each work in a savepoint. Savepoints cost a
 * copy of each page that a work changes, so batches do without them until works fail. Used by one
 * thread at a time.
 */
final class BatchCommitter {
  private static final Logger LOG = LoggerFactory.getLogger(BatchCommitter.class);

  /** So many batches after one with a failed work have savepoints, as failures come together. */
  private static final int CAREFUL_BATCHES = 64;

  /** The log is looked at when it may have grown by so much; the reserve has room for that too. */
  private static final long BYTES_BETWEEN_LOOKS = Reserve.STEP;

  private final DatabaseFile file;
  private final Session session;
  private final LogSync sync;
  private final WriteAheadLog log;
  private final Reserve reserve;
  private boolean roomWasMade;
  private int carefulBatches;
  private long writtenAtLook;
  private volatile boolean untidy;
  private volatile CommitMetrics metrics = CommitMetrics.NONE;

  /** Takes over the connection that writes. */
  BatchCommitter(DatabaseFile file, Session session, LogSync sync, Reserve reserve) {
    this.file = file;
    this.session = session;
    this.sync = sync;
    this.log = new WriteAheadLog(file, session, sync);
    this.reserve = reserve;
  }

  CommitMetrics metrics() {
    return metrics;
  }

  /** Works that come while a batch is held open. */
  interface Arrivals {
    /** Nothing comes any more. */
    Arrivals NONE = room -> List.of();

    /** Waits for works, so many at most; returns none when the batch need not be open any more. */
    List<QueuedWork<?>> next(int room);
  }

  /**
   * Runs works and commits them; their callers are answered once that is durable. While the sync of
   * the commit before lasts, none of that is: so the batch is held open, and what comes is added to
   * it. An empty batch is fine.
   */
  void commit(List<QueuedWork<?>> batch, Arrivals arrivals) {
    roomWasMade = false;
    carefulBatches = Math.max(0, carefulBatches - 1);
    List<QueuedWork<?>> works = batch.isEmpty() ? batch : attempt(batch, arrivals);
    while (!works.isEmpty()) {
      works = attempt(works, Arrivals.NONE);
    }
    untidy = reserve.isShortOfRoom() || session.written() - writtenAtLook >= BYTES_BETWEEN_LOOKS;
  }

  /** Whether it is time to look after the log and the reserve. */
  boolean isUntidy() {
    return untidy;
  }

  /** Looks after the log and the reserve, if it is time to. */
  void tidy() {
    if (!untidy) {
      return;
    }
    writtenAtLook = session.written();
    untidy = false;
    try {
      log.moveIfLong();
      reserve.fill();
    } catch (RuntimeException e) {
      // The works are committed, and their callers answered or soon to be.
      LOG.error("the log of {} could not be looked at", file.settings().file(), e);
    }
  }

  /**
   * Ends the transaction of a batch that a defect or the lack of memory has stopped half-way. If
   * that was after the commit, nobody is going to sync it.
   */
  void abandon(Throwable cause) {
    try {
      session.rollback();
    } finally {
      sync.doubt(cause);
    }
  }

  /** Closes the connection, which moves the log into the database if no other is left. */
  void close() throws SQLException {
    session.close();
  }

  /** Returns the works that have to run again, with those that have come meanwhile. */
  private List<QueuedWork<?>> attempt(List<QueuedWork<?>> works, Arrivals arrivals) {
    boolean durable = works.stream().anyMatch(QueuedWork::isDurable);
    try {
      log.settle();
      session.begin(file.settings().busyTimeout(), "BEGIN IMMEDIATE");
    } catch (SQLException e) {
      if (SqlFailure.isDiskFull(e) && makesRoom()) {
        return works;
      }
      works.forEach(work -> work.fail(() -> SqlFailure.of(e)));
      return List.of();
    } catch (BackendException e) {
      works.forEach(work -> work.fail(() -> copy(e)));
      return List.of();
    }
    boolean careful = carefulBatches > 0 || reserve.isShortOfRoom();
    for (int next = 0; next < works.size(); next++) {
      QueuedWork<?> work = works.get(next);
      if (careful && !runInSavepoint(work)) {
        return withdrawn(works, work);
      }
      if (!careful && !runAlone(work)) {
        return failedAlone(works, work);
      }
      if (next == works.size() - 1 && works.stream().allMatch(QueuedWork::isDurable)) {
        works.addAll(arrivals.next(file.settings().largestBatch() - works.size()));
      }
    }
    if (sync.isInDoubt()) {
      // The sync of the commit before has failed: this one waits until the log can be relied on.
      session.rollback();
      return works;
    }
    return end(works, durable);
  }

  /** Runs a work without a savepoint; returns whether what it did can be committed. */
  private boolean runAlone(QueuedWork<?> work) {
    work.reset();
    work.run(session);
    return !work.hasFailed();
  }

  /** Rolls all back, and returns the works that have to run again. */
  private List<QueuedWork<?>> failedAlone(List<QueuedWork<?>> works, QueuedWork<?> failed) {
    boolean rolledBack = session.rollback();
    if (rolledBack && works.size() > 1) {
      carefulBatches = CAREFUL_BATCHES;
      return works;
    }
    return others(works, failed);
  }

  /** Returns whether the transaction goes on: SQLite rolls all of it back on some errors. */
  private boolean runInSavepoint(QueuedWork<?> work) {
    work.reset();
    try {
      session.control("SAVEPOINT work");
      long pages = reserve.isShortOfRoom() ? pages() : Long.MAX_VALUE;
      work.run(session);
      if (session.isAdding() && !work.hasFailed() && pages < Long.MAX_VALUE && pages() > pages) {
        work.refuse(SqlFailure.noRoomToAdd());
      }
      if (work.hasFailed()) {
        session.control("ROLLBACK TO work");
        session.known().clear();
      }
      session.control("RELEASE work");
      return true;
    } catch (SQLException e) {
      if (!work.hasFailed()) {
        work.refuse(SqlFailure.of(e));
      }
      return false;
    }
  }

  /** Takes the work that broke a transaction out of its batch; the others did nothing wrong. */
  private List<QueuedWork<?>> withdrawn(List<QueuedWork<?>> works, QueuedWork<?> broken) {
    session.rollback();
    return others(works, broken);
  }

  /** Lets a work go that has failed, unless it is worth another try; returns those to run again. */
  private List<QueuedWork<?>> others(List<QueuedWork<?>> works, QueuedWork<?> broken) {
    if (broken.lacksRoom() && makesRoom()) {
      return works;
    }
    metrics = metrics.plusRolledBack(1);
    sync.release(List.of(broken));
    List<QueuedWork<?>> others = new ArrayList<>(works);
    others.remove(broken);
    return others;
  }

  /** Returns the works that have to run again, if there was no room and now is. */
  private List<QueuedWork<?>> end(List<QueuedWork<?>> works, boolean durable) {
    int failed = (int) works.stream().filter(QueuedWork::hasFailed).count();
    int succeeded = works.size() - failed;
    try {
      if (succeeded == 0) {
        session.known().clear();
        session.control("ROLLBACK");
      } else {
        commit(durable);
      }
    } catch (SQLException e) {
      return commitFailed(works, e);
    }
    metrics = metrics.plusRolledBack(failed);
    if (succeeded > 0) {
      metrics = metrics.plusCommit(succeeded, durable);
    }
    answer(works);
    return List.of();
  }

  private void commit(boolean durable) throws SQLException {
    if (!durable) {
      session.control("COMMIT");
      return;
    }
    boolean committed = true;
    sync.commitBegins();
    try {
      session.control("COMMIT");
    } catch (SQLException e) {
      // Whatever else is thrown, SQLite may have committed.
      committed = false;
      throw e;
    } finally {
      sync.commitEnded(committed);
    }
  }

  /** A failure is durable as well: what it tells of may be what another has just committed. */
  private void answer(List<QueuedWork<?>> works) {
    List<QueuedWork<?>> durable = new ArrayList<>();
    for (QueuedWork<?> work : works) {
      if (work.isDurable() || work.hasFailed()) {
        durable.add(work);
      } else {
        work.release();
      }
    }
    sync.release(durable);
  }

  private List<QueuedWork<?>> commitFailed(List<QueuedWork<?>> works, SQLException cause) {
    boolean rolledBack = session.rollback();
    if (SqlFailure.isDiskFull(cause) && makesRoom()) {
      return works;
    }
    boolean harmless =
        SqlFailure.isDiskFull(cause) || (rolledBack && !SqlFailure.isDiskError(cause));
    if (!harmless) {
      log.doubt(cause);
    }
    metrics = metrics.plusRolledBack(works.size());
    Effect effect = harmless ? Effect.NONE : Effect.UNKNOWN;
    works.forEach(work -> work.fail(() -> SqlFailure.of(cause, effect)));
    return List.of();
  }

  /** Gives the reserve up, once in a batch, so that works which need little go on. */
  private boolean makesRoom() {
    if (roomWasMade) {
      return false;
    }
    roomWasMade = true;
    LOG.warn("no room is left for {}; only deleting goes on", file.settings().file());
    // It is taken again after the works have run: until then the room is for the log.
    reserve.giveUp();
    log.move();
    return true;
  }

  /** How many pages the database has with what the transaction has added. */
  private long pages() throws SQLException {
    return Long.parseLong(session.pragma("PRAGMA page_count"));
  }

  /** One for each caller, whose stack trace it may be given. */
  private static BackendException copy(BackendException failure) {
    return new BackendException(
        failure.reason(), failure.effect(), String.valueOf(failure.getMessage()), failure);
  }
}
