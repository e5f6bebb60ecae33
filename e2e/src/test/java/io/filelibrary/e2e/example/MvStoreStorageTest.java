package io.filelibrary.e2e.example;

import io.filelibrary.spi.StorageBackend;
import io.filelibrary.testkit.StorageBackendContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class MvStoreStorageTest implements StorageBackendContract {
  @TempDir Path folder;

  @Override
  public StorageBackend open() throws IOException {
    return MvStoreStorage.open(folder.resolve("contents.mv"));
  }
}
