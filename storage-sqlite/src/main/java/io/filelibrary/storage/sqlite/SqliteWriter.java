package io.filelibrary.storage.sqlite;

import io.filelibrary.model.Change;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.UploadId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.UploadState;
import io.filelibrary.spi.VersionRecord;

/** Reads and changes the tables within one work of a transaction. */
final class SqliteWriter extends SqliteReader implements CatalogWriter {
  SqliteWriter(Session session) {
    super(session);
  }

  @Override
  public void insertChannel(ChannelRecord channel) throws BackendException {
    channels().insert(channel);
  }

  @Override
  public boolean updateChannel(ChannelRecord channel) throws BackendException {
    return channels().update(channel);
  }

  @Override
  public void insertItem(ItemRecord item) throws BackendException {
    items(item.channel()).insert(item);
  }

  @Override
  public boolean updateItem(ItemRecord item, long expectedRevision) throws BackendException {
    return items(item.channel()).update(item, expectedRevision);
  }

  @Override
  public boolean deleteItem(ChannelId channel, ItemId item) throws BackendException {
    return items(channel).delete(item);
  }

  @Override
  public void insertContent(ContentRecord content) throws BackendException {
    contents(content.channel()).insert(content);
  }

  @Override
  public boolean updateContent(ContentRecord content, ContentState expected)
      throws BackendException {
    return contents(content.channel()).update(content, expected);
  }

  @Override
  public boolean deleteContent(ChannelId channel, ContentKey key) throws BackendException {
    return contents(channel).delete(key);
  }

  @Override
  public void insertVersion(ChannelId channel, VersionRecord version) throws BackendException {
    versions(channel).insert(version);
  }

  @Override
  public void insertUpload(UploadRecord upload) throws BackendException {
    uploads(upload.channel()).insert(upload);
  }

  @Override
  public boolean updateUpload(UploadRecord upload, UploadState expected) throws BackendException {
    return uploads(upload.channel()).update(upload, expected);
  }

  @Override
  public boolean deleteUpload(ChannelId channel, UploadId upload) throws BackendException {
    return uploads(channel).delete(upload);
  }

  @Override
  public void insertChange(Change change) throws BackendException {
    changes(change.channel()).insert(change);
  }

  void insertInline(ContentRecord content, byte[] bytes, int limit) throws BackendException {
    contents(content.channel()).insertInline(content, bytes, limit);
  }
}
