package io.filelibrary.server;

import io.filelibrary.LibraryOptions;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.storage.sqlite.SqliteCatalog;
import java.io.IOException;

/**
 * The backends of a library that is not opened, for a command that is to look at one that may not
 * open at all.
 *
 * @param catalog its catalog
 * @param contents its storage
 * @param options what the library would be opened with
 */
record LibraryBackends(SqliteCatalog catalog, StorageBackend contents, LibraryOptions options)
    implements AutoCloseable {
  @Override
  public void close() throws IOException {
    try {
      catalog.close();
    } finally {
      contents.close();
    }
  }
}
