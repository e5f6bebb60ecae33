package io.filelibrary.storage.sqlite;

import static io.filelibrary.storage.sqlite.Samples.CHANNEL;
import static io.filelibrary.storage.sqlite.Samples.HASH;
import static io.filelibrary.storage.sqlite.Samples.NOW;
import static io.filelibrary.storage.sqlite.Samples.ROOT;
import static io.filelibrary.storage.sqlite.Samples.STAMP;
import static io.filelibrary.storage.sqlite.Samples.itemId;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.Attributes;
import io.filelibrary.model.Change;
import io.filelibrary.model.ChangeAction;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.LinkUrl;
import io.filelibrary.model.UploadId;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.Placement;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.UploadState;
import io.filelibrary.spi.VersionRecord;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What is in the files of the stored formats, and the program that has made them: run with an empty
 * folder as its argument, on the release whose formats they are.
 */
final class StoredFormatSamples {
  static final ContentKey KEY = new ContentKey("private/3f9c6e1d0b7a4c5e8f2d1a0b9c8d7e6f");
  static final ItemRecord LINK =
      new ItemRecord(
          itemId(10),
          CHANNEL,
          ItemKind.LINK,
          Placement.trashed(ROOT, ROOT, NOW),
          "Link \uD83D\uDE00",
          "link \uD83D\uDE00",
          STAMP,
          STAMP,
          3,
          Visibility.PUBLIC,
          Attributes.of(Map.of("calendarId", "a \"b\"\n\\", "empty", "")),
          Optional.of(LinkUrl.of("https://example.org/")),
          Optional.empty());
  private static final ItemRecord FILE = Samples.file(itemId(11), ROOT, "f.txt", KEY, 2);
  private static final ItemRecord PENDING = Samples.pending(itemId(12), ROOT, "p.txt", 5);
  private static final VersionRecord VERSION =
      new VersionRecord(itemId(11), 1, KEY, ContentType.of("text/plain"), STAMP);

  /** The upload in a catalog of format 1, which knows no uploads in parts. */
  static final UploadRecord UPLOAD =
      new UploadRecord(
          new UploadId(new UUID(1, 2)),
          CHANNEL,
          itemId(12),
          UploadState.OPEN,
          Optional.of(new ContentKey("private/other")),
          Optional.empty(),
          OptionalLong.of(5),
          Optional.of(HASH),
          9,
          ConflictPolicy.FAIL,
          NOW);

  /** The channel in a catalog before format 3, which knows no attributes of channels. */
  static final ChannelRecord CHANNEL_ROW = Samples.channel(CHANNEL, ROOT);

  /** The channel in a catalog of format 3. */
  static final ChannelRecord CHANNEL_WITH_ATTRIBUTES =
      new ChannelRecord(
          new Channel(
              CHANNEL_ROW
                  .channel()
                  .spec()
                  .withAttributes(Attributes.of(Map.of("plan", "a \"b\"\n\\", "empty", ""))),
              CHANNEL_ROW.channel().usage(),
              NOW,
              NOW),
          ROOT,
          0);

  /** The upload in a catalog since format 2. */
  static final UploadRecord UPLOAD_IN_PARTS = UPLOAD.withParts("2~id/of+parts=");

  private static final Change CHANGE =
      new Change(
          1,
          CHANNEL,
          ChangeAction.UPDATED,
          ItemKind.FILE,
          itemId(11),
          Optional.of(itemId(99)),
          ItemName.of("f.txt"),
          2,
          STAMP,
          new TreeMap<>(Map.of("name", "e.txt", "parent", "")));

  /** A content whose CRC-32C is known, which catalogs have since format 4. */
  static final ContentRecord SUMMED =
      Samples.intent(Samples.key(3), NOW)
          .arrived(2, HASH, OptionalInt.of(0xE3069283), false)
          .live(1);

  /** The content whose bytes a catalog holds, which catalogs before format 4 could hold unasked. */
  static final ContentRecord HELD_UNASKED = Samples.live(KEY, 2);

  /** The content whose bytes a catalog of format 4 holds. */
  static final ContentRecord HELD = Samples.inline(KEY, 2).live(1);

  /** The rows that depend on the format. */
  record Dependent(ChannelRecord channel, UploadRecord upload, ContentRecord held) {}

  private StoredFormatSamples() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    try (SqliteCatalog catalog = SqliteCatalog.open(folder.resolve("catalog-format-4.db"))) {
      catalog.write(
          CHANNEL,
          Durability.DURABLE,
          writer -> {
            fill(catalog, writer);
            return true;
          });
    }
    SqliteStorageOptions options =
        SqliteStorageOptions.of(folder.resolve("storage-format-1.db"))
            .withChunkSize(4096)
            .withClock(Clock.fixed(NOW, ZoneOffset.UTC));
    try (SqliteStorage storage = SqliteStorage.open(options)) {
      storage.put(KEY, new ByteArrayInputStream(bytes()), OptionalLong.empty(), ContentHints.NONE);
    }
  }

  /** The bytes of the storage's object, a chunk and a half. */
  static byte[] bytes() {
    byte[] bytes = new byte[6000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i % 251);
    }
    return bytes;
  }

  /** Checks the rows of a catalog, of which some depend on its format. */
  static void check(SqliteCatalog catalog, CatalogReader reader, Dependent rows)
      throws BackendException {
    UploadRecord upload = rows.upload;
    assertThat(reader.channel(CHANNEL)).contains(rows.channel);
    assertThat(reader.item(CHANNEL, ROOT)).contains(Samples.root(CHANNEL, ROOT));
    assertThat(reader.item(CHANNEL, itemId(10))).contains(LINK);
    assertThat(reader.item(CHANNEL, itemId(11))).contains(FILE);
    assertThat(reader.item(CHANNEL, itemId(12))).contains(PENDING);
    assertThat(reader.content(CHANNEL, KEY)).contains(rows.held);
    assertThat(reader.dueContents(CHANNEL, ContentState.INTENT, NOW, 9))
        .containsExactly(Samples.intent(Samples.key(2), NOW));
    assertThat(catalog.inline(reader, CHANNEL, KEY)).contains(new byte[] {0, -1});
    assertThat(reader.versions(CHANNEL, itemId(11))).containsExactly(VERSION);
    assertThat(reader.upload(CHANNEL, upload.id())).contains(upload);
    assertThat(reader.uploadTo(upload.content().orElseThrow())).contains(upload);
    assertThat(reader.changes(CHANNEL, 0, 9)).containsExactly(CHANGE);
  }

  private static void fill(SqliteCatalog catalog, CatalogWriter writer) throws BackendException {
    Samples.insertChannel(writer);
    writer.updateChannel(CHANNEL_WITH_ATTRIBUTES);
    catalog.insertInline(writer, HELD, new byte[] {0, -1});
    writer.insertContent(Samples.intent(Samples.key(2), NOW));
    writer.insertContent(SUMMED);
    writer.insertItem(LINK);
    writer.insertItem(FILE);
    writer.insertItem(PENDING);
    writer.insertVersion(CHANNEL, VERSION);
    writer.insertUpload(UPLOAD_IN_PARTS);
    writer.insertChange(CHANGE);
  }
}
