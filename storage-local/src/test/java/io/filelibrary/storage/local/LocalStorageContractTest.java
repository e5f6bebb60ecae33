package io.filelibrary.storage.local;

import io.filelibrary.spi.ServerSideCopy;
import io.filelibrary.testkit.ServerSideCopyContract;
import io.filelibrary.testkit.SharedStorageContract;
import io.filelibrary.testkit.StorageBackendContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The storage on a disk keeps the contracts of its abilities. */
final class LocalStorageContractTest
    implements StorageBackendContract, SharedStorageContract, ServerSideCopyContract {
  @TempDir Path folder;

  @Override
  public ServerSideCopy open() throws IOException {
    return LocalStorage.open(folder.resolve("contents"));
  }
}
