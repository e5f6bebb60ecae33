package io.filelibrary.testkit;

import io.filelibrary.memory.InMemoryStorage;
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

/** Instances on one location in memory keep the contract of those that share one. */
class SharedMemoryStorageTest implements StorageBackendContract, SharedStorageContract {
  private final ServerSideCopy location = InMemoryStorage.create(Clock.systemUTC());

  @Override
  public ServerSideCopy open() {
    return new Instance(location);
  }

  /** One of the instances; closing it leaves the location open. */
  private static final class Instance extends ForwardingStorage {
    private volatile boolean closed;

    Instance(ServerSideCopy location) {
      super(location);
    }

    @Override
    public StoredObject put(
        ContentKey key, InputStream bytes, OptionalLong expectedSize, ContentHints hints)
        throws IOException {
      requireOpen();
      return super.put(key, bytes, expectedSize, hints);
    }

    @Override
    public InputStream open(ContentKey key, ByteRange range) throws IOException {
      requireOpen();
      return super.open(key, range);
    }

    @Override
    public Optional<StoredObject> stat(ContentKey key) throws IOException {
      requireOpen();
      return super.stat(key);
    }

    @Override
    public void delete(Collection<ContentKey> keys) throws IOException {
      requireOpen();
      super.delete(keys);
    }

    @Override
    public List<StoredObject> list(Optional<ContentKey> after, int limit) throws IOException {
      requireOpen();
      return super.list(after, limit);
    }

    @Override
    public void close() {
      closed = true;
    }

    private void requireOpen() throws BackendException {
      if (closed) {
        throw new BackendException(Reason.CLOSED, "the instance is closed");
      }
    }
  }
}
