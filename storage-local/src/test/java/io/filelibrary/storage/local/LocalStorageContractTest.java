package io.filelibrary.storage.local;

import io.filelibrary.testkit.LeftoversContract;
import io.filelibrary.testkit.ServerSideCopyContract;
import io.filelibrary.testkit.SharedStorageContract;
import io.filelibrary.testkit.StorageBackendContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

/** The storage on a disk keeps the contracts of its abilities. */
final class LocalStorageContractTest
    implements StorageBackendContract,
        SharedStorageContract,
        ServerSideCopyContract,
        LeftoversContract {
  @TempDir Path folder;

  @Override
  public LocalStorage open() throws IOException {
    return LocalStorage.open(folder.resolve("contents"));
  }

  @Override
  public void leave(int size, Instant touchedAt) throws IOException {
    Path temporary = folder.resolve("contents").resolve("tmp");
    String name = "put-" + UUID.randomUUID().toString().replace("-", "") + ".part";
    Path file = Files.write(temporary.resolve(name), new byte[size]);
    Files.setLastModifiedTime(file, FileTime.from(touchedAt));
  }
}
