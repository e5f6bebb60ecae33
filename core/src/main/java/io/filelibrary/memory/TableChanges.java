package io.filelibrary.memory;

import io.filelibrary.memory.InMemoryTables.ChangeKey;
import io.filelibrary.memory.InMemoryTables.ChildKey;
import io.filelibrary.memory.InMemoryTables.DueKey;
import io.filelibrary.memory.InMemoryTables.ExpiryKey;
import io.filelibrary.memory.InMemoryTables.ParkedKey;
import io.filelibrary.memory.InMemoryTables.TenantKey;
import io.filelibrary.memory.InMemoryTables.VersionKey;
import io.filelibrary.model.Change;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemState;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.UploadState;
import io.filelibrary.spi.VersionRecord;
import java.time.Instant;

/**
 * Adds rows to a transaction's copy of the tables and removes them, together with their entries in
 * the indexes. It checks nothing. To change a row is to remove it and to add the new one.
 */
final class TableChanges {
  private final InMemoryTables tables;

  TableChanges(InMemoryTables tables) {
    this.tables = tables;
  }

  void put(ChannelRecord channel) {
    tables
        .channels
        .get(channel.channel().id())
        .ifPresent(
            former ->
                tables.channelsByTenant = tables.channelsByTenant.without(TenantKey.of(former)));
    tables.channels = tables.channels.with(channel.channel().id(), channel);
    tables.channelsByTenant = tables.channelsByTenant.with(TenantKey.of(channel), channel);
  }

  void add(ItemRecord item) {
    tables.items = tables.items.with(item.id(), item);
    item.placement()
        .parent()
        .ifPresent(
            parent -> {
              tables.childCounts = add(tables.childCounts, parent, 1);
              if (item.placement().state() == ItemState.LIVING) {
                tables.livingChildren = tables.livingChildren.with(ChildKey.of(parent, item), item);
              }
            });
    item.placement()
        .since()
        .ifPresent(
            since -> tables.parkedItems = tables.parkedItems.with(parkedKey(item, since), item));
    item.file()
        .flatMap(file -> file.content())
        .ifPresent(key -> tables.contentUses = add(tables.contentUses, key, 1));
  }

  void remove(ItemRecord item) {
    tables.items = tables.items.without(item.id());
    item.placement()
        .parent()
        .ifPresent(
            parent -> {
              tables.childCounts = add(tables.childCounts, parent, -1);
              if (item.placement().state() == ItemState.LIVING) {
                tables.livingChildren = tables.livingChildren.without(ChildKey.of(parent, item));
              }
            });
    item.placement()
        .since()
        .ifPresent(
            since -> tables.parkedItems = tables.parkedItems.without(parkedKey(item, since)));
    item.file()
        .flatMap(file -> file.content())
        .ifPresent(key -> tables.contentUses = add(tables.contentUses, key, -1));
  }

  void add(ContentRecord content) {
    tables.contents = tables.contents.with(content.key(), content);
    content
        .due()
        .ifPresent(
            due -> tables.dueContents = tables.dueContents.with(dueKey(content, due), content));
  }

  void remove(ContentRecord content) {
    tables.contents = tables.contents.without(content.key());
    content
        .due()
        .ifPresent(due -> tables.dueContents = tables.dueContents.without(dueKey(content, due)));
  }

  void putInline(ContentKey key, byte[] bytes) {
    tables.inlineBytes = tables.inlineBytes.with(key, bytes);
  }

  void removeInline(ContentKey key) {
    tables.inlineBytes = tables.inlineBytes.without(key);
  }

  void add(VersionRecord version) {
    tables.versions =
        tables.versions.with(new VersionKey(version.item(), version.number()), version);
    tables.contentUses = add(tables.contentUses, version.content(), 1);
  }

  void removeVersions(ItemRecord file) {
    for (VersionRecord version : tables.versionsOf(file.id())) {
      tables.versions = tables.versions.without(new VersionKey(version.item(), version.number()));
      tables.contentUses = add(tables.contentUses, version.content(), -1);
    }
  }

  void add(UploadRecord upload) {
    tables.uploads = tables.uploads.with(upload.id(), upload);
    if (upload.state() == UploadState.OPEN) {
      tables.openUploads = tables.openUploads.with(upload.id(), upload);
    }
    tables.uploadsByItem = tables.uploadsByItem.with(upload.item(), upload);
    upload
        .content()
        .ifPresent(key -> tables.uploadsByContent = tables.uploadsByContent.with(key, upload));
    tables.uploadExpiries = tables.uploadExpiries.with(expiryKey(upload), upload);
  }

  void remove(UploadRecord upload) {
    tables.uploads = tables.uploads.without(upload.id());
    tables.openUploads = tables.openUploads.without(upload.id());
    tables.uploadsByItem = tables.uploadsByItem.without(upload.item());
    upload
        .content()
        .ifPresent(key -> tables.uploadsByContent = tables.uploadsByContent.without(key));
    tables.uploadExpiries = tables.uploadExpiries.without(expiryKey(upload));
  }

  void add(Change change) {
    tables.changes =
        tables.changes.with(new ChangeKey(change.channel(), change.sequence()), change);
  }

  /** Adds to a counter; one that reaches 0 is removed. */
  private static <K> PersistentMap<K, Long> add(
      PersistentMap<K, Long> counters, K key, long difference) {
    long sum = counters.get(key).orElse(0L) + difference;
    return sum == 0 ? counters.without(key) : counters.with(key, sum);
  }

  private static ParkedKey parkedKey(ItemRecord item, Instant since) {
    return new ParkedKey(item.channel(), item.placement().state(), since, item.id().value());
  }

  private static DueKey dueKey(ContentRecord content, Instant due) {
    return new DueKey(content.channel(), content.state(), due, content.key().value());
  }

  private static ExpiryKey expiryKey(UploadRecord upload) {
    return new ExpiryKey(upload.channel(), upload.expiresAt(), upload.id().value());
  }
}
