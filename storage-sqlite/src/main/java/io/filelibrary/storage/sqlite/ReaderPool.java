package io.filelibrary.storage.sqlite;

import io.filelibrary.spi.BackendException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections that read: opened when needed, bounded, each used by one thread at a time. */
final class ReaderPool {
  private static final Logger LOG = LoggerFactory.getLogger(ReaderPool.class);

  private final DatabaseFile file;
  private final Semaphore free;
  private final Deque<Session> idle = new ArrayDeque<>();
  private volatile boolean closed;

  ReaderPool(DatabaseFile file) {
    this.file = file;
    // Unfair: reads are short, and to hand each permit to a thread that has to wake up is slow.
    this.free = new Semaphore(file.settings().readers());
  }

  /** Runs work on one snapshot, on this thread, once a connection is free. */
  <T> T read(SessionWork<T> work) throws BackendException {
    // An interrupt is kept for the caller: reads are short, and ending one would help nobody.
    free.acquireUninterruptibly();
    try {
      rejectClosed();
      return onSnapshot(take(), work);
    } finally {
      free.release();
    }
  }

  /** Runs work on one snapshot like {@link #read}, on a connection that examines. */
  <T> T examine(SessionWork<T> work) throws BackendException {
    free.acquireUninterruptibly();
    try {
      rejectClosed();
      try (Session session = file.openExaminer()) {
        session.begin(file.settings().busyTimeout(), "BEGIN");
        return work.run(session);
      } catch (SQLException e) {
        throw SqlFailure.of(e);
      }
    } finally {
      free.release();
    }
  }

  void rejectClosed() throws BackendException {
    if (closed) {
      throw Database.closed();
    }
  }

  /** Waits for the reads that run, refuses others, and closes the connections. */
  void close() throws BackendException {
    closed = true;
    int all = file.settings().readers();
    free.acquireUninterruptibly(all);
    try {
      for (Session session = idle.poll(); session != null; session = idle.poll()) {
        session.close();
      }
    } catch (SQLException e) {
      throw SqlFailure.of(e);
    } finally {
      free.release(all);
    }
  }

  private <T> T onSnapshot(Session session, SessionWork<T> work) throws BackendException {
    boolean begun = false;
    try {
      session.beginWork();
      session.takeSnapshot(file.settings().busyTimeout());
      begun = true;
      T result = work.run(session);
      if (session.failure().isPresent()) {
        throw session.failure().get();
      }
      return result;
    } catch (SQLException e) {
      throw SqlFailure.of(e);
    } finally {
      giveBack(session, begun && session.failure().isEmpty());
    }
  }

  private Session take() throws BackendException {
    synchronized (idle) {
      Session session = idle.poll();
      if (session != null) {
        return session;
      }
    }
    return file.openReader();
  }

  /** Keeps a connection for the next read; one that has failed is dropped. */
  private void giveBack(Session session, boolean sound) {
    try {
      session.dropSnapshot();
      if (sound) {
        synchronized (idle) {
          idle.push(session);
        }
        return;
      }
    } catch (SQLException e) {
      LOG.warn("a snapshot could not be dropped", e);
    }
    try {
      session.close();
    } catch (SQLException e) {
      LOG.warn("a connection that failed could not be closed", e);
    }
  }
}
