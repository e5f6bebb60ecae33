package io.filelibrary.memory;

import io.filelibrary.memory.InMemoryTables.ChangeKey;
import io.filelibrary.memory.InMemoryTables.DueKey;
import io.filelibrary.memory.InMemoryTables.ExpiryKey;
import io.filelibrary.memory.InMemoryTables.ParkedKey;
import io.filelibrary.memory.InMemoryTables.TenantKey;
import io.filelibrary.model.Backlog;
import io.filelibrary.model.Change;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.UploadId;
import io.filelibrary.model.Usage;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ChildQuery;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.CountedContent;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ParkedQuery;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.VersionRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the tables of one transaction: its snapshot, or the copy that it changes. */
class InMemoryReader implements CatalogReader {
  final InMemoryTables tables;
  final TransactionScope scope;

  InMemoryReader(InMemoryTables tables, TransactionScope scope) {
    this.tables = tables;
    this.scope = scope;
  }

  @Override
  public final Optional<ChannelRecord> channel(ChannelId channel) throws BackendException {
    return scope.call(() -> tables.channels.get(channel));
  }

  @Override
  public final List<ChannelRecord> channels(Optional<ChannelId> after, int limit)
      throws BackendException {
    return scope.call(
        () ->
            firstOf(
                limit,
                after
                    .map(id -> tables.channels.ascending(id, false))
                    .orElseGet(tables.channels::values)));
  }

  @Override
  public final List<ChannelRecord> channels(TenantId tenant, Optional<ChannelId> after, int limit)
      throws BackendException {
    // No id is empty, so that all of the tenant's come after the empty text.
    TenantKey position = new TenantKey(tenant, after.map(ChannelId::value).orElse(""));
    return scope.call(
        () ->
            firstOf(
                limit,
                tables
                    .channelsByTenant
                    .ascending(position, false)
                    .takeWhile(row -> row.channel().spec().tenant().equals(tenant))));
  }

  @Override
  public final Optional<ChannelId> channelOf(ItemId item) throws BackendException {
    return scope.call(() -> tables.items.get(item).map(ItemRecord::channel));
  }

  @Override
  public final Optional<ItemRecord> item(ChannelId channel, ItemId item) throws BackendException {
    return scope.call(() -> tables.item(channel, item));
  }

  @Override
  public final List<ItemRecord> lineage(ChannelId channel, ItemId item) throws BackendException {
    return scope.call(
        () -> {
          Map<ItemId, ItemRecord> lineage = new LinkedHashMap<>();
          Optional<ItemRecord> next = tables.item(channel, item);
          while (next.isPresent()) {
            ItemRecord row = next.get();
            if (lineage.put(row.id(), row) != null) {
              throw new BackendException(Reason.CORRUPT, "an item is below itself: " + row.id());
            }
            next = row.placement().parent().flatMap(tables.items::get);
          }
          return List.copyOf(lineage.values());
        });
  }

  @Override
  public final List<ItemRecord> descend(ChannelId channel, ItemId from, List<String> nameKeys)
      throws BackendException {
    return scope.call(
        () -> {
          List<ItemRecord> way = new ArrayList<>();
          Optional<ItemRecord> next = tables.item(channel, from);
          for (String nameKey : nameKeys) {
            next = next.flatMap(row -> tables.child(row.id(), nameKey));
            next.ifPresent(way::add);
          }
          return List.copyOf(way);
        });
  }

  @Override
  public final List<ItemRecord> children(ChannelId channel, ChildQuery query)
      throws BackendException {
    return scope.call(
        () -> {
          requireLimit(query.limit());
          return tables.item(channel, query.parent()).isPresent()
              ? new ChildListing(tables, query).rows()
              : List.of();
        });
  }

  @Override
  public final List<ItemRecord> parked(ChannelId channel, ParkedQuery query)
      throws BackendException {
    return scope.call(
        () -> {
          Stream<ItemRecord> rows =
              query.descending()
                  ? tables.parkedItems.descending(parkedBound(channel, query), false)
                  : tables.parkedItems.ascending(parkedBound(channel, query), false);
          return firstOf(
              query.limit(),
              rows.takeWhile(row -> row.channel().equals(channel))
                  .takeWhile(row -> row.placement().state() == query.state()));
        });
  }

  /** Passes by the items of other channels: what an index would cost, each write would pay. */
  @Override
  public final List<ItemRecord> items(ChannelId channel, Optional<ItemId> after, int limit)
      throws BackendException {
    return scope.call(
        () ->
            firstOf(
                limit,
                after
                    .map(id -> tables.items.ascending(id, false))
                    .orElseGet(tables.items::values)
                    .filter(row -> row.channel().equals(channel))));
  }

  @Override
  public final Usage measure(ChannelId channel) throws BackendException {
    return scope.call(
        () -> {
          Optional<ItemId> root = tables.channels.get(channel).map(ChannelRecord::root);
          return tables
              .items
              .values()
              .filter(row -> row.channel().equals(channel))
              .filter(row -> !root.equals(Optional.of(row.id())))
              .map(row -> new Usage(1, row.file().map(InMemoryReader::completedSize).orElse(0L)))
              .reduce(Usage.NONE, (one, other) -> one.plus(other.items(), other.bytes()));
        });
  }

  private static long completedSize(FileRecord file) {
    return file.status() == FileStatus.COMPLETED ? file.size() : 0;
  }

  @Override
  public final Optional<ContentRecord> content(ChannelId channel, ContentKey key)
      throws BackendException {
    return scope.call(() -> tables.content(channel, key));
  }

  @Override
  public final Optional<CountedContent> content(ContentKey key) throws BackendException {
    return scope.call(() -> tables.contents.get(key).map(this::counted));
  }

  @Override
  public final List<CountedContent> contents(Optional<ContentKey> after, int limit)
      throws BackendException {
    return scope.call(
        () ->
            firstOf(
                limit,
                after
                    .map(key -> tables.contents.ascending(key, false))
                    .orElseGet(tables.contents::values)
                    .map(this::counted)));
  }

  private CountedContent counted(ContentRecord content) {
    return new CountedContent(content, tables.contentUses.get(content.key()).orElse(0L));
  }

  @Override
  public final List<ContentRecord> dueContents(
      ChannelId channel, ContentState state, Instant dueBy, int limit) throws BackendException {
    DueKey first = new DueKey(channel, state, Instant.MIN, "");
    return scope.call(
        () ->
            firstOf(
                limit,
                tables
                    .dueContents
                    .ascending(first, true)
                    .takeWhile(row -> row.channel().equals(channel) && row.state() == state)
                    .takeWhile(row -> row.due().filter(due -> due.isAfter(dueBy)).isEmpty())));
  }

  @Override
  public final List<VersionRecord> versions(ChannelId channel, ItemId file)
      throws BackendException {
    return scope.call(
        () -> tables.item(channel, file).isPresent() ? tables.versionsOf(file) : List.of());
  }

  @Override
  public final Optional<UploadRecord> upload(ChannelId channel, UploadId upload)
      throws BackendException {
    return scope.call(() -> tables.upload(channel, upload));
  }

  @Override
  public final Optional<UploadRecord> uploadOf(ChannelId channel, ItemId file)
      throws BackendException {
    return scope.call(
        () -> tables.item(channel, file).map(ItemRecord::id).flatMap(tables.uploadsByItem::get));
  }

  @Override
  public final Optional<UploadRecord> uploadTo(ContentKey key) throws BackendException {
    return scope.call(() -> tables.uploadsByContent.get(key));
  }

  @Override
  public final List<UploadRecord> uploads(ChannelId channel, Optional<UploadId> after, int limit)
      throws BackendException {
    return scope.call(
        () ->
            firstOf(
                limit,
                after
                    .map(id -> tables.uploads.ascending(id, false))
                    .orElseGet(tables.uploads::values)
                    .filter(row -> row.channel().equals(channel))));
  }

  @Override
  public final List<UploadRecord> expiredUploads(ChannelId channel, Instant expiredBy, int limit)
      throws BackendException {
    ExpiryKey first = new ExpiryKey(channel, Instant.MIN, Orders.LEAST_UUID);
    return scope.call(
        () ->
            firstOf(
                limit,
                tables
                    .uploadExpiries
                    .ascending(first, true)
                    .takeWhile(upload -> upload.channel().equals(channel))
                    .takeWhile(upload -> !upload.expiresAt().isAfter(expiredBy))));
  }

  @Override
  public final long openUploads(ChannelId channel, long limit) throws BackendException {
    return scope.call(
        () ->
            tables
                .openUploads
                .values()
                .filter(upload -> upload.channel().equals(channel))
                .limit(limit)
                .count());
  }

  @Override
  public final List<Change> changes(ChannelId channel, long after, int limit)
      throws BackendException {
    ChangeKey position = new ChangeKey(channel, after);
    return scope.call(
        () ->
            firstOf(
                limit,
                tables
                    .changes
                    .ascending(position, false)
                    .takeWhile(change -> change.channel().equals(channel))));
  }

  @Override
  public final Backlog backlog() throws BackendException {
    return scope.call(
        () ->
            new Backlog(
                tables.openUploads.values().count(),
                due(ContentState.INTENT),
                due(ContentState.DOOMED)));
  }

  private long due(ContentState state) {
    return tables.dueContents.values().filter(row -> row.state() == state).count();
  }

  /** Returns a copy of the bytes that the catalog holds for a content. */
  final Optional<byte[]> inline(ChannelId channel, ContentKey key) throws BackendException {
    return scope.call(
        () ->
            tables
                .content(channel, key)
                .map(ContentRecord::key)
                .flatMap(tables.inlineBytes::get)
                .map(byte[]::clone));
  }

  /** Where the wanted parked items begin; no item is there. */
  private static ParkedKey parkedBound(ChannelId channel, ParkedQuery query) {
    return query
        .after()
        .map(at -> new ParkedKey(channel, query.state(), at.since(), at.id().value()))
        .orElseGet(
            () ->
                query.descending()
                    ? new ParkedKey(channel, query.state(), Instant.MAX, Orders.GREATEST_UUID)
                    : new ParkedKey(channel, query.state(), Instant.MIN, Orders.LEAST_UUID));
  }

  private static <T> List<T> firstOf(int limit, Stream<T> rows) {
    requireLimit(limit);
    return rows.limit(limit).toList();
  }

  private static void requireLimit(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a limit is at least 1");
    }
  }
}
