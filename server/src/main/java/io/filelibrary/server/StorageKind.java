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
    StorageBackend open(Path place, Settings settings) throws IOException {
      return LocalStorage.open(place);
    }
  },
  /** All contents are in one database. */
  SQLITE("contents.db") {
    @Override
    StorageBackend open(Path place, Settings settings) throws IOException {
      return SqliteStorage.open(place);
    }
  },
  /** Each content is an object of an S3-compatible store; a small file remembers which. */
  S3("contents.s3") {
    @Override
    StorageBackend open(Path place, Settings settings) throws IOException {
      return S3Contents.openAndRemember(place, settings);
    }
  };

  private final String entry;

  StorageKind(String entry) {
    this.entry = entry;
  }

  /** Opens the storage, and creates it if it is absent. */
  abstract StorageBackend open(Path place, Settings settings) throws IOException;

  /** Returns the name of what is in a data directory. */
  String entry() {
    return entry;
  }

  /** Returns where it is in a data directory; what is there says which kind a library uses. */
  Path in(Path data) {
    return data.resolve(entry);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
