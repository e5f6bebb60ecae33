package io.filelibrary;

import com.google.common.io.ByteStreams;
import io.filelibrary.memory.InMemoryStorage;
import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.spi.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A storage in memory that fails when a test wants it, that can damage its objects, and that
 * notices calls inside a transaction, keys written twice and streams left open.
 */
class FaultyStorage implements StorageBackend {
  private final InMemoryStorage memory;
  private final GuardedCatalog catalog;
  private final ConcurrentLinkedQueue<Fault> putFaults = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<IOException> statFaults = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<IOException> openFaults = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<IOException> deleteFaults = new ConcurrentLinkedQueue<>();
  private final Map<ContentKey, byte[]> damaged = new HashMap<>();
  private final Set<ContentKey> written = new HashSet<>();
  private final AtomicInteger openStreams = new AtomicInteger();
  private final Map<ContentKey, Integer> breaking = new HashMap<>();
  private final AtomicInteger stats = new AtomicInteger();
  private Runnable duringPut = () -> {};
  private UnaryOperator<StoredObject> answer = UnaryOperator.identity();
  private OptionalLong readsOnly = OptionalLong.empty();
  private Runnable duringStat = () -> {};
  private Runnable duringList = () -> {};
  private Optional<IOException> listFailure = Optional.empty();
  private Optional<IOException> statFailure = Optional.empty();
  private final ConcurrentLinkedQueue<OpenFault> keyedOpenFaults = new ConcurrentLinkedQueue<>();

  /** What happens to one opening of one object. */
  private record OpenFault(ContentKey key, BackendException.Reason reason) {}

  /** What happens to one put. */
  private record Fault(boolean afterEffect, IOException failure) {}

  FaultyStorage(Clock clock, GuardedCatalog catalog) {
    this.memory = InMemoryStorage.create(clock);
    this.catalog = catalog;
  }

  /** Checks that a call of a kind that this storage does not have itself keeps out, too. */
  final void requireNoTransaction(String call) {
    catalog.requireNoTransaction(call);
  }

  /** Lets the next put fail: with no effect, or although the object is there. */
  final void failPut(boolean afterEffect, IOException failure) {
    putFaults.add(new Fault(afterEffect, failure));
  }

  final void failStat(IOException failure) {
    statFaults.add(failure);
  }

  final void failOpen(IOException failure) {
    openFaults.add(failure);
  }

  /** Lets the next opening of an object fail. */
  final void failOpen(ContentKey key, BackendException.Reason reason) {
    keyedOpenFaults.add(new OpenFault(key, reason));
  }

  /** Lets each look-up of an object but the mark fail. */
  final void failStatAlways(IOException failure) {
    statFailure = Optional.of(failure);
  }

  /** Lets each listing fail. */
  final void failLists(IOException failure) {
    listFailure = Optional.of(failure);
  }

  /** Runs something before the next listing looks. */
  final void duringList(Runnable action) {
    duringList = action;
  }

  final void failDelete(IOException failure) {
    deleteFaults.add(failure);
  }

  /** Runs something after the next put has stored its object and before it returns. */
  final void duringPut(Runnable action) {
    duringPut = action;
  }

  /** Lets puts say something else than what they stored. */
  final void misreport(UnaryOperator<StoredObject> other) {
    answer = other;
  }

  /** Lets puts take so many bytes for the whole, and leave the rest of the source unread. */
  final void readOnly(long size) {
    readsOnly = OptionalLong.of(size);
  }

  /** Runs something after the next stat has looked and before it returns. */
  final void duringStat(Runnable action) {
    duringStat = action;
  }

  /** Returns how often an object was looked up. */
  final int stats() {
    return stats.get();
  }

  /** Lets an object read as other bytes. */
  final void damage(ContentKey key, byte[] bytes) {
    damaged.put(key, bytes);
  }

  /** Lets reads of an object fail after so many bytes. */
  final void breakReads(ContentKey key, int after) {
    breaking.put(key, after);
  }

  final int openStreams() {
    return openStreams.get();
  }

  /** Returns the keys of all objects. */
  final List<ContentKey> keys() {
    try {
      return memory.list(Optional.empty(), Integer.MAX_VALUE).stream()
          .map(StoredObject::key)
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Removes an object as an accident would. */
  final void lose(ContentKey key) {
    try {
      memory.delete(List.of(key));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Stores an object past the library, as a client with a grant does. */
  final void arrive(ContentKey key, byte[] bytes) {
    try {
      memory.put(key, new ByteArrayInputStream(bytes), OptionalLong.empty(), ContentHints.NONE);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public final StoredObject put(
      ContentKey key, InputStream bytes, OptionalLong expectedSize, ContentHints hints)
      throws IOException {
    catalog.requireNoTransaction("a put");
    synchronized (written) {
      if (!written.add(key)) {
        throw new AssertionError("the key " + key + " is written twice");
      }
    }
    Optional<Fault> fault = Optional.ofNullable(putFaults.poll());
    if (fault.isPresent() && !fault.get().afterEffect()) {
      throw fault.get().failure();
    }
    StoredObject stored =
        readsOnly.isEmpty()
            ? memory.put(key, bytes, expectedSize, hints)
            : memory.put(key, ByteStreams.limit(bytes, readsOnly.getAsLong()), readsOnly, hints);
    Runnable action = duringPut;
    duringPut = () -> {};
    action.run();
    if (fault.isPresent()) {
      throw fault.get().failure();
    }
    return answer.apply(stored);
  }

  @Override
  public final InputStream open(ContentKey key, ByteRange range) throws IOException {
    catalog.requireNoTransaction("an open");
    throwNext(openFaults);
    OpenFault fault = keyedOpenFaults.peek();
    if (fault != null && fault.key().equals(key)) {
      keyedOpenFaults.remove();
      throw new BackendException(fault.reason(), "as the test wants it");
    }
    InputStream stored = memory.open(key, range);
    Optional<byte[]> other = Optional.ofNullable(damaged.get(key));
    InputStream bytes = other.<InputStream>map(all -> part(all, range)).orElse(stored);
    openStreams.incrementAndGet();
    int end = breaking.getOrDefault(key, Integer.MAX_VALUE);
    return new FilterInputStream(bytes) {
      private boolean closed;
      private int given;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        if (given >= end) {
          throw new IOException("the disk is dead");
        }
        int count = super.read(target, offset, Math.min(length, end - given));
        given += Math.max(0, count);
        return count;
      }

      @Override
      public void close() throws IOException {
        if (!closed) {
          closed = true;
          openStreams.decrementAndGet();
        }
        super.close();
      }
    };
  }

  private static InputStream part(byte[] all, ByteRange range) {
    int offset = (int) Math.min(range.offset(), all.length);
    return new ByteArrayInputStream(all, offset, (int) range.lengthWithin(all.length));
  }

  @Override
  public final Optional<StoredObject> stat(ContentKey key) throws IOException {
    catalog.requireNoTransaction("a stat");
    stats.incrementAndGet();
    throwNext(statFaults);
    if (statFailure.isPresent() && !key.value().equals("catalog-id")) {
      throw statFailure.get();
    }
    Optional<StoredObject> found = memory.stat(key);
    Runnable action = duringStat;
    duringStat = () -> {};
    action.run();
    return found;
  }

  @Override
  public final void delete(Collection<ContentKey> keys) throws IOException {
    catalog.requireNoTransaction("a delete");
    throwNext(deleteFaults);
    memory.delete(new ArrayList<>(keys));
    deleted(keys);
  }

  /** Told which keys were deleted. */
  void deleted(Collection<ContentKey> keys) {
    // Nothing else is kept under them.
  }

  @Override
  public final List<StoredObject> list(Optional<ContentKey> after, int limit) throws IOException {
    catalog.requireNoTransaction("a list");
    if (listFailure.isPresent()) {
      throw listFailure.get();
    }
    Runnable action = duringList;
    duringList = () -> {};
    action.run();
    return memory.list(after, limit);
  }

  @Override
  public final void close() {
    memory.close();
  }

  private static void throwNext(ConcurrentLinkedQueue<IOException> faults) throws IOException {
    Optional<IOException> fault = Optional.ofNullable(faults.poll());
    if (fault.isPresent()) {
      throw fault.get();
    }
  }
}
