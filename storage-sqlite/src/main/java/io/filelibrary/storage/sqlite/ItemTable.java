package io.filelibrary.storage.sqlite;

import com.google.common.collect.ObjectArrays;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.LinkUrl;
import io.filelibrary.model.Usage;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ChildQuery;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemState;
import io.filelibrary.spi.ItemWithContent;
import io.filelibrary.spi.ParkedQuery;
import io.filelibrary.spi.Placement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of one channel's items. */
final class ItemTable {
  /** None of them has line feeds: names, ids and types have no controls, and JSON escapes them. */
  private static final String[] COLUMNS = {
    "hex(item.id)", "item.kind", "item.state", "hex(parent)", "hex(home)", "since", "name",
    "name_key", "created_at", "created_by", "updated_at", "updated_by", "revision", "visibility",
    "attributes", "link_url", "file_status", "item.size", "content_type", "version", "content",
    "hex(item.sha256)", "item.encrypted"
  };

  private static final String SELECT = "SELECT " + JoinedColumns.of(COLUMNS) + " FROM item";

  private static final String OF_ID = " WHERE item.channel = ? AND item.id = ?";
  private static final String OF_CHILD =
      " WHERE item.channel = ? AND parent = ? AND name_key = ? AND item.state = 'LIVING'";

  private static final String SELECT_ITEM = SELECT + OF_ID;
  private static final String SELECT_CHILD = SELECT + OF_CHILD;

  /** An item after the sum of its content, and the bytes. */
  private static final String SELECT_WITH_CONTENT =
      "SELECT "
          + JoinedColumns.of(ObjectArrays.concat("crc32c", COLUMNS))
          + ", inline_bytes.bytes"
          + " FROM item LEFT JOIN content"
          + " ON content.channel = item.channel AND content.key = item.content"
          + " LEFT JOIN inline_bytes ON inline_bytes.number = content.bytes";

  static final String SELECT_ITEM_WITH_CONTENT = SELECT_WITH_CONTENT + OF_ID;

  static final String SELECT_CHILD_WITH_CONTENT = SELECT_WITH_CONTENT + OF_CHILD;

  private static final int VALUES = 25;

  /** Over all channels: the id of the channel that has an item. */
  static final String SELECT_CHANNEL =
      "SELECT channel.id FROM item JOIN channel ON channel.number = item.channel"
          + " WHERE item.id = ?";

  /** The items of a channel in the order of its primary key. */
  static final String SELECT_FIRST = SELECT + " WHERE channel = ? ORDER BY id LIMIT ?";

  static final String SELECT_NEXT = SELECT + " WHERE channel = ? AND id > ? ORDER BY id LIMIT ?";

  /** The root of the channel does not count; it is the item of which the channel's row says so. */
  static final String SELECT_USAGE =
      "SELECT count(*), coalesce(sum(size) FILTER (WHERE file_status = 'COMPLETED'), 0) FROM item"
          + " WHERE channel = ?1 AND id IS NOT (SELECT root FROM channel WHERE number = ?1)";

  private final Session session;
  private final ChannelId channel;
  private final long number;

  /** The items of a channel, which has this number. */
  ItemTable(Session session, ChannelId channel, long number) {
    this.session = session;
    this.channel = channel;
    this.number = number;
  }

  Optional<ItemRecord> find(ItemId item) throws BackendException {
    Optional<ItemRecord> known = session.known().folder(number, item);
    return known.isPresent()
        ? known
        : kept(session.first(this::map, SELECT_ITEM, number, Columns.id(item)));
  }

  Optional<ItemWithContent> withContent(ItemId item) throws BackendException {
    return session.first(this::mapWithContent, SELECT_ITEM_WITH_CONTENT, number, Columns.id(item));
  }

  Optional<ItemWithContent> childWithContent(ItemId folder, String nameKey)
      throws BackendException {
    return session.first(
        this::mapWithContent, SELECT_CHILD_WITH_CONTENT, number, Columns.id(folder), nameKey);
  }

  private ItemWithContent mapWithContent(Row row) throws SQLException {
    JoinedColumns columns = row.joined(1 + COLUMNS.length);
    OptionalInt crc32c = columns.optionalInt();
    return new ItemWithContent(map(columns), crc32c, row.optionalBytes());
  }

  private Optional<ItemRecord> kept(Optional<ItemRecord> row) {
    row.ifPresent(read -> session.known().keep(number, read));
    return row;
  }

  /** Finds the channel that has an item, whatever its state. */
  static Optional<ChannelId> channelOf(Session session, ItemId item) throws BackendException {
    return session.first(row -> ChannelId.of(row.text()), SELECT_CHANNEL, Columns.id(item));
  }

  /** One look-up by primary key for each level, which is what a recursive query does as well. */
  List<ItemRecord> lineage(ItemId item) throws BackendException {
    List<ItemRecord> line = new ArrayList<>();
    Set<ItemId> seen = new HashSet<>();
    Optional<ItemRecord> row = find(item);
    while (row.isPresent()) {
      if (!seen.add(row.get().id())) {
        throw new BackendException(Reason.CORRUPT, "item " + item + " is its own ancestor");
      }
      line.add(row.get());
      Optional<ItemId> parent = row.get().placement().parent();
      row = parent.isPresent() ? find(parent.get()) : Optional.empty();
    }
    return line;
  }

  List<ItemRecord> descend(ItemId from, List<String> nameKeys) throws BackendException {
    List<ItemRecord> way = new ArrayList<>();
    ItemId parent = from;
    for (String nameKey : nameKeys) {
      Optional<ItemRecord> child = child(parent, nameKey);
      if (child.isEmpty()) {
        break;
      }
      way.add(child.get());
      parent = child.get().id();
    }
    return way;
  }

  private Optional<ItemRecord> child(ItemId parent, String nameKey) throws BackendException {
    Optional<ItemRecord> known = session.known().folder(number, parent, nameKey);
    return known.isPresent()
        ? known
        : kept(session.first(this::map, SELECT_CHILD, number, Columns.id(parent), nameKey));
  }

  List<ItemRecord> children(ChildQuery query) throws BackendException {
    List<ItemRecord> rows = new ArrayList<>();
    for (ChildListing part : ChildListing.of(query)) {
      int wanted = query.limit() - rows.size();
      if (wanted > 0) {
        rows.addAll(session.list(this::map, SELECT + part.clauses(), part.values(number, wanted)));
      }
    }
    return rows;
  }

  List<ItemRecord> parked(ParkedQuery query) throws BackendException {
    String order = query.descending() ? " DESC" : "";
    String clauses =
        (query.after().isPresent()
                ? " AND (since, id) " + (query.descending() ? "<" : ">") + " (?, ?)"
                : "")
            + (" ORDER BY since" + order + ", id" + order + " LIMIT ?");
    String sql = SELECT + " WHERE channel = ? AND state = ? AND since IS NOT NULL" + clauses;
    if (query.after().isEmpty()) {
      return session.list(this::map, sql, number, query.state().name(), query.limit());
    }
    ParkedQuery.Position after = query.after().get();
    return session.list(
        this::map,
        sql,
        number,
        query.state().name(),
        EpochNanos.nearest(after.since()),
        Columns.id(after.id()),
        query.limit());
  }

  List<ItemRecord> list(Optional<ItemId> after, int limit) throws BackendException {
    return after.isEmpty()
        ? session.list(this::map, SELECT_FIRST, number, limit)
        : session.list(this::map, SELECT_NEXT, number, Columns.id(after.get()), limit);
  }

  Usage measure() throws BackendException {
    return session.list(row -> new Usage(row.number(), row.number()), SELECT_USAGE, number).get(0);
  }

  void insert(ItemRecord row) throws BackendException {
    requireOneLine(row);
    session.markAdding();
    session.update(
        "INSERT INTO item (kind, folder, state, parent, home, since, name, name_key, created_at,"
            + " created_by, updated_at, updated_by, revision, visibility, attributes, link_url,"
            + " file_status, size, content_type, version, content, sha256, encrypted, channel, id)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values(row));
  }

  boolean update(ItemRecord row, long expectedRevision) throws BackendException {
    requireOneLine(row);
    session.known().forget(number, row.id());
    @Nullable Object[] values = Arrays.copyOf(values(row), VALUES + 1);
    values[VALUES] = expectedRevision;
    int updated =
        session.update(
            "UPDATE item SET kind = ?, folder = ?, state = ?, parent = ?, home = ?, since = ?,"
                + " name = ?, name_key = ?, created_at = ?, created_by = ?, updated_at = ?,"
                + " updated_by = ?, revision = ?, visibility = ?, attributes = ?, link_url = ?,"
                + " file_status = ?, size = ?, content_type = ?, version = ?, content = ?,"
                + " sha256 = ?, encrypted = ? WHERE channel = ? AND id = ? AND revision = ?",
            values);
    return updated == 1;
  }

  /** Deletes a row; its versions and its upload go with it by their foreign keys. */
  boolean delete(ItemId item) throws BackendException {
    session.known().forget(number, item);
    return session.update("DELETE FROM item WHERE channel = ? AND id = ?", number, Columns.id(item))
        == 1;
  }

  /** What could not be read again: all other texts refuse line feeds themselves. */
  private void requireOneLine(ItemRecord row) throws BackendException {
    if (row.name().indexOf('\n') >= 0 || row.nameKey().indexOf('\n') >= 0) {
      throw session.refused("the name of item " + row.id() + " has a line feed");
    }
  }

  private @Nullable Object[] values(ItemRecord row) {
    Placement placement = row.placement();
    @Nullable FileRecord file = row.file().orElse(null);
    return new @Nullable Object[] {
      row.kind().name(),
      row.kind() == ItemKind.FOLDER,
      placement.state().name(),
      Columns.id(placement.parent()),
      Columns.id(placement.home()),
      Columns.moment(placement.since()),
      row.name(),
      row.nameKey(),
      EpochNanos.of(row.created().at()),
      row.created().by().value(),
      EpochNanos.of(row.updated().at()),
      row.updated().by().value(),
      row.revision(),
      row.visibility().name(),
      JsonText.ofObject(row.attributes().values()),
      row.linkUrl().map(LinkUrl::value).orElse(null),
      file == null ? null : file.status().name(),
      file == null ? null : file.size(),
      file == null ? null : file.contentType().value(),
      file == null ? null : file.version(),
      file == null ? null : Columns.key(file.content()),
      file == null ? null : Columns.hash(file.sha256()),
      file == null ? null : file.encrypted(),
      number,
      Columns.id(row.id())
    };
  }

  private ItemRecord map(Row row) throws SQLException {
    return map(row.joined(COLUMNS.length));
  }

  private ItemRecord map(JoinedColumns columns) throws SQLException {
    ItemId id = columns.itemId();
    ItemKind kind = columns.word(ItemKind.class);
    return new ItemRecord(
        id,
        channel,
        kind,
        placement(columns),
        columns.optionalText().orElse(""),
        columns.optionalText().orElse(""),
        columns.stamp(),
        columns.stamp(),
        columns.number(),
        columns.word(Visibility.class),
        new Attributes(JsonText.object(columns.text())),
        columns.optionalText().map(LinkUrl::of),
        kind == ItemKind.FILE ? Optional.of(file(columns)) : Optional.empty());
  }

  private static Placement placement(JoinedColumns columns) throws SQLException {
    return new Placement(
        columns.word(ItemState.class),
        columns.optionalItemId(),
        columns.optionalItemId(),
        columns.optionalMoment());
  }

  private static FileRecord file(JoinedColumns columns) throws SQLException {
    return new FileRecord(
        columns.word(FileStatus.class),
        columns.number(),
        ContentType.of(columns.text()),
        Math.toIntExact(columns.number()),
        columns.optionalContentKey(),
        columns.optionalSha256(),
        columns.flag());
  }
}
