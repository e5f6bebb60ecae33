package io.filelibrary.storage.sqlite;

import io.filelibrary.model.ChannelId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of one channel's contents, and the bytes of those that the catalog holds itself. */
final class ContentTable {
  private static final String SELECT =
      "SELECT key, state, refs, inline, size, sha256, crc32c, encrypted, due FROM content";

  /** What is missing is the number of the row of its bytes. */
  private static final String INSERT =
      "INSERT INTO content (channel, key, state, refs, inline, size, sha256, crc32c, encrypted, due,"
          + " bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ";

  private final Session session;
  private final ChannelId channel;
  private final long number;

  /** The contents of a channel, which has this number. */
  ContentTable(Session session, ChannelId channel, long number) {
    this.session = session;
    this.channel = channel;
    this.number = number;
  }

  Optional<ContentRecord> find(ContentKey key) throws BackendException {
    return session.first(this::map, SELECT + " WHERE channel = ? AND key = ?", number, key.value());
  }

  List<ContentRecord> due(ContentState state, Instant dueBy, int limit) throws BackendException {
    return session.list(
        this::map,
        SELECT + " WHERE channel = ? AND state = ? AND due <= ? ORDER BY due, key LIMIT ?",
        number,
        state.name(),
        EpochNanos.nearest(dueBy),
        limit);
  }

  void insert(ContentRecord row) throws BackendException {
    insert(row, INSERT + "NULL)");
  }

  /** The number of the bytes' row is that of the INSERT before. */
  void insertInline(ContentRecord row, byte[] bytes, int limit) throws BackendException {
    row.requireInline();
    if (bytes.length > limit) {
      throw session.refused("the catalog holds up to " + limit + " bytes, not " + bytes.length);
    }
    session.update("INSERT INTO inline_bytes (bytes) VALUES (?)", bytes);
    insert(row, INSERT + "last_insert_rowid())");
  }

  private void insert(ContentRecord row, String sql) throws BackendException {
    session.markAdding();
    session.update(
        sql,
        number,
        row.key().value(),
        row.state().name(),
        row.refs(),
        row.inline(),
        Columns.number(row.size()),
        Columns.hash(row.sha256()),
        Columns.number(row.crc32c()),
        row.encrypted(),
        Columns.moment(row.due()));
  }

  boolean update(ContentRecord row, ContentState expected) throws BackendException {
    int updated =
        session.update(
            "UPDATE content SET state = ?, refs = ?, inline = ?, size = ?, sha256 = ?,"
                + " crc32c = ?, encrypted = ?, due = ? WHERE channel = ? AND key = ? AND state = ?",
            row.state().name(),
            row.refs(),
            row.inline(),
            Columns.number(row.size()),
            Columns.hash(row.sha256()),
            Columns.number(row.crc32c()),
            row.encrypted(),
            Columns.moment(row.due()),
            number,
            row.key().value(),
            expected.name());
    return updated == 1;
  }

  /** Deletes a doomed row; its bytes go with it by a trigger. */
  boolean delete(ContentKey key) throws BackendException {
    return session.update(
            "DELETE FROM content WHERE channel = ? AND key = ? AND state = 'DOOMED'",
            number,
            key.value())
        == 1;
  }

  Optional<byte[]> bytes(ContentKey key) throws BackendException {
    return session.first(
        Row::bytes,
        "SELECT inline_bytes.bytes FROM content"
            + " JOIN inline_bytes ON inline_bytes.number = content.bytes"
            + " WHERE content.channel = ? AND content.key = ?",
        number,
        key.value());
  }

  private ContentRecord map(Row row) throws SQLException {
    return map(channel, row);
  }

  /**
   * Reads a row with the columns key, state, refs, inline, size, sha256, crc32c, encrypted and due.
   */
  static ContentRecord map(ChannelId channel, Row row) throws SQLException {
    return new ContentRecord(
        row.contentKey(),
        channel,
        row.word(ContentState.class),
        row.number(),
        row.flag(),
        row.optionalNumber(),
        row.optionalSha256(),
        row.optionalInt(),
        row.flag(),
        row.optionalMoment());
  }
}
