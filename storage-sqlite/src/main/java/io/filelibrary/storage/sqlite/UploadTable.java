package io.filelibrary.storage.sqlite;

import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.UploadId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.UploadState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of one channel's two-step uploads. */
final class UploadTable {
  private static final String SELECT =
      "SELECT id, item, state, content, parts, expected_size, expected_sha256, max_size, conflict,"
          + " expires_at FROM upload";

  /** Over all channels: the first column is the channel's id, the others are those of SELECT. */
  static final String SELECT_TO =
      "SELECT channel.id, upload.id, item, state, content, parts, expected_size, expected_sha256,"
          + " max_size, conflict, expires_at"
          + " FROM upload JOIN channel ON channel.number = upload.channel WHERE content = ?";

  /** How many are open in a channel, up to a limit. */
  static final String SELECT_OPEN_COUNT =
      "SELECT count(*) FROM"
          + " (SELECT 1 FROM upload WHERE state = 'OPEN' AND channel = ? LIMIT ?)";

  /** The uploads of a channel in the order of its primary key. */
  static final String SELECT_FIRST = SELECT + " WHERE channel = ? ORDER BY id LIMIT ?";

  static final String SELECT_NEXT = SELECT + " WHERE channel = ? AND id > ? ORDER BY id LIMIT ?";

  private final Session session;
  private final ChannelId channel;
  private final long number;

  /** The uploads of a channel, which has this number. */
  UploadTable(Session session, ChannelId channel, long number) {
    this.session = session;
    this.channel = channel;
    this.number = number;
  }

  Optional<UploadRecord> find(UploadId upload) throws BackendException {
    return session.first(this::map, SELECT + " WHERE channel = ? AND id = ?", number, id(upload));
  }

  Optional<UploadRecord> findOf(ItemId file) throws BackendException {
    return session.first(
        this::map, SELECT + " WHERE channel = ? AND item = ?", number, Columns.id(file));
  }

  /** Finds the upload of whatever channel whose bytes go to a key. */
  static Optional<UploadRecord> findTo(Session session, ContentKey key) throws BackendException {
    return session.first(row -> map(ChannelId.of(row.text()), row), SELECT_TO, key.value());
  }

  List<UploadRecord> list(Optional<UploadId> after, int limit) throws BackendException {
    return after.isEmpty()
        ? session.list(this::map, SELECT_FIRST, number, limit)
        : session.list(this::map, SELECT_NEXT, number, id(after.get()), limit);
  }

  List<UploadRecord> expired(Instant expiredBy, int limit) throws BackendException {
    return session.list(
        this::map,
        SELECT + " WHERE channel = ? AND expires_at <= ? ORDER BY expires_at, id LIMIT ?",
        number,
        EpochNanos.nearest(expiredBy),
        limit);
  }

  /** The index of open uploads ends with the primary key, so that it finds those of a channel. */
  long open(long limit) throws BackendException {
    return session.list(Row::number, SELECT_OPEN_COUNT, number, limit).get(0);
  }

  void insert(UploadRecord row) throws BackendException {
    session.markAdding();
    session.update(
        "INSERT INTO upload (channel, id, item, state, content, parts, expected_size,"
            + " expected_sha256, max_size, conflict, expires_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        number,
        id(row.id()),
        Columns.id(row.item()),
        row.state().name(),
        Columns.key(row.content()),
        Columns.text(row.parts()),
        Columns.number(row.expectedSize()),
        Columns.hash(row.expectedSha256()),
        row.maxSize(),
        row.conflict().name(),
        EpochNanos.of(row.expiresAt()));
  }

  boolean update(UploadRecord row, UploadState expected) throws BackendException {
    int updated =
        session.update(
            "UPDATE upload SET item = ?, state = ?, content = ?, parts = ?, expected_size = ?,"
                + " expected_sha256 = ?, max_size = ?, conflict = ?, expires_at = ?"
                + " WHERE channel = ? AND id = ? AND state = ?",
            Columns.id(row.item()),
            row.state().name(),
            Columns.key(row.content()),
            Columns.text(row.parts()),
            Columns.number(row.expectedSize()),
            Columns.hash(row.expectedSha256()),
            row.maxSize(),
            row.conflict().name(),
            EpochNanos.of(row.expiresAt()),
            number,
            id(row.id()),
            expected.name());
    return updated == 1;
  }

  boolean delete(UploadId upload) throws BackendException {
    return session.update("DELETE FROM upload WHERE channel = ? AND id = ?", number, id(upload))
        == 1;
  }

  private UploadRecord map(Row row) throws SQLException {
    return map(channel, row);
  }

  private static UploadRecord map(ChannelId channel, Row row) throws SQLException {
    return new UploadRecord(
        new UploadId(row.uuid()),
        channel,
        row.itemId(),
        row.word(UploadState.class),
        row.optionalContentKey(),
        row.optionalText(),
        row.optionalNumber(),
        row.optionalSha256(),
        row.number(),
        row.word(ConflictPolicy.class),
        row.moment());
  }

  private static byte[] id(UploadId upload) {
    return UuidBytes.of(upload.value());
  }
}
