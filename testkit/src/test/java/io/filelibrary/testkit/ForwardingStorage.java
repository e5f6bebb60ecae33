package io.filelibrary.testkit;

import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ServerSideCopy;
import io.filelibrary.spi.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Passes every call on, so that a subclass can break one. */
public abstract class ForwardingStorage implements ServerSideCopy {
  private final ServerSideCopy storage;

  protected ForwardingStorage(ServerSideCopy storage) {
    this.storage = storage;
  }

  protected ServerSideCopy delegate() {
    return storage;
  }

  @Override
  public StoredObject put(
      ContentKey key, InputStream bytes, OptionalLong expectedSize, ContentHints hints)
      throws IOException {
    return storage.put(key, bytes, expectedSize, hints);
  }

  @Override
  public StoredObject copy(ContentKey source, ContentKey target, ContentHints hints)
      throws IOException {
    return storage.copy(source, target, hints);
  }

  @Override
  public InputStream open(ContentKey key, ByteRange range) throws IOException {
    return storage.open(key, range);
  }

  @Override
  public Optional<StoredObject> stat(ContentKey key) throws IOException {
    return storage.stat(key);
  }

  @Override
  public void delete(Collection<ContentKey> keys) throws IOException {
    storage.delete(keys);
  }

  @Override
  public List<StoredObject> list(Optional<ContentKey> after, int limit) throws IOException {
    return storage.list(after, limit);
  }

  @Override
  public void close() throws IOException {
    storage.close();
  }
}
