package io.filelibrary.e2e;

import io.filelibrary.FileLibrary;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.storage.local.LocalStorage;
import io.filelibrary.storage.local.LocalStorageOptions;
import io.filelibrary.storage.s3.S3Credentials;
import io.filelibrary.storage.s3.S3Options;
import io.filelibrary.storage.s3.S3Server;
import io.filelibrary.storage.s3.S3Storage;
import io.filelibrary.storage.sqlite.SqliteCatalog;
import io.filelibrary.storage.sqlite.SqliteStorage;
import io.filelibrary.storage.sqlite.SqliteStorageOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Where a library is that is killed: what one process opens, and the next one opens again.
 *
 * @param pair one of those whose catalog and storage outlive the process
 * @param directory holds the catalog, and the contents but for those in S3
 * @param endpoint the S3 store, in the process that kills
 * @param bucket the bucket in it
 */
record CrashPlace(LibraryPair pair, Path directory, String endpoint, String bucket) {
  /** The least that S3 takes, so that a file of a few MiB goes in parts. */
  private static final int PART_SIZE = 5 << 20;

  Path contents() {
    return directory.resolve(pair == LibraryPair.SQLITE_SQLITE ? "contents.db" : "contents");
  }

  Catalog openCatalog() throws IOException {
    return SqliteCatalog.open(directory.resolve("catalog.db"));
  }

  /** Opens the storage with the library's own clock, by which leftovers of crashes grow old. */
  StorageBackend openStorage(Clock clock) throws IOException {
    return switch (pair) {
      case SQLITE_LOCAL -> LocalStorage.open(LocalStorageOptions.of(contents()).withClock(clock));
      case SQLITE_SQLITE ->
          SqliteStorage.open(SqliteStorageOptions.of(contents()).withClock(clock));
      case SQLITE_S3 -> S3Storage.open(s3Options());
      case MEMORY_MEMORY, MEMORY_LOCAL, MEMORY_SQLITE, MEMORY_S3, SQLITE_MEMORY ->
          throw new IllegalArgumentException(pair + " does not outlive its process");
    };
  }

  private S3Options s3Options() {
    S3Credentials credentials = S3Credentials.of(S3Server.ACCESS_KEY, S3Server.SECRET_KEY);
    return S3Options.of(URI.create(endpoint), credentials, bucket).withPartSize(PART_SIZE);
  }

  /** The backends of one library while they are open. */
  record Opened(Catalog catalog, StorageBackend storage, FileLibrary library)
      implements AutoCloseable {
    @Override
    public void close() {
      library.close();
    }
  }
}
