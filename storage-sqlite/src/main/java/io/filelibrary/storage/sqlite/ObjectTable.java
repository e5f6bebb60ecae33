package io.filelibrary.storage.sqlite;

import io.filelibrary.model.Sha256;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.Leftover;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of objects and of their chunks. */
final class ObjectTable {
  private static final String SELECT =
      "SELECT number, key, chunk_size, size, sha256, touched_at FROM object";

  // SQLite takes a partial index only for a query that repeats the index's condition.
  static final String NEXT_DELETED =
      "SELECT number FROM object WHERE state = 'DELETED' AND state <> 'STORED' LIMIT 1";
  static final String NEXT_IDLE =
      "SELECT number FROM object"
          + " WHERE state = 'WRITING' AND state <> 'STORED' AND touched_at < ? LIMIT 1";

  static final String HIDDEN =
      "SELECT key, number, (SELECT coalesce(sum(length(bytes)), 0) FROM chunk"
          + " WHERE object = number), touched_at FROM object"
          + " WHERE state IN ('WRITING', 'DELETED') AND state <> 'STORED' AND touched_at < ?"
          + " ORDER BY key, number LIMIT ?";
  static final String HIDDEN_NUMBERS =
      "SELECT number FROM object"
          + " WHERE state IN ('WRITING', 'DELETED') AND state <> 'STORED' AND touched_at < ?";

  private final Session session;

  ObjectTable(Session session) {
    this.session = session;
  }

  Optional<ObjectRow> find(ContentKey key) throws BackendException {
    return session.first(
        ObjectRow::map, SELECT + " WHERE key = ? AND state = 'STORED'", key.value());
  }

  List<ObjectRow> list(Optional<ContentKey> after, int limit) throws BackendException {
    // No key is empty, so all of them come after the empty text.
    return session.list(
        ObjectRow::map,
        SELECT + " WHERE key > ? AND state = 'STORED' ORDER BY key LIMIT ?",
        after.map(ContentKey::value).orElse(""),
        limit);
  }

  /** Begins an object that nobody sees, and returns its number. */
  long begin(ContentKey key, int chunkSize, ContentHints hints, Instant now)
      throws BackendException {
    session.markAdding();
    session.update(
        "INSERT INTO object (key, state, chunk_size, content_type, touched_at)"
            + " VALUES (?, 'WRITING', ?, ?, ?)",
        key.value(),
        chunkSize,
        hints.contentType().value(),
        EpochNanos.of(now));
    return session.first(Row::number, "SELECT last_insert_rowid()").orElseThrow();
  }

  /** Shows that an object is still being written; fails if it was taken for abandoned. */
  void touch(long object, Instant now) throws BackendException {
    int touched =
        session.update(
            "UPDATE object SET touched_at = ? WHERE number = ? AND state = 'WRITING'",
            EpochNanos.of(now),
            object);
    if (touched == 0) {
      throw abandoned();
    }
  }

  void addChunk(long object, long position, byte[] bytes) throws BackendException {
    session.markAdding();
    session.update(
        "INSERT INTO chunk (object, position, bytes) VALUES (?, ?, ?)", object, position, bytes);
  }

  /** Copies chunks of one object to another, and returns how many there were. */
  int copyChunks(long source, long target, long from, long to) throws BackendException {
    session.markAdding();
    return session.update(
        "INSERT INTO chunk (object, position, bytes) SELECT ?, position, bytes FROM chunk"
            + " WHERE object = ? AND position >= ? AND position < ?",
        target,
        source,
        from,
        to);
  }

  /** Makes an object visible that is complete. */
  void publish(long object, ContentKey key, long size, Sha256 sha256, Instant now)
      throws BackendException {
    if (find(key).isPresent()) {
      throw taken(key);
    }
    int published =
        session.update(
            "UPDATE object SET state = 'STORED', size = ?, sha256 = ?, touched_at = ?"
                + " WHERE number = ? AND state = 'WRITING'",
            size,
            sha256.bytes(),
            EpochNanos.of(now),
            object);
    if (published == 0) {
      throw abandoned();
    }
  }

  Optional<byte[]> chunk(long object, long position) throws BackendException {
    return session.first(
        Row::bytes, "SELECT bytes FROM chunk WHERE object = ? AND position = ?", object, position);
  }

  /** Makes a stored object invisible, and removes it at once if it has fewer chunks than this. */
  boolean hide(long object, int chunks) throws BackendException {
    session.update(
        "UPDATE object SET state = 'DELETED' WHERE number = ? AND state = 'STORED'", object);
    return remove(object, chunks);
  }

  /** Gives up an object that was not published. */
  void abandon(long object) throws BackendException {
    session.update(
        "UPDATE object SET state = 'DELETED' WHERE number = ? AND state = 'WRITING'", object);
  }

  /** Gives up an object whose put showed no life since a moment. */
  void abandon(long object, Instant idleSince) throws BackendException {
    session.update(
        "UPDATE object SET state = 'DELETED'"
            + " WHERE number = ? AND state = 'WRITING' AND touched_at < ?",
        object,
        EpochNanos.nearest(idleSince));
  }

  /** The next object that is invisible for good, or whose put showed no life since a moment. */
  Optional<Long> leftover(Instant idleSince) throws BackendException {
    Optional<Long> deleted = session.first(Row::number, NEXT_DELETED);
    return deleted.isPresent()
        ? deleted
        : session.first(Row::number, NEXT_IDLE, EpochNanos.nearest(idleSince));
  }

  /** What takes the room of chunks and is not visible, last touched before a moment. */
  List<Leftover> hidden(Instant idleSince, int limit) throws BackendException {
    return session.list(ObjectTable::leftover, HIDDEN, EpochNanos.nearest(idleSince), limit);
  }

  /** The numbers of all of these. */
  List<Long> hidden(Instant idleSince) throws BackendException {
    return session.list(Row::number, HIDDEN_NUMBERS, EpochNanos.nearest(idleSince));
  }

  boolean isDeleted(long object) throws BackendException {
    return session
        .first(
            Row::number, "SELECT number FROM object WHERE number = ? AND state = 'DELETED'", object)
        .isPresent();
  }

  private static Leftover leftover(Row row) throws SQLException {
    String name = row.text() + " (object " + row.number() + ")";
    return new Leftover(name, row.number(), row.moment(), true);
  }

  /** Removes some chunks of a DELETED object, and then its row; returns whether it is gone. */
  boolean remove(long object, int chunks) throws BackendException {
    int removed =
        session.update(
            "DELETE FROM chunk WHERE object = ?1 AND position IN (SELECT position FROM chunk"
                + " WHERE object = ?1 ORDER BY position LIMIT ?2) AND EXISTS"
                + " (SELECT * FROM object WHERE number = ?1 AND state = 'DELETED')",
            object,
            chunks);
    if (removed == chunks) {
      return false;
    }
    session.update("DELETE FROM object WHERE number = ? AND state = 'DELETED'", object);
    return true;
  }

  static BackendException taken(ContentKey key) {
    return new BackendException(Reason.ALREADY_EXISTS, "object " + key + " exists already");
  }

  private static BackendException abandoned() {
    return new BackendException(
        Reason.UNAVAILABLE, "the put made no progress for too long and was given up; put again");
  }
}
