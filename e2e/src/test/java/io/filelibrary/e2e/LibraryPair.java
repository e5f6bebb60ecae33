package io.filelibrary.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.memory.InMemoryStorage;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.storage.local.LocalStorage;
import io.filelibrary.storage.s3.S3Credentials;
import io.filelibrary.storage.s3.S3Options;
import io.filelibrary.storage.s3.S3Server;
import io.filelibrary.storage.s3.S3Storage;
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
  MEMORY_S3,
  SQLITE_MEMORY,
  SQLITE_LOCAL,
  SQLITE_SQLITE,
  SQLITE_S3;

  private static final UUID CATALOG_ID = UUID.fromString("0b0e4b8e-4e0f-4d6f-9a51-8d9f6a3c2b10");

  /** Whether catalog and storage can both be closed and opened again with what they hold. */
  boolean isLasting() {
    return this == SQLITE_LOCAL || this == SQLITE_SQLITE || this == SQLITE_S3;
  }

  FileLibrary open(Path directory, LibraryOptions options) throws IOException {
    return FileLibrary.open(catalog(directory), storage(directory), options);
  }

  LibraryBackends backends(Path directory) throws IOException {
    return new LibraryBackends(catalog(directory), storage(directory));
  }

  Catalog catalog(Path directory) throws IOException {
    return switch (this) {
      case MEMORY_MEMORY, MEMORY_LOCAL, MEMORY_SQLITE, MEMORY_S3 ->
          InMemoryCatalog.create(CATALOG_ID);
      case SQLITE_MEMORY, SQLITE_LOCAL, SQLITE_SQLITE, SQLITE_S3 ->
          SqliteCatalog.open(directory.resolve("catalog.db"));
    };
  }

  StorageBackend storage(Path directory) throws IOException {
    return switch (this) {
      case MEMORY_MEMORY, SQLITE_MEMORY -> InMemoryStorage.create(Clock.systemUTC());
      case MEMORY_LOCAL, SQLITE_LOCAL -> LocalStorage.open(directory.resolve("contents"));
      case MEMORY_SQLITE, SQLITE_SQLITE -> SqliteStorage.open(directory.resolve("contents.db"));
      case MEMORY_S3, SQLITE_S3 -> S3Storage.open(Store.options(directory));
    };
  }

  /** The store in this process, with one bucket for all; each directory has a prefix in it. */
  private static final class Store {
    private static final S3Server SERVER = S3Server.shared();
    private static final S3Server.Buckets BUCKETS = SERVER.create();

    static S3Options options(Path directory) {
      String prefix = Hashing.sha256().hashString(directory.toString(), UTF_8).toString();
      S3Credentials credentials = S3Credentials.of(S3Server.ACCESS_KEY, S3Server.SECRET_KEY);
      return S3Options.of(SERVER.endpoint(), credentials, BUCKETS.bucket())
          .withKeyPrefix(prefix + "/");
    }
  }
}
