package io.filelibrary.e2e;

import io.filelibrary.testkit.library.FileLibraryContract;
import io.filelibrary.testkit.library.LibraryBackends;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteMemoryLibraryTest implements FileLibraryContract {
  @TempDir(factory = MemoryDisk.class)
  private Path directory;

  @Override
  public LibraryBackends open() throws IOException {
    return LibraryPair.SQLITE_MEMORY.backends(directory);
  }
}
