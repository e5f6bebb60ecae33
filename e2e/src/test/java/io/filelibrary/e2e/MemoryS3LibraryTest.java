package io.filelibrary.e2e;

import io.filelibrary.testkit.library.DirectLibraryContract;
import io.filelibrary.testkit.library.FileLibraryContract;
import io.filelibrary.testkit.library.LibraryBackends;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class MemoryS3LibraryTest implements FileLibraryContract, DirectLibraryContract {
  @TempDir(factory = MemoryDisk.class)
  private Path directory;

  @Override
  public LibraryBackends open() throws IOException {
    return LibraryPair.MEMORY_S3.backends(directory);
  }
}
