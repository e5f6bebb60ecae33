package io.filelibrary.testkit;

import io.filelibrary.memory.InMemoryStorage;
import io.filelibrary.spi.ServerSideCopy;
import java.time.Clock;

/** The storage in memory keeps its contracts. */
class InMemoryStorageTest implements StorageBackendContract, ServerSideCopyContract {
  @Override
  public ServerSideCopy open() {
    return InMemoryStorage.create(Clock.systemUTC());
  }
}
