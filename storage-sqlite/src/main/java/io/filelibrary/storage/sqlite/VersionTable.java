package io.filelibrary.storage.sqlite;

import io.filelibrary.model.ContentType;
import io.filelibrary.model.ItemId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.VersionRecord;
import java.sql.SQLException;
import java.util.List;

/** The rows of earlier versions of one channel's files. */
final class VersionTable {
  private final Session session;
  private final long number;

  /** The versions of the channel that has this number. */
  VersionTable(Session session, long number) {
    this.session = session;
    this.number = number;
  }

  List<VersionRecord> list(ItemId file) throws BackendException {
    return session.list(
        VersionTable::map,
        "SELECT item, number, content, content_type, made_at, made_by FROM version"
            + " WHERE channel = ? AND item = ? ORDER BY number",
        number,
        Columns.id(file));
  }

  void insert(VersionRecord row) throws BackendException {
    session.update(
        "INSERT INTO version (channel, item, number, content, content_type, made_at, made_by)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        number,
        Columns.id(row.item()),
        row.number(),
        row.content().value(),
        row.contentType().value(),
        EpochNanos.of(row.stamp().at()),
        row.stamp().by().value());
  }

  private static VersionRecord map(Row row) throws SQLException {
    return new VersionRecord(
        row.itemId(),
        Math.toIntExact(row.number()),
        row.contentKey(),
        ContentType.of(row.text()),
        row.stamp());
  }
}
