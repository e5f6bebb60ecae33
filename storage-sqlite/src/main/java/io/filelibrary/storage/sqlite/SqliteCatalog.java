package io.filelibrary.storage.sqlite;

import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.CatalogWork;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.InlineContents;
import io.filelibrary.spi.ItemWithContent;
import io.filelibrary.spi.SelfCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A catalog in one SQLite file, for one or a few processes of one machine.
 *
 * <p>One thread commits the works of all callers that wait, so that 16 callers at once need far
 * fewer syncs than commits; with several callers a second one syncs, while the next works run. A
 * caller who comes alone commits on its own thread. Works run on the thread that commits, one after
 * the other, so one that is slow delays all writes. Reads run on the caller's thread and wait for
 * no work, but, before they return, for the sync of a commit that they may have seen: what a read
 * tells, no power loss takes back. Other processes see such a commit up to a sync earlier. An
 * interrupt ends neither; it is kept.
 *
 * <p>After a sync that failed, its commits have an unknown effect, and reads and writes fail with
 * {@code UNAVAILABLE} until the log could be moved into the database.
 *
 * <p>A file that is a symbolic link stands for the one it leads to, beside which all others are.
 *
 * <p>The file is in write-ahead mode: beside it are {@code -wal} and {@code -shm} while it is open,
 * which belong to it. {@link #backup} copies it while it is in use.
 *
 * <p>A third file, {@code -reserve}, only takes room: 1 MiB, and as much again as the log has, 9
 * MiB at most. On a full disk it is given up, so that items and contents can be deleted, moved and
 * changed. What adds an item or a content then finds {@code STORAGE_FULL} if the database would
 * have to grow for it, until there is room for the reserve again. It holds no data.
 */
public final class SqliteCatalog implements InlineContents, SelfCheck {
  // Large enough for a row and its neighbours; what SQLite takes by default.
  private static final int PAGE_SIZE = 4096;

  private final Database database;
  private final int inlineLimit;
  private final UUID id;

  private SqliteCatalog(Database database, int inlineLimit, UUID id) {
    this.database = database;
    this.inlineLimit = inlineLimit;
    this.id = id;
  }

  /**
   * Opens a catalog with the default options, and creates it if the file is absent.
   *
   * @param file the database file, on a local disk; its folder must exist
   * @return the catalog; the caller closes it
   * @throws BackendException {@code MISCONFIGURED} if the file cannot be opened, is not a catalog,
   *     or has a newer format
   */
  public static SqliteCatalog open(Path file) throws BackendException {
    return open(SqliteCatalogOptions.of(file));
  }

  /**
   * Opens a catalog, and creates it if the file is absent.
   *
   * @param options the file and how it is used
   * @return the catalog; the caller closes it
   * @throws BackendException {@code MISCONFIGURED} if the file cannot be opened, is not a catalog,
   *     or has a newer format
   */
  public static SqliteCatalog open(SqliteCatalogOptions options) throws BackendException {
    DatabaseSettings settings =
        new DatabaseSettings(
            options.file(),
            options.readers(),
            options.busyTimeout(),
            PAGE_SIZE,
            options.largestBatch());
    Database database = Database.open(settings, CatalogSchema.SCHEMA, "filelibrary-sqlite-catalog");
    try {
      return new SqliteCatalog(database, options.inlineLimit(), identity(database));
    } catch (BackendException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  @Override
  public UUID id() {
    return id;
  }

  @Override
  public <T> T read(CatalogWork<CatalogReader, T> work) throws BackendException {
    return database.read(
        session -> {
          SqliteReader reader = new SqliteReader(session);
          try {
            return work.run(reader);
          } finally {
            reader.end();
          }
        });
  }

  @Override
  public <T> T write(ChannelId channel, Durability durability, CatalogWork<CatalogWriter, T> work)
      throws BackendException {
    return database.write(
        durability,
        session -> {
          SqliteWriter writer = new SqliteWriter(session);
          try {
            return work.run(writer);
          } finally {
            writer.end();
          }
        });
  }

  @Override
  public int inlineLimit() {
    return inlineLimit;
  }

  @Override
  public void insertInline(CatalogWriter transaction, ContentRecord content, byte[] bytes)
      throws BackendException {
    if (!(transaction instanceof SqliteWriter own)) {
      throw foreignTransaction();
    }
    own.insertInline(content, bytes, inlineLimit);
  }

  @Override
  public Optional<byte[]> inline(CatalogReader transaction, ChannelId channel, ContentKey key)
      throws BackendException {
    return own(transaction).inline(channel, key);
  }

  @Override
  public Optional<ItemWithContent> itemWithContent(
      CatalogReader transaction, ChannelId channel, ItemId item) throws BackendException {
    return own(transaction).itemWithContent(channel, item);
  }

  @Override
  public Optional<ItemWithContent> childWithContent(
      CatalogReader transaction, ChannelId channel, ItemId folder, String nameKey)
      throws BackendException {
    return own(transaction).childWithContent(channel, folder, nameKey);
  }

  private static SqliteReader own(CatalogReader transaction) {
    if (!(transaction instanceof SqliteReader own)) {
      throw foreignTransaction();
    }
    return own;
  }

  /**
   * {@inheritDoc}
   *
   * <p>SQLite checks the pages, the indexes and the constraints of each row, and then that all rows
   * are there that others refer to. It reads the whole file on a connection of its own, which
   * counts among those that read; meanwhile the log beside the file grows with each write.
   */
  @Override
  public List<String> selfCheck() throws BackendException {
    return new IntegrityCheck(database).run();
  }

  /**
   * Returns what was written so far.
   *
   * @return counters since the catalog was opened
   */
  public SqliteCatalogMetrics metrics() {
    CommitMetrics counted = database.metrics();
    return new SqliteCatalogMetrics(
        counted.commits(),
        counted.durableCommits(),
        database.syncs(),
        counted.committedWorks(),
        counted.largestBatch(),
        counted.rolledBack());
  }

  /**
   * Writes a copy of the catalog as it is now to a new file, while it is in use: reads and writes
   * go on. The file is whole, packed and synced when it appears under its name; with an exception
   * there is none. It is an ordinary database: to restore it, close what uses the old one, move
   * that and its {@code -wal} and {@code -shm} files away, and put the copy in its place.
   *
   * <p>Back the catalog up first, then the storage: contents are written once, and deleted only
   * after the library's grace, so that a storage that was copied within that time has all that the
   * catalog names, and more.
   *
   * @param target the file to write, which must not exist; its folder must, on any disk
   * @throws BackendException {@code ALREADY_EXISTS} if there is such a file; {@code STORAGE_FULL}
   * @throws IOException if the copy cannot be written
   */
  public void backup(Path target) throws IOException {
    database.backup(target);
  }

  @Override
  public void close() throws BackendException {
    database.close();
  }

  /** The file, for tests that look at its connections. */
  Database database() {
    return database;
  }

  private static IllegalArgumentException foreignTransaction() {
    return new IllegalArgumentException("the transaction is not one of this catalog");
  }

  private static UUID identity(Database database) throws BackendException {
    Optional<UUID> known = database.read(SqliteCatalog::storedIdentity);
    if (known.isPresent()) {
      return known.get();
    }
    // The first of two processes that create the file together gives it its identity.
    UUID fresh = UUID.randomUUID();
    return database.write(
        Durability.DURABLE,
        session -> {
          session.update(
              "INSERT INTO catalog (id) SELECT ? WHERE NOT EXISTS (SELECT * FROM catalog)",
              UuidBytes.of(fresh));
          return storedIdentity(session)
              .orElseThrow(() -> new BackendException(Reason.CORRUPT, "the catalog has no id"));
        });
  }

  private static Optional<UUID> storedIdentity(Session session) throws BackendException {
    return session.first(Row::uuid, "SELECT id FROM catalog");
  }
}
