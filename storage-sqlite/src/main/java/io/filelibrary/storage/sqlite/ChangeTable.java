package io.filelibrary.storage.sqlite;

import io.filelibrary.model.Change;
import io.filelibrary.model.ChangeAction;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ItemName;
import io.filelibrary.spi.BackendException;
import java.sql.SQLException;
import java.util.List;

/** The rows of one channel's change feed. */
final class ChangeTable {
  private final Session session;
  private final ChannelId channel;
  private final long number;

  /** The changes of a channel, which has this number. */
  ChangeTable(Session session, ChannelId channel, long number) {
    this.session = session;
    this.channel = channel;
    this.number = number;
  }

  List<Change> list(long after, int limit) throws BackendException {
    return session.list(
        this::map,
        "SELECT sequence, action, kind, item, parent, name, revision, made_at, made_by, previous"
            + " FROM change WHERE channel = ? AND sequence > ? ORDER BY sequence LIMIT ?",
        number,
        after,
        limit);
  }

  void insert(Change change) throws BackendException {
    session.update(
        "INSERT INTO change (channel, sequence, action, kind, item, parent, name, revision,"
            + " made_at, made_by, previous) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        number,
        change.sequence(),
        change.action().name(),
        change.kind().name(),
        Columns.id(change.item()),
        Columns.id(change.parent()),
        change.name().value(),
        change.revision(),
        EpochNanos.of(change.stamp().at()),
        change.stamp().by().value(),
        JsonText.ofObject(change.previous()));
  }

  private Change map(Row row) throws SQLException {
    return new Change(
        row.number(),
        channel,
        row.word(ChangeAction.class),
        row.word(ItemKind.class),
        row.itemId(),
        row.optionalItemId(),
        ItemName.of(row.text()),
        row.number(),
        row.stamp(),
        JsonText.object(row.text()));
  }
}
