package io.filelibrary.testkit;

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
import io.filelibrary.spi.ParkedQuery;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.VersionRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Passes every query on, so that a subclass can break one. */
public class ForwardingReader implements CatalogReader {
  private final CatalogReader reader;

  protected ForwardingReader(CatalogReader reader) {
    this.reader = reader;
  }

  @Override
  public Optional<ChannelRecord> channel(ChannelId channel) throws BackendException {
    return reader.channel(channel);
  }

  @Override
  public List<ChannelRecord> channels(Optional<ChannelId> after, int limit)
      throws BackendException {
    return reader.channels(after, limit);
  }

  @Override
  public List<ChannelRecord> channels(TenantId tenant, Optional<ChannelId> after, int limit)
      throws BackendException {
    return reader.channels(tenant, after, limit);
  }

  @Override
  public Optional<ChannelId> channelOf(ItemId item) throws BackendException {
    return reader.channelOf(item);
  }

  @Override
  public Optional<ItemRecord> item(ChannelId channel, ItemId item) throws BackendException {
    return reader.item(channel, item);
  }

  @Override
  public List<ItemRecord> lineage(ChannelId channel, ItemId item) throws BackendException {
    return reader.lineage(channel, item);
  }

  @Override
  public List<ItemRecord> descend(ChannelId channel, ItemId from, List<String> nameKeys)
      throws BackendException {
    return reader.descend(channel, from, nameKeys);
  }

  @Override
  public List<ItemRecord> children(ChannelId channel, ChildQuery query) throws BackendException {
    return reader.children(channel, query);
  }

  @Override
  public List<ItemRecord> parked(ChannelId channel, ParkedQuery query) throws BackendException {
    return reader.parked(channel, query);
  }

  @Override
  public List<ItemRecord> items(ChannelId channel, Optional<ItemId> after, int limit)
      throws BackendException {
    return reader.items(channel, after, limit);
  }

  @Override
  public Usage measure(ChannelId channel) throws BackendException {
    return reader.measure(channel);
  }

  @Override
  public Optional<ContentRecord> content(ChannelId channel, ContentKey key)
      throws BackendException {
    return reader.content(channel, key);
  }

  @Override
  public Optional<CountedContent> content(ContentKey key) throws BackendException {
    return reader.content(key);
  }

  @Override
  public List<CountedContent> contents(Optional<ContentKey> after, int limit)
      throws BackendException {
    return reader.contents(after, limit);
  }

  @Override
  public List<ContentRecord> dueContents(
      ChannelId channel, ContentState state, Instant dueBy, int limit) throws BackendException {
    return reader.dueContents(channel, state, dueBy, limit);
  }

  @Override
  public List<VersionRecord> versions(ChannelId channel, ItemId file) throws BackendException {
    return reader.versions(channel, file);
  }

  @Override
  public Optional<UploadRecord> upload(ChannelId channel, UploadId upload) throws BackendException {
    return reader.upload(channel, upload);
  }

  @Override
  public Optional<UploadRecord> uploadOf(ChannelId channel, ItemId file) throws BackendException {
    return reader.uploadOf(channel, file);
  }

  @Override
  public Optional<UploadRecord> uploadTo(ContentKey key) throws BackendException {
    return reader.uploadTo(key);
  }

  @Override
  public List<UploadRecord> uploads(ChannelId channel, Optional<UploadId> after, int limit)
      throws BackendException {
    return reader.uploads(channel, after, limit);
  }

  @Override
  public List<UploadRecord> expiredUploads(ChannelId channel, Instant expiredBy, int limit)
      throws BackendException {
    return reader.expiredUploads(channel, expiredBy, limit);
  }

  @Override
  public long openUploads(ChannelId channel, long limit) throws BackendException {
    return reader.openUploads(channel, limit);
  }

  @Override
  public List<Change> changes(ChannelId channel, long after, int limit) throws BackendException {
    return reader.changes(channel, after, limit);
  }

  @Override
  public Backlog backlog() throws BackendException {
    return reader.backlog();
  }
}
