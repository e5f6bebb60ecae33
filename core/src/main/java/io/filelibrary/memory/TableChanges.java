package io.filelibrary.memory;

import io.filelibrary.memory.InMemoryTables.ChangeKey;
import io.filelibrary.memory.InMemoryTables.ChildKey;
import io.filelibrary.memory.InMemoryTables.DueKey;
import io.filelibrary.memory.InMemoryTables.ExpiryKey;
import io.filelibrary.memory.InMemoryTables.ParkedKey;
import io.filelibrary.memory.InMemoryTables.VersionKey;
import io.filelibrary.model.Change;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemState;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.VersionRecord;
import java.time.Instant;
import java.util.List;

/**
 * Adds rows to the tables and removes them, together with their entries in the indexes, so that all
 * of it can be undone. It checks nothing. To change a row is to remove it and to add the new one.
 */
final class TableChanges {
  private final InMemoryTables tables;
  private final UndoLog log;

  TableChanges(InMemoryTables tables, UndoLog log) {
    this.tables = tables;
    this.log = log;
  }

  void put(ChannelRecord channel) {
    log.put(tables.channels, channel.channel().id(), channel);
  }

  void add(ItemRecord item) {
    log.put(tables.items, item.id(), item);
    item.placement()
        .parent()
        .ifPresent(
            parent -> {
              log.add(tables.childCounts, parent, 1);
              if (item.placement().state() == ItemState.LIVING) {
                log.put(tables.livingChildren, ChildKey.of(parent, item), item);
              }
            });
    item.placement()
        .since()
        .ifPresent(since -> log.put(tables.parkedItems, parkedKey(item, since), item));
    item.file()
        .flatMap(file -> file.content())
        .ifPresent(key -> log.add(tables.contentUses, key, 1));
  }

  void remove(ItemRecord item) {
    log.remove(tables.items, item.id());
    item.placement()
        .parent()
        .ifPresent(
            parent -> {
              log.add(tables.childCounts, parent, -1);
              if (item.placement().state() == ItemState.LIVING) {
                log.remove(tables.livingChildren, ChildKey.of(parent, item));
              }
            });
    item.placement()
        .since()
        .ifPresent(since -> log.remove(tables.parkedItems, parkedKey(item, since)));
    item.file()
        .flatMap(file -> file.content())
        .ifPresent(key -> log.add(tables.contentUses, key, -1));
  }

  void add(ContentRecord content) {
    log.put(tables.contents, content.key(), content);
    content.due().ifPresent(due -> log.put(tables.dueContents, dueKey(content, due), content));
  }

  void remove(ContentRecord content) {
    log.remove(tables.contents, content.key());
    content.due().ifPresent(due -> log.remove(tables.dueContents, dueKey(content, due)));
  }

  void putInline(ContentKey key, byte[] bytes) {
    log.put(tables.inlineBytes, key, bytes);
  }

  void removeInline(ContentKey key) {
    log.remove(tables.inlineBytes, key);
  }

  void add(VersionRecord version) {
    log.put(tables.versions, new VersionKey(version.item(), version.number()), version);
    log.add(tables.contentUses, version.content(), 1);
  }

  void removeVersions(ItemRecord file) {
    for (VersionRecord version : List.copyOf(tables.versions(file.id()).values())) {
      log.remove(tables.versions, new VersionKey(version.item(), version.number()));
      log.add(tables.contentUses, version.content(), -1);
    }
  }

  void add(UploadRecord upload) {
    log.put(tables.uploads, upload.id(), upload);
    log.put(tables.uploadsByItem, upload.item(), upload);
    log.put(tables.uploadExpiries, expiryKey(upload), upload);
  }

  void remove(UploadRecord upload) {
    log.remove(tables.uploads, upload.id());
    log.remove(tables.uploadsByItem, upload.item());
    log.remove(tables.uploadExpiries, expiryKey(upload));
  }

  void add(Change change) {
    log.put(tables.changes, new ChangeKey(change.channel(), change.sequence()), change);
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
