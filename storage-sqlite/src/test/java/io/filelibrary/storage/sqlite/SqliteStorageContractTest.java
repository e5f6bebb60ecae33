package io.filelibrary.storage.sqlite;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ServerSideCopy;
import io.filelibrary.testkit.ServerSideCopyContract;
import io.filelibrary.testkit.SharedStorageContract;
import io.filelibrary.testkit.StorageBackendContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The storage in a SQLite file keeps the contracts of its abilities. */
final class SqliteStorageContractTest
    implements StorageBackendContract, SharedStorageContract, ServerSideCopyContract {
  @TempDir Path folder;

  @Override
  public ServerSideCopy open() throws BackendException {
    return SqliteStorage.open(folder.resolve("storage.db"));
  }
}
