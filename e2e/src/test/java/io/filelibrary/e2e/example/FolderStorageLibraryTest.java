package io.filelibrary.e2e.example;

import io.filelibrary.testkit.library.FileLibraryContract;
import io.filelibrary.testkit.library.LibraryBackends;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FolderStorageLibraryTest implements FileLibraryContract {
  @TempDir Path folder;

  @Override
  public LibraryBackends open() throws IOException {
    return LibraryBackends.with(new FolderStorage(folder));
  }
}
