package io.filelibrary.storage.sqlite;

import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.Leftover;
import io.filelibrary.spi.Leftovers;
import io.filelibrary.spi.ServerSideCopy;
import io.filelibrary.spi.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A storage in one SQLite file, for one or a few processes of one machine: handy where there should
 * be one file to keep, and quick for small contents. Large ones take the room of their bytes twice
 * for a moment, in the log and in the database; a storage of files is better at those.
 *
 * <p>Bytes are kept in chunks, of which a call holds one in memory. A put writes them in many short
 * transactions under a row that nobody sees, and reads its source between these; one durable
 * transaction publishes the object. Chunks of puts that a crash has cut off are removed little by
 * little by later puts, see {@link SqliteStorageOptions#abandonedAfter}. The file does not shrink
 * when objects are deleted; their room is used again. A file with the suffix {@code -reserve} takes
 * up to 17 MiB, so that objects can be deleted on a full disk; it holds no data, see {@link
 * SqliteCatalog}.
 *
 * <p>An interrupt ends no call of this class; it is kept.
 */
public final class SqliteStorage implements ServerSideCopy, Leftovers {
  // Chunks fill whole pages, of which a larger one needs fewer.
  private static final int PAGE_SIZE = 8192;
  private static final int LARGEST_BATCH = 32;
  private static final int KEYS_PER_TRANSACTION = 100;
  private static final int CHUNKS_AT_ONCE = 2;

  private final Database database;
  private final HiddenObjects hidden;
  private final int chunkSize;
  private final Clock clock;

  private SqliteStorage(Database database, SqliteStorageOptions options) {
    this.database = database;
    this.hidden = new HiddenObjects(database, options);
    this.chunkSize = options.chunkSize();
    this.clock = options.clock();
  }

  /**
   * Opens a storage with the default options, and creates it if the file is absent.
   *
   * @param file the database file, on a local disk; its folder must exist
   * @return the storage; the caller closes it
   * @throws BackendException {@code MISCONFIGURED} if the file cannot be opened, is not a storage,
   *     or has a newer format
   */
  public static SqliteStorage open(Path file) throws BackendException {
    return open(SqliteStorageOptions.of(file));
  }

  /**
   * Opens a storage, and creates it if the file is absent.
   *
   * @param options the file and how it is used
   * @return the storage; the caller closes it
   * @throws BackendException {@code MISCONFIGURED} if the file cannot be opened, is not a storage,
   *     or has a newer format
   */
  public static SqliteStorage open(SqliteStorageOptions options) throws BackendException {
    DatabaseSettings settings =
        new DatabaseSettings(
            options.file(), options.readers(), options.busyTimeout(), PAGE_SIZE, LARGEST_BATCH);
    return new SqliteStorage(
        Database.open(settings, StorageSchema.SCHEMA, "filelibrary-sqlite-storage"), options);
  }

  @Override
  public StoredObject put(
      ContentKey key, InputStream bytes, OptionalLong expectedSize, ContentHints hints)
      throws IOException {
    rejectTaken(key);
    hidden.sweepSome();
    return writer(key, hints).write(new ChunkSource(bytes, expectedSize, chunkSize), chunkSize);
  }

  @Override
  public StoredObject copy(ContentKey source, ContentKey target, ContentHints hints)
      throws IOException {
    ObjectRow original = existing(source);
    rejectTaken(target);
    hidden.sweepSome();
    return writer(target, hints).copy(original);
  }

  @Override
  public InputStream open(ContentKey key, ByteRange range) throws IOException {
    ObjectRow object = existing(key);
    long from = Math.min(range.offset(), object.size());
    return new ChunkStream(database, object, from, from + range.lengthWithin(object.size()));
  }

  @Override
  public Optional<StoredObject> stat(ContentKey key) throws IOException {
    return find(key).map(ObjectRow::stored);
  }

  @Override
  public void delete(Collection<ContentKey> keys) throws IOException {
    database.rejectClosed();
    List<ContentKey> all = List.copyOf(keys);
    for (int from = 0; from < all.size(); from += KEYS_PER_TRANSACTION) {
      List<ContentKey> some = all.subList(from, Math.min(all.size(), from + KEYS_PER_TRANSACTION));
      for (long object : hide(some)) {
        hidden.remove(object);
      }
    }
  }

  @Override
  public List<StoredObject> list(Optional<ContentKey> after, int limit) throws IOException {
    return database.read(
        session ->
            new ObjectTable(session).list(after, limit).stream().map(ObjectRow::stored).toList());
  }

  /**
   * Writes a copy of the storage as it is now to a new file, while it is in use: reads and writes
   * go on. The file is whole, packed and synced when it appears under its name; with an exception
   * there is none. It is an ordinary database: to restore it, close what uses the old one, move
   * that and its {@code -wal} and {@code -shm} files away, and put the copy in its place.
   *
   * @param target the file to write, which must not exist; its folder must, on any disk
   * @throws BackendException {@code ALREADY_EXISTS} if there is such a file; {@code STORAGE_FULL}
   * @throws IOException if the copy cannot be written
   */
  public void backup(Path target) throws IOException {
    database.backup(target);
  }

  /**
   * {@inheritDoc}
   *
   * <p>These are the objects whose puts were cut off, and the deleted ones whose chunks are there
   * yet. A put touches its object with each chunk.
   */
  @Override
  public List<Leftover> leftovers(Instant idleSince, int limit) throws IOException {
    if (limit < 1) {
      throw new IllegalArgumentException("a limit is 1 or more, not " + limit);
    }
    return hidden.list(idleSince, limit);
  }

  @Override
  public long dropLeftovers(Instant idleSince) throws IOException {
    return hidden.drop(idleSince);
  }

  @Override
  public void close() throws IOException {
    database.close();
  }

  /** The file, for tests that look at its connections. */
  Database database() {
    return database;
  }

  private ObjectWriter writer(ContentKey key, ContentHints hints) {
    return new ObjectWriter(database, hidden, clock, key, hints);
  }

  private Optional<ObjectRow> find(ContentKey key) throws BackendException {
    return database.read(session -> new ObjectTable(session).find(key));
  }

  private ObjectRow existing(ContentKey key) throws BackendException {
    return find(key)
        .orElseThrow(
            () -> new BackendException(Reason.NOT_FOUND, "object " + key + " does not exist"));
  }

  /** Refuses a taken key before its source is read; publishing decides. */
  private void rejectTaken(ContentKey key) throws BackendException {
    if (find(key).isPresent()) {
      throw ObjectTable.taken(key);
    }
  }

  /**
   * Makes objects invisible in one durable transaction, and removes the small ones in it.
   *
   * @return the numbers of those whose chunks are to be removed yet
   */
  private List<Long> hide(List<ContentKey> keys) throws BackendException {
    return database.write(
        Durability.DURABLE,
        session -> {
          ObjectTable objects = new ObjectTable(session);
          List<Long> large = new ArrayList<>();
          for (ContentKey key : keys) {
            Optional<ObjectRow> object = objects.find(key);
            if (object.isPresent() && !objects.hide(object.get().number(), CHUNKS_AT_ONCE)) {
              large.add(object.get().number());
            }
          }
          return large;
        });
  }
}
