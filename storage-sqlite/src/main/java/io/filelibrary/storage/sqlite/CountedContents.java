package io.filelibrary.storage.sqlite;

import io.filelibrary.model.ChannelId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.CountedContent;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The contents of all channels by their keys, each with a count of the rows that name it. */
final class CountedContents {
  /**
   * The channel's id comes first. A content whose channel has no row is found, and then refused: an
   * inner join would pass over it. In the same way the first page has no least key.
   */
  private static final String SELECT =
      "SELECT channel.id, key, state, refs, inline, size, sha256, crc32c, encrypted, due,"
          + " (SELECT count(*) FROM item"
          + " WHERE item.channel = content.channel AND item.content = content.key)"
          + " + (SELECT count(*) FROM version"
          + " WHERE version.channel = content.channel AND version.content = content.key)"
          + " FROM content LEFT JOIN channel ON channel.number = content.channel";

  static final String SELECT_ONE = SELECT + " WHERE key = ?";
  static final String SELECT_FIRST = SELECT + " ORDER BY key LIMIT ?";
  static final String SELECT_NEXT = SELECT + " WHERE key > ? ORDER BY key LIMIT ?";

  private CountedContents() {}

  static Optional<CountedContent> find(Session session, ContentKey key) throws BackendException {
    return session.first(CountedContents::map, SELECT_ONE, key.value());
  }

  static List<CountedContent> list(Session session, Optional<ContentKey> after, int limit)
      throws BackendException {
    return after.isEmpty()
        ? session.list(CountedContents::map, SELECT_FIRST, limit)
        : session.list(CountedContents::map, SELECT_NEXT, after.get().value(), limit);
  }

  private static CountedContent map(Row row) throws SQLException {
    ContentRecord content = ContentTable.map(ChannelId.of(row.text()), row);
    return new CountedContent(content, row.number());
  }
}
