package io.filelibrary.server;

import io.filelibrary.spi.StorageBackend;
import io.filelibrary.storage.local.LocalStorage;
import io.filelibrary.storage.sqlite.SqliteStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Where a library on disk keeps the contents that are too large for its catalog. */
enum StorageKind {
  /** Each content is a file of its own. */
  LOCAL("contents") {
    @Override
    StorageBackend open(Path place) throws IOException {
      return LocalStorage.open(place);
    }
  },
  /** All contents are in one database. */
  SQLITE("contents.db") {
    @Override
    StorageBackend open(Path place) throws IOException {
      return SqliteStorage.open(place);
    }
  };

  private final String entry;

  StorageKind(String entry) {
    this.entry = entry;
  }

  /** Opens the storage, and creates it if it is absent. */
  abstract StorageBackend open(Path place) throws IOException;

  /** Returns where it is in a data directory; what is there says which kind a library uses. */
  Path in(Path data) {
    return data.resolve(entry);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
