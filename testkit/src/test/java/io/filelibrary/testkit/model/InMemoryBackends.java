package io.filelibrary.testkit.model;

import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.memory.InMemoryStorage;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.StorageBackend;
import java.time.Clock;
import java.util.UUID;

/** The catalog and the storage of core, which end with their instances. */
class InMemoryBackends implements ModelBackends {
  @Override
  public Catalog openCatalog(Clock clock) {
    return InMemoryCatalog.create(new UUID(1, 2));
  }

  @Override
  public StorageBackend openStorage(Clock clock) {
    return InMemoryStorage.create(clock);
  }

  @Override
  public boolean lasting() {
    return false;
  }

  @Override
  public void close() {}
}
