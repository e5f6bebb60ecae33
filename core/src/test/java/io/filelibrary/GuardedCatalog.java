package io.filelibrary;

import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.model.ChannelId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.CatalogWork;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.InlineContents;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A catalog in memory that knows whether the current thread is inside a transaction, runs the work
 * of each write twice, of which only the second run counts, and fails when a test wants it.
 */
final class GuardedCatalog implements InlineContents {
  private final InMemoryCatalog catalog = InMemoryCatalog.create(new UUID(7, 7));
  private final ThreadLocal<Boolean> running = ThreadLocal.withInitial(() -> false);
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();

  private volatile Durability lastCommit = Durability.DURABLE;
  private final AtomicInteger durableCommits = new AtomicInteger();
  private final AtomicInteger countdown = new AtomicInteger();
  private BackendException failureAfterCountdown =
      new BackendException(BackendException.Reason.UNAVAILABLE, "busy");

  /** What happens to one write; see {@link #failWrite}. */
  private record Fault(boolean afterCommit, BackendException failure) {}

  /** Ends the first run of a work. */
  private static final class Again extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Lets the next write that is durable fail before it begins, or after it has committed. */
  void failWrite(boolean afterCommit, BackendException failure) {
    faults.add(new Fault(afterCommit, failure));
  }

  /** Lets one write of any durability fail before it begins, after so many that do not. */
  void failWriteAfter(int successes, BackendException failure) {
    countdown.set(successes + 1);
    failureAfterCountdown = failure;
  }

  /** What the last write that succeeded was asked for. */
  Durability lastCommit() {
    return lastCommit;
  }

  /** Returns how many writes that are durable have succeeded. */
  int durableCommits() {
    return durableCommits.get();
  }

  void requireNoTransaction(String what) {
    if (running.get()) {
      throw new AssertionError(what + " inside a transaction");
    }
  }

  @Override
  public UUID id() {
    return catalog.id();
  }

  @Override
  public int inlineLimit() {
    return catalog.inlineLimit();
  }

  @Override
  public <T> T read(CatalogWork<CatalogReader, T> work) throws BackendException {
    requireNoTransaction("a read");
    running.set(true);
    try {
      return catalog.read(work);
    } finally {
      running.set(false);
    }
  }

  @Override
  public <T> T write(ChannelId channel, Durability durability, CatalogWork<CatalogWriter, T> work)
      throws BackendException {
    requireNoTransaction("a write");
    if (countdown.get() > 0 && countdown.decrementAndGet() == 0) {
      throw failureAfterCountdown;
    }
    boolean affected = durability == Durability.DURABLE;
    Optional<Fault> fault = affected ? Optional.ofNullable(faults.poll()) : Optional.empty();
    if (fault.isPresent() && !fault.get().afterCommit()) {
      throw fault.get().failure();
    }
    running.set(true);
    try {
      runInVain(channel, durability, work);
      T result = catalog.write(channel, durability, work);
      lastCommit = durability;
      if (affected) {
        durableCommits.incrementAndGet();
      }
      if (fault.isPresent()) {
        throw fault.get().failure();
      }
      return result;
    } finally {
      running.set(false);
    }
  }

  private <T> void runInVain(
      ChannelId channel, Durability durability, CatalogWork<CatalogWriter, T> work)
      throws BackendException {
    try {
      catalog.<T>write(
          channel,
          durability,
          writer -> {
            work.run(writer);
            throw new Again();
          });
    } catch (Again again) {
      // Rolled back, as a catalog may do before it runs the work again.
    }
  }

  @Override
  public void insertInline(CatalogWriter transaction, ContentRecord content, byte[] bytes)
      throws BackendException {
    catalog.insertInline(transaction, content, bytes);
  }

  @Override
  public Optional<byte[]> inline(CatalogReader transaction, ChannelId channel, ContentKey key)
      throws BackendException {
    return catalog.inline(transaction, channel, key);
  }

  @Override
  public void close() {
    catalog.close();
  }
}
