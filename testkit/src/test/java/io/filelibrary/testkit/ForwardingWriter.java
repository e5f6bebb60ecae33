package io.filelibrary.testkit;

import io.filelibrary.model.Change;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.UploadId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.UploadState;
import io.filelibrary.spi.VersionRecord;

/** Passes every change on, so that a subclass can break one, and queries to a given reader. */
public class ForwardingWriter extends ForwardingReader implements CatalogWriter {
  private final CatalogWriter writer;

  protected ForwardingWriter(CatalogWriter writer, CatalogReader reader) {
    super(reader);
    this.writer = writer;
  }

  @Override
  public void insertChannel(ChannelRecord channel) throws BackendException {
    writer.insertChannel(channel);
  }

  @Override
  public boolean updateChannel(ChannelRecord channel) throws BackendException {
    return writer.updateChannel(channel);
  }

  @Override
  public void insertItem(ItemRecord item) throws BackendException {
    writer.insertItem(item);
  }

  @Override
  public boolean updateItem(ItemRecord item, long expectedRevision) throws BackendException {
    return writer.updateItem(item, expectedRevision);
  }

  @Override
  public boolean deleteItem(ChannelId channel, ItemId item) throws BackendException {
    return writer.deleteItem(channel, item);
  }

  @Override
  public void insertContent(ContentRecord content) throws BackendException {
    writer.insertContent(content);
  }

  @Override
  public boolean updateContent(ContentRecord content, ContentState expected)
      throws BackendException {
    return writer.updateContent(content, expected);
  }

  @Override
  public boolean deleteContent(ChannelId channel, ContentKey key) throws BackendException {
    return writer.deleteContent(channel, key);
  }

  @Override
  public void insertVersion(ChannelId channel, VersionRecord version) throws BackendException {
    writer.insertVersion(channel, version);
  }

  @Override
  public void insertUpload(UploadRecord upload) throws BackendException {
    writer.insertUpload(upload);
  }

  @Override
  public boolean updateUpload(UploadRecord upload, UploadState expected) throws BackendException {
    return writer.updateUpload(upload, expected);
  }

  @Override
  public boolean deleteUpload(ChannelId channel, UploadId upload) throws BackendException {
    return writer.deleteUpload(channel, upload);
  }

  @Override
  public void insertChange(Change change) throws BackendException {
    writer.insertChange(change);
  }
}
