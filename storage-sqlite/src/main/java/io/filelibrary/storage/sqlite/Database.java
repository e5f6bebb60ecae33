package io.filelibrary.storage.sqlite;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One SQLite file: a thread that commits, connections that read, and their end. */
final class Database {
  private final DatabaseFile file;
  private final ReaderPool readers;
  private final LogSync sync;
  private final BatchCommitter committer;
  private final GroupCommit writer;
  private final ThreadLocal<@Nullable Boolean> working = new ThreadLocal<>();
  private final Object closing = new Object();

  private Database(DatabaseFile file, Session session, LogFile log, Reserve reserve, String name) {
    this.file = file;
    this.readers = new ReaderPool(file);
    this.sync = new LogSync(log, name + " sync");
    this.committer = new BatchCommitter(file, session, sync, reserve);
    this.writer = new GroupCommit(committer, sync, file.settings().largestBatch(), name);
  }

  /** Opens or creates the file; the name is that of the thread. */
  static Database open(DatabaseSettings settings, Schema schema, String name)
      throws BackendException {
    DatabaseSettings resolved = settings.resolved();
    return open(resolved, new LogFile(resolved), schema, name);
  }

  /** Opens the file with a log of its own, which a test lets fail. */
  static Database open(DatabaseSettings settings, LogFile log, Schema schema, String name)
      throws BackendException {
    DatabaseFile file = new DatabaseFile(settings);
    Reserve reserve = new Reserve(settings);
    Database database = new Database(file, openWriter(file, schema, reserve), log, reserve, name);
    reserve.fill();
    database.openLog(log);
    database.writer.start();
    return database;
  }

  /** What a failure leaves in doubt is settled by the first that reads or writes. */
  private void openLog(LogFile log) {
    try {
      log.open();
    } catch (IOException e) {
      sync.doubt(e);
    }
  }

  private static Session openWriter(DatabaseFile file, Schema schema, Reserve reserve)
      throws BackendException {
    try {
      return openWriter(file, schema);
    } catch (BackendException e) {
      // Even to open a database takes room, for its log and the index of that.
      if (!reserve.isLastRoom()) {
        throw e;
      }
      reserve.giveUp();
      return openWriter(file, schema);
    }
  }

  private static Session openWriter(DatabaseFile file, Schema schema) throws BackendException {
    Session session = file.openWriter();
    try {
      schema.prepare(file, session);
      return session;
    } catch (BackendException | RuntimeException e) {
      closeAfter(e, session);
      throw e;
    }
  }

  static BackendException closed() {
    return new BackendException(Reason.CLOSED, "the database was closed; open it again");
  }

  /** Runs work on one snapshot, on this thread; returns when what it saw is durable. */
  <T> T read(SessionWork<T> work) throws BackendException {
    rejectNested();
    try {
      return readers.read(marked(work));
    } finally {
      awaitDurable();
    }
  }

  /** Runs work on one snapshot, on this thread and a connection of its own that examines. */
  <T> T examine(SessionWork<T> work) throws BackendException {
    rejectNested();
    try {
      return readers.examine(marked(work));
    } finally {
      awaitDurable();
    }
  }

  /** Nobody is told what a failed sync left in doubt: the writer settles the log first. */
  private void awaitDurable() throws BackendException {
    sync.awaitDurable();
    if (sync.isInDoubt()) {
      writer.write(Durability.RELAXED, session -> true);
    }
  }

  /**
   * Runs work, perhaps several times, and returns when it is committed, and durable if so asked.
   */
  <T> T write(Durability durability, SessionWork<T> work) throws BackendException {
    rejectNested();
    return writer.write(durability, marked(work));
  }

  /** Writes a copy of one snapshot, while others read and write. */
  void backup(Path target) throws IOException {
    rejectNested();
    rejectClosed();
    new DatabaseBackup(file, this::awaitDurable).write(target);
  }

  /** For calls that may find nothing to do. */
  void rejectClosed() throws BackendException {
    readers.rejectClosed();
  }

  CommitMetrics metrics() {
    return committer.metrics();
  }

  /** How many syncs of the log were begun to make commits durable. */
  long syncs() {
    return sync.syncs();
  }

  /** How many statements were run so far, on whichever connection, but for looks at the log. */
  long statements() {
    return file.statements();
  }

  /** Finishes what runs; a second call waits for the first. */
  void close() throws BackendException {
    rejectNested();
    synchronized (closing) {
      // The connection that writes is closed last, since only it can move the log.
      try {
        readers.close();
      } finally {
        writer.close();
      }
    }
  }

  /** The thread that runs a work holds what another call would wait for. */
  private void rejectNested() {
    if (working.get() != null) {
      throw new IllegalStateException("a transaction's work must not call the database itself");
    }
  }

  private <T> SessionWork<T> marked(SessionWork<T> work) {
    return session -> {
      working.set(true);
      try {
        return work.run(session);
      } finally {
        working.remove();
      }
    };
  }

  private static void closeAfter(Exception failure, Session session) {
    try {
      session.close();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }
}
