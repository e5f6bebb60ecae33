package io.filelibrary.storage.sqlite;

import io.filelibrary.model.ActorId;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.Sha256;
import io.filelibrary.model.Stamp;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.Usage;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.Placement;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** Small valid records for tests. Ids are made of numbers, so that failures can be read. */
final class Samples {
  static final ChannelId CHANNEL = ChannelId.of("team/42");
  static final ItemId ROOT = itemId(1);
  static final Instant NOW = Instant.parse("2026-03-04T05:06:07.123456789Z");
  static final Stamp STAMP = new Stamp(NOW, ActorId.of("ann"));
  static final Sha256 HASH = Sha256.of("0123456789abcdef".repeat(4));

  private Samples() {}

  static ItemId itemId(long number) {
    return new ItemId(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | number));
  }

  static ContentKey key(long number) {
    return new ContentKey("private/" + number);
  }

  static ChannelRecord channel(ChannelId id, ItemId root) {
    ChannelSpec spec = ChannelSpec.of(id, TenantId.of("acme"));
    return new ChannelRecord(new Channel(spec, Usage.NONE, NOW, NOW), root, 0);
  }

  static ItemRecord root(ChannelId channel, ItemId id) {
    return item(channel, id, ItemKind.FOLDER, Placement.ROOT, "");
  }

  static ItemRecord folder(ItemId id, ItemId parent, String name) {
    return item(CHANNEL, id, ItemKind.FOLDER, Placement.living(parent), name);
  }

  static ItemRecord pending(ItemId id, ItemId parent, String name, long size) {
    return item(CHANNEL, id, ItemKind.FILE, Placement.living(parent), name)
        .withFile(
            new FileRecord(
                FileStatus.PENDING,
                size,
                ContentType.OCTET_STREAM,
                0,
                Optional.empty(),
                Optional.empty(),
                false));
  }

  static ItemRecord file(ItemId id, ItemId parent, String name, ContentKey content, long size) {
    return pending(id, parent, name, 0)
        .withFile(
            new FileRecord(
                FileStatus.COMPLETED,
                size,
                ContentType.of("text/plain; charset=utf-8"),
                1,
                Optional.of(content),
                Optional.of(HASH),
                false));
  }

  static ItemRecord item(
      ChannelId channel, ItemId id, ItemKind kind, Placement placement, String name) {
    Optional<FileRecord> file =
        kind == ItemKind.FILE
            ? Optional.of(
                new FileRecord(
                    FileStatus.PENDING,
                    0,
                    ContentType.OCTET_STREAM,
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    false))
            : Optional.empty();
    return new ItemRecord(
        id,
        channel,
        kind,
        placement,
        name,
        name,
        STAMP,
        STAMP,
        1,
        Visibility.PRIVATE,
        Attributes.NONE,
        Optional.empty(),
        file);
  }

  static ContentRecord intent(ContentKey key, Instant due) {
    return new ContentRecord(
        key,
        CHANNEL,
        ContentState.INTENT,
        0,
        false,
        OptionalLong.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        false,
        Optional.of(due));
  }

  /** A content that has arrived, whose bytes the catalog is to hold. */
  static ContentRecord inline(ContentKey key, long size) {
    return intent(key, NOW).arrived(size, HASH, OptionalInt.empty(), true);
  }

  static ContentRecord live(ContentKey key, long size) {
    return intent(key, NOW).arrived(size, HASH, OptionalInt.empty(), false).live(1);
  }

  static void insertChannel(CatalogWriter writer) throws BackendException {
    writer.insertChannel(channel(CHANNEL, ROOT));
    writer.insertItem(root(CHANNEL, ROOT));
  }

  /** Runs a work that returns nothing in a durable transaction. */
  static void write(SqliteCatalog catalog, Change change) throws BackendException {
    catalog.write(
        CHANNEL,
        Durability.DURABLE,
        writer -> {
          change.apply(writer);
          return true;
        });
  }

  /** A work that returns nothing. */
  @FunctionalInterface
  interface Change {
    void apply(CatalogWriter writer) throws BackendException;
  }
}
