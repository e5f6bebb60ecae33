package io.filelibrary.memory;

import io.filelibrary.model.ChannelId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.CatalogWork;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.InlineContents;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Keeps records in the memory of this process, until it is closed. Nothing is durable.
 *
 * <p>Each transaction has the tables as they were when it began, and a write publishes its own copy
 * when it commits: reads wait for nothing, writes (of all channels) for each other. A copy shares
 * what it does not change, so that a write costs as much as its changes. A work runs once, on the
 * thread of its caller. It is held to the rules of the SPI strictly, so that a test finds what
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

  /** Shared by all transactions that run, so that closing waits for them. */
  private final ReentrantReadWriteLock running = new ReentrantReadWriteLock();

  /** Held by the one transaction that writes; fair, so that each gets its turn. */
  private final ReentrantLock writing = new ReentrantLock(true);

  private volatile InMemoryTables committed = new InMemoryTables();
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
    begin();
    TransactionScope scope = new TransactionScope(this);
    try {
      requireOpen();
      T result = work.run(new InMemoryReader(committed, scope));
      scope.requireNoFailure();
      return result;
    } finally {
      scope.end();
      running.readLock().unlock();
    }
  }

  @Override
  public <T> T write(ChannelId channel, Durability durability, CatalogWork<CatalogWriter, T> work)
      throws BackendException {
    begin();
    writing.lock();
    TransactionScope scope = new TransactionScope(this);
    try {
      requireOpen();
      InMemoryTables changed = committed.copy();
      T result = work.run(new InMemoryWriter(changed, scope, channel));
      scope.requireNoFailure();
      committed = changed;
      return result;
    } finally {
      scope.end();
      writing.unlock();
      running.readLock().unlock();
    }
  }

  @Override
  public void insertInline(CatalogWriter transaction, ContentRecord content, byte[] bytes)
      throws BackendException {
    if (!(transaction instanceof InMemoryWriter writer) || !writer.scope.isOf(this)) {
      throw new IllegalArgumentException("the transaction is of another catalog");
    }
    writer.insertInline(content, bytes, inlineLimit);
  }

  @Override
  public Optional<byte[]> inline(CatalogReader transaction, ChannelId channel, ContentKey key)
      throws BackendException {
    if (!(transaction instanceof InMemoryReader reader) || !reader.scope.isOf(this)) {
      throw new IllegalArgumentException("the transaction is of another catalog");
    }
    return reader.inline(channel, key);
  }

  @Override
  public void close() {
    requireNotNested();
    running.writeLock().lock();
    try {
      closed = true;
      committed = new InMemoryTables();
    } finally {
      running.writeLock().unlock();
    }
  }

  private void begin() {
    requireNotNested();
    running.readLock().lock();
  }

  private void requireNotNested() {
    if (running.getReadHoldCount() > 0) {
      throw new IllegalStateException("a work must not call the catalog that runs it");
    }
  }

  private void requireOpen() throws BackendException {
    if (closed) {
      throw new BackendException(Reason.CLOSED, "the in-memory catalog is closed");
    }
  }
}
