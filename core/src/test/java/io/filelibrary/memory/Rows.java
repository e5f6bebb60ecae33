package io.filelibrary.memory;

import com.google.common.hash.Hashing;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.Change;
import io.filelibrary.model.ChangeAction;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.LinkUrl;
import io.filelibrary.model.Sha256;
import io.filelibrary.model.Stamp;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.UploadId;
import io.filelibrary.model.Usage;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.Placement;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.UploadState;
import io.filelibrary.spi.VersionRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;

/** Rows for tests: ids follow from small numbers, everything else has a plain value. */
final class Rows {
  static final ChannelId CHANNEL = ChannelId.of("channel");
  static final ChannelId OTHER_CHANNEL = ChannelId.of("other/channel");
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  static final Stamp STAMP = new Stamp(NOW, ActorId.of("actor"));

  private Rows() {}

  static ItemId itemId(long number) {
    return new ItemId(new UUID(0, number));
  }

  static UploadId uploadId(long number) {
    return new UploadId(new UUID(0, number));
  }

  static ContentKey key(long number) {
    return new ContentKey("private/" + number);
  }

  static Sha256 sha256(String text) {
    return Sha256.of(Hashing.sha256().hashString(text, StandardCharsets.UTF_8).asBytes());
  }

  static ChannelRecord channel(ChannelId id, ItemId root) {
    ChannelSpec spec = ChannelSpec.of(id, TenantId.of("tenant"));
    return new ChannelRecord(new Channel(spec, Usage.NONE, NOW, NOW), root, 0);
  }

  static ItemRecord root(ChannelId channel, ItemId id) {
    return item(channel, id, ItemKind.FOLDER, Placement.ROOT, "");
  }

  static ItemRecord folder(long number, ItemId parent, String name) {
    return item(CHANNEL, itemId(number), ItemKind.FOLDER, Placement.living(parent), name);
  }

  static ItemRecord link(long number, ItemId parent, String name) {
    return item(CHANNEL, itemId(number), ItemKind.LINK, Placement.living(parent), name);
  }

  static ItemRecord pendingFile(long number, ItemId parent, String name) {
    return item(CHANNEL, itemId(number), ItemKind.FILE, Placement.living(parent), name);
  }

  static ItemRecord file(long number, ItemId parent, String name, ContentKey content) {
    return pendingFile(number, parent, name).withFile(completed(content, 1));
  }

  static FileRecord completed(ContentKey content, long size) {
    return new FileRecord(
        FileStatus.COMPLETED,
        size,
        ContentType.OCTET_STREAM,
        1,
        Optional.of(content),
        Optional.of(sha256("")),
        false);
  }

  static ItemRecord item(
      ChannelId channel, ItemId id, ItemKind kind, Placement placement, String name) {
    FileRecord pending =
        new FileRecord(
            FileStatus.PENDING,
            0,
            ContentType.OCTET_STREAM,
            0,
            Optional.empty(),
            Optional.empty(),
            false);
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
        kind == ItemKind.LINK ? Optional.of(LinkUrl.of("https://example.org")) : Optional.empty(),
        kind == ItemKind.FILE ? Optional.of(pending) : Optional.empty());
  }

  static ContentRecord intent(ChannelId channel, ContentKey key, Instant due) {
    return new ContentRecord(
        key,
        channel,
        ContentState.INTENT,
        0,
        false,
        OptionalLong.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        false,
        Optional.of(due));
  }

  /** A content whose bytes the catalog holds. */
  static ContentRecord inline(ContentKey key) {
    return intent(CHANNEL, key, NOW).arrived(1, sha256(""), OptionalInt.empty(), true);
  }

  static ContentRecord live(ContentKey key) {
    return intent(CHANNEL, key, NOW).arrived(1, sha256(""), OptionalInt.empty(), false).live(1);
  }

  static VersionRecord version(ItemId file, int number, ContentKey content) {
    return new VersionRecord(file, number, content, ContentType.OCTET_STREAM, STAMP);
  }

  static UploadRecord upload(long number, ItemId file, Instant expiresAt) {
    return new UploadRecord(
        uploadId(number),
        CHANNEL,
        file,
        UploadState.OPEN,
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Long.MAX_VALUE,
        ConflictPolicy.FAIL,
        expiresAt);
  }

  static Change change(ChannelId channel, long sequence) {
    return new Change(
        sequence,
        channel,
        ChangeAction.CREATED,
        ItemKind.FOLDER,
        itemId(sequence),
        Optional.empty(),
        ItemName.of("name"),
        1,
        STAMP,
        new TreeMap<>());
  }
}
