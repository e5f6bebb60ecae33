package io.filelibrary.storage.sqlite;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.InlineContents;
import io.filelibrary.testkit.CatalogContract;
import io.filelibrary.testkit.ConcurrentReadsContract;
import io.filelibrary.testkit.InlineContentsContract;
import io.filelibrary.testkit.PersistentCatalogContract;
import io.filelibrary.testkit.SharedCatalogContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The catalog in a SQLite file keeps the contracts of its abilities. */
final class SqliteCatalogContractTest
    implements CatalogContract,
        PersistentCatalogContract,
        SharedCatalogContract,
        ConcurrentReadsContract,
        InlineContentsContract {
  @TempDir Path folder;

  @Override
  public InlineContents open() throws BackendException {
    return SqliteCatalog.open(folder.resolve("catalog.db"));
  }
}
