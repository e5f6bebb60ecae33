package io.filelibrary.memory;

import io.filelibrary.model.ChannelId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.CatalogWork;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.InlineContents;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Keeps records in the memory of this process, until it is closed. Nothing is durable.
 *
 * <p>One lock serves all channels: reads run side by side, a write runs alone. A work runs once, on
 * the thread of its caller. It is held to the rules of the SPI strictly, so that a test finds what
 * another catalog may forgive: {@link IllegalStateException} answers a work that calls its own
 * catalog, and whoever uses a reader or writer on another thread, after its work returned, or after
 * one of its calls failed; {@link IllegalArgumentException} a limit below 1, and a change to
 * another channel than that of the transaction. A work that catches the exception of such a call
 * and returns is rolled back nevertheless, and the exception thrown again.
 */
public final class InMemoryCatalog implements InlineContents {
  private static final int DEFAULT_INLINE_LIMIT = 64 * 1024;
  private static final int MAX_INLINE_LIMIT = 1024 * 1024;

  private final UUID id;
  private final int inlineLimit;
  private final InMemoryTables tables = new InMemoryTables();
  // Fair, since a stream of overlapping reads would keep a write waiting for ever.
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
  private boolean closed;

  private InMemoryCatalog(UUID id, int inlineLimit) {
    this.id = id;
    this.inlineLimit = inlineLimit;
  }

  /**
   * Creates an empty catalog that holds contents of up to 64 KiB itself.
   *
   * @param id its identity, a random UUID
   * @return the catalog; the caller closes it
   */
  public static InMemoryCatalog create(UUID id) {
    return create(id, DEFAULT_INLINE_LIMIT);
  }

  /**
   * Creates an empty catalog.
   *
   * @param id its identity, a random UUID
   * @param inlineLimit the largest content that it holds itself, 0 to 1,048,576 bytes
   * @return the catalog; the caller closes it
   * @throws IllegalArgumentException if the limit is out of its bounds
   */
  public static InMemoryCatalog create(UUID id, int inlineLimit) {
    if (inlineLimit < 0 || inlineLimit > MAX_INLINE_LIMIT) {
      throw new IllegalArgumentException("an inline limit is 0 to 1048576 bytes");
    }
    return new InMemoryCatalog(id, inlineLimit);
  }

  @Override
  public UUID id() {
    return id;
  }

  @Override
  public int inlineLimit() {
    return inlineLimit;
  }

  @Override
  public <T> T read(CatalogWork<CatalogReader, T> work) throws BackendException {
    requireNotNested();
    lock.readLock().lock();
    TransactionScope scope = new TransactionScope();
    try {
      requireOpen();
      T result = work.run(new InMemoryReader(tables, scope));
      scope.requireNoFailure();
      return result;
    } finally {
      scope.end();
      lock.readLock().unlock();
    }
  }

  @Override
  public <T> T write(ChannelId channel, Durability durability, CatalogWork<CatalogWriter, T> work)
      throws BackendException {
    requireNotNested();
    lock.writeLock().lock();
    TransactionScope scope = new TransactionScope();
    UndoLog log = new UndoLog();
    try {
      requireOpen();
      T result = work.run(new InMemoryWriter(tables, scope, channel, log));
      scope.requireNoFailure();
      log.commit();
      return result;
    } finally {
      scope.end();
      log.rollBack();
      lock.writeLock().unlock();
    }
  }

  @Override
  public void putInline(CatalogWriter transaction, ChannelId channel, ContentKey key, byte[] bytes)
      throws BackendException {
    if (!(transaction instanceof InMemoryWriter writer) || writer.tables != tables) {
      throw new IllegalArgumentException("the transaction is of another catalog");
    }
    writer.putInline(channel, key, bytes, inlineLimit);
  }

  @Override
  public Optional<byte[]> inline(CatalogReader transaction, ChannelId channel, ContentKey key)
      throws BackendException {
    if (!(transaction instanceof InMemoryReader reader) || reader.tables != tables) {
      throw new IllegalArgumentException("the transaction is of another catalog");
    }
    return reader.inline(channel, key);
  }

  @Override
  public void close() {
    requireNotNested();
    lock.writeLock().lock();
    try {
      closed = true;
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void requireNotNested() {
    // Each would wait for the other: the lock does not turn a read into a write.
    if (lock.isWriteLockedByCurrentThread() || lock.getReadHoldCount() > 0) {
      throw new IllegalStateException("a work must not call the catalog that runs it");
    }
  }

  private void requireOpen() throws BackendException {
    if (closed) {
      throw new BackendException(Reason.CLOSED, "the in-memory catalog is closed");
    }
  }
}
