package io.filelibrary.testkit.library;

import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.memory.InMemoryStorage;
import java.time.Clock;
import java.util.UUID;

class InMemoryLibraryTest implements FileLibraryContract {
  @Override
  public LibraryBackends open() {
    return new LibraryBackends(
        InMemoryCatalog.create(UUID.randomUUID()), InMemoryStorage.create(Clock.systemUTC()));
  }
}
