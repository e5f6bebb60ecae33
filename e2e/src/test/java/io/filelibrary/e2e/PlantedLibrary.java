package io.filelibrary.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.hash.Hashing;
import io.filelibrary.FileLibrary;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.Change;
import io.filelibrary.model.ChangeAction;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.Sha256;
import io.filelibrary.model.Stamp;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.Usage;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.Placement;
import io.filelibrary.storage.local.LocalStorage;
import io.filelibrary.storage.local.LocalStorageOptions;
import io.filelibrary.storage.sqlite.SqliteCatalog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;

/**
 * A large library on SQLite and a disk, made fast: rows past the library, many in a transaction, as
 * the library would have written them. Of ten items one is a folder, in the folder that was made
 * before the last, and the others are files in one of the folders; of the files each twentieth is
 * an object, and the others are held by the catalog.
 */
final class PlantedLibrary implements AutoCloseable {
  static final ChannelId CHANNEL = ChannelId.of("planted");

  private static final int BATCH = 5_000;
  private static final int FOLDER_EVERY = 10;
  private static final int OBJECT_EVERY = 20;
  private static final int OBJECT_BYTES = 2_000;

  final SqliteCatalog catalog;
  final LocalStorage storage;

  /** Folders in the order they were made. */
  final List<ItemId> folders = new ArrayList<>();

  /** Files whose bytes are objects. */
  final List<ItemId> storedFiles = new ArrayList<>();

  /** The keys of these objects, in the same order. */
  final List<ContentKey> keys = new ArrayList<>();

  /** All files. */
  final List<ItemId> files = new ArrayList<>();

  private final Stamp stamp = new Stamp(Instant.now(), ActorId.of("planter"));
  private long made;

  private PlantedLibrary(SqliteCatalog catalog, LocalStorage storage) {
    this.catalog = catalog;
    this.storage = storage;
  }

  /** Opens the backends below a directory, and leaves stray files where they are. */
  static PlantedLibrary open(Path directory) throws IOException {
    LocalStorageOptions options =
        LocalStorageOptions.of(directory.resolve("contents"))
            .withFsync(false)
            .withLeftoverAge(Duration.ofDays(10_000));
    LocalStorage storage = LocalStorage.open(options);
    return new PlantedLibrary(SqliteCatalog.open(directory.resolve("catalog.db")), storage);
  }

  /** Makes a library with so many items in one channel, and leaves it without a channel's files. */
  static PlantedLibrary create(Path directory, int items) throws IOException {
    try (PlantedLibrary claimed = open(directory);
        FileLibrary library = FileLibrary.open(claimed.catalog, claimed.storage)) {
      library.createChannel(ChannelSpec.of(CHANNEL, TenantId.of("main")));
    }
    PlantedLibrary planted = open(directory);
    while (planted.made < items) {
      int batch = (int) Math.min(BATCH, items - planted.made);
      planted.grow(batch);
    }
    return planted;
  }

  private void grow(int items) throws IOException {
    long first = made;
    for (long number = first; number < first + items; number++) {
      if (isStored(number)) {
        byte[] bytes = bytes(number);
        storage.put(
            key(number),
            new ByteArrayInputStream(bytes),
            OptionalLong.of(bytes.length),
            ContentHints.NONE);
      }
    }
    catalog.write(
        CHANNEL,
        Durability.DURABLE,
        records -> {
          ChannelRecord channel = records.channel(CHANNEL).orElseThrow();
          long bytes = 0;
          for (long number = first; number < first + items; number++) {
            bytes += insert(records, channel.root(), number);
          }
          Channel old = channel.channel();
          Usage usage = old.usage().plus(items, bytes);
          Channel counted = new Channel(old.spec(), usage, old.createdAt(), old.updatedAt());
          return records.updateChannel(new ChannelRecord(counted, channel.root(), first + items));
        });
    remember(first, items);
    made += items;
  }

  /** Notes what was committed: the work above may have run more than once. */
  private void remember(long first, int items) {
    for (long number = first; number < first + items; number++) {
      if (isFolder(number)) {
        folders.add(id(number));
      } else {
        files.add(id(number));
        if (isStored(number)) {
          storedFiles.add(id(number));
          keys.add(key(number));
        }
      }
    }
  }

  private long insert(CatalogWriter records, ItemId root, long number) throws BackendException {
    ItemId parent = parent(number).map(PlantedLibrary::id).orElse(root);
    String name = (isFolder(number) ? "folder " : "file ") + number;
    Optional<FileRecord> file =
        isFolder(number) ? Optional.empty() : Optional.of(insertContent(records, number));
    ItemRecord item =
        new ItemRecord(
            id(number),
            CHANNEL,
            file.isPresent() ? ItemKind.FILE : ItemKind.FOLDER,
            Placement.living(parent),
            name,
            name,
            stamp,
            stamp,
            1,
            Visibility.PRIVATE,
            Attributes.NONE,
            Optional.empty(),
            file);
    records.insertItem(item);
    records.insertChange(
        new Change(
            number + 1,
            CHANNEL,
            ChangeAction.CREATED,
            item.kind(),
            item.id(),
            Optional.of(parent).filter(folder -> !folder.equals(root)),
            new ItemName(name),
            1,
            stamp,
            Collections.emptySortedMap()));
    return file.map(FileRecord::size).orElse(0L);
  }

  private FileRecord insertContent(CatalogWriter records, long number) throws BackendException {
    byte[] bytes = bytes(number);
    Sha256 hash = Sha256.of(Hashing.sha256().hashBytes(bytes).asBytes());
    ContentRecord content =
        new ContentRecord(
            key(number),
            CHANNEL,
            ContentState.LIVE,
            1,
            !isStored(number),
            OptionalLong.of(bytes.length),
            Optional.of(hash),
            OptionalInt.of(Hashing.crc32c().hashBytes(bytes).asInt()),
            false,
            Optional.empty());
    if (isStored(number)) {
      records.insertContent(content);
    } else {
      catalog.insertInline(records, content, bytes);
    }
    return new FileRecord(
        FileStatus.COMPLETED,
        bytes.length,
        ContentType.OCTET_STREAM,
        1,
        Optional.of(key(number)),
        Optional.of(hash),
        false);
  }

  private static boolean isFolder(long number) {
    return number % FOLDER_EVERY == 0;
  }

  private static boolean isStored(long number) {
    return number % OBJECT_EVERY == 7;
  }

  /** The number of the folder that an item is in; empty for the first ones, at the root. */
  private static Optional<Long> parent(long number) {
    long last = number / FOLDER_EVERY;
    long folder = isFolder(number) ? last / 3 : last - number % Math.min(7, last + 1);
    return number == 0 ? Optional.empty() : Optional.of(folder * FOLDER_EVERY);
  }

  private static ItemId id(long number) {
    byte[] random = random("item", number);
    ByteBuffer halves = ByteBuffer.wrap(random);
    return new ItemId(
        new UUID(
            (halves.getLong() & ~0xF000L) | 0x7000L,
            (halves.getLong() >>> 2) | 0x8000_0000_0000_0000L));
  }

  private static ContentKey key(long number) {
    return new ContentKey("private/" + HexFormat.of().formatHex(random("key", number), 0, 16));
  }

  private static byte[] bytes(long number) {
    if (!isStored(number)) {
      return random("bytes", number);
    }
    byte[] bytes = new byte[OBJECT_BYTES];
    new Random(number).nextBytes(bytes);
    return bytes;
  }

  private static byte[] random(String what, long number) {
    return Hashing.sha256().hashString(what + number, US_ASCII).asBytes();
  }

  @Override
  public void close() throws IOException {
    catalog.close();
    storage.close();
  }
}
