package io.filelibrary.e2e;

import io.filelibrary.testkit.library.FileLibraryContract;
import io.filelibrary.testkit.library.LibraryBackends;
import io.filelibrary.testkit.library.PersistentLibraryContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteLocalLibraryTest implements FileLibraryContract, PersistentLibraryContract {
  @TempDir(factory = MemoryDisk.class)
  private Path directory;

  @Override
  public LibraryBackends open() throws IOException {
    return LibraryPair.SQLITE_LOCAL.backends(directory);
  }
}
