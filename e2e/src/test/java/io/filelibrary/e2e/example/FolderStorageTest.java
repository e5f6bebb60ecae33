package io.filelibrary.e2e.example;

import io.filelibrary.spi.StorageBackend;
import io.filelibrary.testkit.SharedStorageContract;
import io.filelibrary.testkit.StorageBackendContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FolderStorageTest implements StorageBackendContract, SharedStorageContract {
  @TempDir Path folder;

  @Override
  public StorageBackend open() throws IOException {
    return new FolderStorage(folder);
  }
}
