package io.filelibrary.storage.sqlite;

import io.filelibrary.model.Backlog;
import io.filelibrary.model.Change;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.UploadId;
import io.filelibrary.model.Usage;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ChildQuery;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.CountedContent;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemWithContent;
import io.filelibrary.spi.ParkedQuery;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.VersionRecord;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the tables within one transaction. */
class SqliteReader implements CatalogReader {
  /** Contents have a due time exactly if they are not LIVE. */
  static final String SELECT_BACKLOG =
      "SELECT (SELECT count(*) FROM upload WHERE state = 'OPEN'),"
          + " count(*) FILTER (WHERE state = 'INTENT'), count(*) FILTER (WHERE state = 'DOOMED')"
          + " FROM content WHERE due IS NOT NULL";

  private final Session session;
  private final ChannelTable channels;
  private final Thread thread = Thread.currentThread();
  private boolean ended;

  SqliteReader(Session session) {
    this.session = session;
    this.channels = new ChannelTable(session);
  }

  @Override
  public final Optional<ChannelRecord> channel(ChannelId channel) throws BackendException {
    return channels().find(channel);
  }

  @Override
  public final List<ChannelRecord> channels(Optional<ChannelId> after, int limit)
      throws BackendException {
    return channels().list(after, limit);
  }

  @Override
  public final List<ChannelRecord> channels(TenantId tenant, Optional<ChannelId> after, int limit)
      throws BackendException {
    return channels().list(tenant, after, limit);
  }

  @Override
  public final Optional<ChannelId> channelOf(ItemId item) throws BackendException {
    requireInUse();
    return ItemTable.channelOf(session, item);
  }

  @Override
  public final Optional<ItemRecord> item(ChannelId channel, ItemId item) throws BackendException {
    return items(channel).find(item);
  }

  @Override
  public final List<ItemRecord> lineage(ChannelId channel, ItemId item) throws BackendException {
    return items(channel).lineage(item);
  }

  @Override
  public final List<ItemRecord> descend(ChannelId channel, ItemId from, List<String> nameKeys)
      throws BackendException {
    return items(channel).descend(from, nameKeys);
  }

  @Override
  public final List<ItemRecord> children(ChannelId channel, ChildQuery query)
      throws BackendException {
    return items(channel).children(query);
  }

  @Override
  public final List<ItemRecord> parked(ChannelId channel, ParkedQuery query)
      throws BackendException {
    return items(channel).parked(query);
  }

  @Override
  public final List<ItemRecord> items(ChannelId channel, Optional<ItemId> after, int limit)
      throws BackendException {
    return items(channel).list(after, limit);
  }

  @Override
  public final Usage measure(ChannelId channel) throws BackendException {
    return items(channel).measure();
  }

  @Override
  public final Optional<ContentRecord> content(ChannelId channel, ContentKey key)
      throws BackendException {
    return contents(channel).find(key);
  }

  @Override
  public final Optional<CountedContent> content(ContentKey key) throws BackendException {
    requireInUse();
    return CountedContents.find(session, key);
  }

  @Override
  public final List<CountedContent> contents(Optional<ContentKey> after, int limit)
      throws BackendException {
    requireInUse();
    return CountedContents.list(session, after, limit);
  }

  @Override
  public final List<ContentRecord> dueContents(
      ChannelId channel, ContentState state, Instant dueBy, int limit) throws BackendException {
    return contents(channel).due(state, dueBy, limit);
  }

  @Override
  public final List<VersionRecord> versions(ChannelId channel, ItemId file)
      throws BackendException {
    return versions(channel).list(file);
  }

  @Override
  public final Optional<UploadRecord> upload(ChannelId channel, UploadId upload)
      throws BackendException {
    return uploads(channel).find(upload);
  }

  @Override
  public final Optional<UploadRecord> uploadOf(ChannelId channel, ItemId file)
      throws BackendException {
    return uploads(channel).findOf(file);
  }

  @Override
  public final Optional<UploadRecord> uploadTo(ContentKey key) throws BackendException {
    requireInUse();
    return UploadTable.findTo(session, key);
  }

  @Override
  public final List<UploadRecord> uploads(ChannelId channel, Optional<UploadId> after, int limit)
      throws BackendException {
    return uploads(channel).list(after, limit);
  }

  @Override
  public final List<UploadRecord> expiredUploads(ChannelId channel, Instant expiredBy, int limit)
      throws BackendException {
    return uploads(channel).expired(expiredBy, limit);
  }

  @Override
  public final long openUploads(ChannelId channel, long limit) throws BackendException {
    return uploads(channel).open(limit);
  }

  @Override
  public final List<Change> changes(ChannelId channel, long after, int limit)
      throws BackendException {
    return changes(channel).list(after, limit);
  }

  @Override
  public final Backlog backlog() throws BackendException {
    requireInUse();
    return session.list(SqliteReader::backlog, SELECT_BACKLOG).get(0);
  }

  private static Backlog backlog(Row row) throws SQLException {
    return new Backlog(row.number(), row.number(), row.number());
  }

  final Optional<byte[]> inline(ChannelId channel, ContentKey key) throws BackendException {
    return contents(channel).bytes(key);
  }

  final Optional<ItemWithContent> itemWithContent(ChannelId channel, ItemId item)
      throws BackendException {
    return items(channel).withContent(item);
  }

  final Optional<ItemWithContent> childWithContent(ChannelId channel, ItemId folder, String nameKey)
      throws BackendException {
    return items(channel).childWithContent(folder, nameKey);
  }

  /** Makes every further call fail, since the work has returned. */
  final void end() {
    ended = true;
  }

  private void requireInUse() {
    if (ended || Thread.currentThread() != thread) {
      throw new IllegalStateException(
          "a transaction is used by its work alone, on the thread that runs it");
    }
  }

  final ChannelTable channels() {
    requireInUse();
    return channels;
  }

  final ItemTable items(ChannelId channel) throws BackendException {
    return new ItemTable(session, channel, channels().number(channel));
  }

  final ContentTable contents(ChannelId channel) throws BackendException {
    return new ContentTable(session, channel, channels().number(channel));
  }

  final VersionTable versions(ChannelId channel) throws BackendException {
    return new VersionTable(session, channels().number(channel));
  }

  final UploadTable uploads(ChannelId channel) throws BackendException {
    return new UploadTable(session, channel, channels().number(channel));
  }

  final ChangeTable changes(ChannelId channel) throws BackendException {
    return new ChangeTable(session, channel, channels().number(channel));
  }
}
