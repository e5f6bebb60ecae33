package io.filelibrary.memory;

import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ServerSideCopy;
import io.filelibrary.spi.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Keeps objects in the memory of this process, until it is closed. An object has at most 2 GiB less
 * one byte; a larger one is refused with {@link Reason#STORAGE_FULL}.
 *
 * <p>Safe for use by many threads, which never wait for each other: an object is complete and
 * unchangeable before one step puts it under its key. A stream that was opened before its object
 * was deleted reads on to its end; after {@link #close} it fails as every call does.
 */
public final class InMemoryStorage implements ServerSideCopy {
  private static final long MAX_OBJECT_BYTES = Integer.MAX_VALUE;

  private final Clock clock;
  private final long maxObjectBytes;
  private final ConcurrentNavigableMap<ContentKey, InMemoryObject> objects =
      new ConcurrentSkipListMap<>();
  private volatile boolean closed;

  InMemoryStorage(Clock clock, long maxObjectBytes) {
    this.clock = clock;
    this.maxObjectBytes = maxObjectBytes;
  }

  /**
   * Creates an empty storage.
   *
   * @param clock tells when objects are stored
   * @return the storage; the caller closes it
   */
  public static InMemoryStorage create(Clock clock) {
    return new InMemoryStorage(clock, MAX_OBJECT_BYTES);
  }

  @Override
  public StoredObject put(
      ContentKey key, InputStream bytes, OptionalLong expectedSize, ContentHints hints)
      throws IOException {
    requireOpen();
    requireAbsent(key);
    if (expectedSize.orElse(0) < 0) {
      throw new IllegalArgumentException("an expected size is at least 0 bytes");
    }
    requireRoom(expectedSize.orElse(0));
    // One byte past the limit tells a longer source from one that ends there.
    long limit = expectedSize.orElse(maxObjectBytes) + 1;
    Chunks read = Chunks.read(bytes, limit);
    if (expectedSize.isPresent() && read.size() != expectedSize.getAsLong()) {
      throw new BackendException(
          Reason.SIZE_MISMATCH,
          "expected " + expectedSize.getAsLong() + " bytes, read " + read.size() + ": " + key);
    }
    requireRoom(read.size());
    return publish(key, read);
  }

  @Override
  public StoredObject copy(ContentKey source, ContentKey target, ContentHints hints)
      throws IOException {
    // Chunks never change and are never handed out, so that the copy can have the same ones.
    return publish(target, required(source).chunks());
  }

  @Override
  public InputStream open(ContentKey key, ByteRange range) throws IOException {
    return new ChunksInputStream(required(key).chunks(), range, this::requireOpen);
  }

  @Override
  public Optional<StoredObject> stat(ContentKey key) throws IOException {
    requireOpen();
    return Optional.ofNullable(objects.get(key)).map(InMemoryObject::description);
  }

  @Override
  public void delete(Collection<ContentKey> keys) throws IOException {
    requireOpen();
    keys.forEach(objects::remove);
  }

  @Override
  public List<StoredObject> list(Optional<ContentKey> after, int limit) throws IOException {
    requireOpen();
    if (limit < 1) {
      throw new IllegalArgumentException("a limit is at least 1");
    }
    return after.map(key -> objects.tailMap(key, false)).orElse(objects).values().stream()
        .limit(limit)
        .map(InMemoryObject::description)
        .toList();
  }

  @Override
  public void close() {
    closed = true;
    objects.clear();
  }

  private StoredObject publish(ContentKey key, Chunks chunks) throws BackendException {
    StoredObject description =
        new StoredObject(key, chunks.size(), Optional.of(chunks.sha256()), clock.instant());
    requireOpen();
    if (objects.putIfAbsent(key, new InMemoryObject(description, chunks)) != null) {
      throw alreadyExists(key);
    }
    return description;
  }

  private InMemoryObject required(ContentKey key) throws BackendException {
    requireOpen();
    InMemoryObject object = objects.get(key);
    if (object == null) {
      throw new BackendException(Reason.NOT_FOUND, "the key has no object: " + key);
    }
    return object;
  }

  private void requireOpen() throws BackendException {
    if (closed) {
      throw new BackendException(Reason.CLOSED, "the in-memory storage is closed");
    }
  }

  private void requireAbsent(ContentKey key) throws BackendException {
    if (objects.containsKey(key)) {
      throw alreadyExists(key);
    }
  }

  private void requireRoom(long size) throws BackendException {
    if (size > maxObjectBytes) {
      throw new BackendException(
          Reason.STORAGE_FULL, "an object in memory has at most " + maxObjectBytes + " bytes");
    }
  }

  private static BackendException alreadyExists(ContentKey key) {
    return new BackendException(Reason.ALREADY_EXISTS, "the key has an object: " + key);
  }

  /** A complete object. */
  private record InMemoryObject(StoredObject description, Chunks chunks) {}
}
