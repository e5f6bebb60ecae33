package io.filelibrary.testkit.library;

import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.memory.InMemoryStorage;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.StorageBackend;
import java.time.Clock;
import java.util.UUID;

/**
 * What a library is opened on.
 *
 * @param catalog an open catalog without channels
 * @param storage an open storage without objects
 */
public record LibraryBackends(Catalog catalog, StorageBackend storage) {
  private static final UUID CATALOG_ID = UUID.fromString("5b1c4f0e-0d0a-4c58-9a57-7f9a5f0c1d11");

  /**
   * Puts a storage below a catalog in memory that leaves every content, however small, to it.
   *
   * @param storage the storage
   * @return both
   */
  public static LibraryBackends with(StorageBackend storage) {
    return new LibraryBackends(InMemoryCatalog.create(CATALOG_ID, 0), storage);
  }

  /**
   * Puts a catalog above a storage in memory.
   *
   * @param catalog the catalog
   * @return both
   */
  public static LibraryBackends with(Catalog catalog) {
    return new LibraryBackends(catalog, InMemoryStorage.create(Clock.systemUTC()));
  }
}
