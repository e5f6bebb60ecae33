package io.filelibrary.e2e;

import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.memory.InMemoryStorage;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.storage.local.LocalStorage;
import io.filelibrary.storage.sqlite.SqliteCatalog;
import io.filelibrary.storage.sqlite.SqliteStorage;
import io.filelibrary.testkit.library.LibraryBackends;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

/** Every catalog with every storage, each pair below a directory of its own. */
enum LibraryPair {
  MEMORY_MEMORY,
  MEMORY_LOCAL,
  MEMORY_SQLITE,
  SQLITE_MEMORY,
  SQLITE_LOCAL,
  SQLITE_SQLITE;

  private static final UUID CATALOG_ID = UUID.fromString("0b0e4b8e-4e0f-4d6f-9a51-8d9f6a3c2b10");

  /** Whether catalog and storage can both be closed and opened again with what they hold. */
  boolean isLasting() {
    return this == SQLITE_LOCAL || this == SQLITE_SQLITE;
  }

  FileLibrary open(Path directory, LibraryOptions options) throws IOException {
    return FileLibrary.open(catalog(directory), storage(directory), options);
  }

  LibraryBackends backends(Path directory) throws IOException {
    return new LibraryBackends(catalog(directory), storage(directory));
  }

  Catalog catalog(Path directory) throws IOException {
    return switch (this) {
      case MEMORY_MEMORY, MEMORY_LOCAL, MEMORY_SQLITE -> InMemoryCatalog.create(CATALOG_ID);
      case SQLITE_MEMORY, SQLITE_LOCAL, SQLITE_SQLITE ->
          SqliteCatalog.open(directory.resolve("catalog.db"));
    };
  }

  StorageBackend storage(Path directory) throws IOException {
    return switch (this) {
      case MEMORY_MEMORY, SQLITE_MEMORY -> InMemoryStorage.create(Clock.systemUTC());
      case MEMORY_LOCAL, SQLITE_LOCAL -> LocalStorage.open(directory.resolve("contents"));
      case MEMORY_SQLITE, SQLITE_SQLITE -> SqliteStorage.open(directory.resolve("contents.db"));
    };
  }
}
