package io.filelibrary.testkit;

import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.model.ChannelId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.CatalogWork;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.Durability;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Instances on one location in memory keep the contract of those that share one. */
class SharedMemoryCatalogTest implements CatalogContract, SharedCatalogContract {
  private final Catalog location = InMemoryCatalog.create(new UUID(1, 2));

  @Override
  public Catalog open() {
    return new Instance(location);
  }

  /** One of the instances; closing it waits for its own transactions alone. */
  private static final class Instance extends ForwardingCatalog {
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private boolean closed;

    Instance(Catalog location) {
      super(location);
    }

    @Override
    public <T> T read(CatalogWork<CatalogReader, T> work) throws BackendException {
      begin();
      try {
        return super.read(work);
      } finally {
        use.readLock().unlock();
      }
    }

    @Override
    public <T> T write(ChannelId channel, Durability durability, CatalogWork<CatalogWriter, T> work)
        throws BackendException {
      begin();
      try {
        return super.write(channel, durability, work);
      } finally {
        use.readLock().unlock();
      }
    }

    @Override
    public void close() {
      use.writeLock().lock();
      try {
        closed = true;
      } finally {
        use.writeLock().unlock();
      }
    }

    private void begin() throws BackendException {
      use.readLock().lock();
      if (closed) {
        use.readLock().unlock();
        throw new BackendException(Reason.CLOSED, "the instance is closed");
      }
    }
  }
}
