package io.filelibrary.e2e.example;

import io.filelibrary.e2e.MemoryDisk;
import io.filelibrary.testkit.library.FileLibraryContract;
import io.filelibrary.testkit.library.LibraryBackends;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FolderStorageLibraryTest implements FileLibraryContract {
  @TempDir(factory = MemoryDisk.class)
  Path folder;

  @Override
  public LibraryBackends open() throws IOException {
    return LibraryBackends.with(new FolderStorage(folder));
  }
}
