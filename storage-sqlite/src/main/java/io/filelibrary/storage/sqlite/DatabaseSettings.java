package io.filelibrary.storage.sqlite;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a database file is used.
 *
 * @param file the file
 * @param readers the most connections that read at once
 * @param busyTimeout how long to wait for another process's write
 * @param pageSize in bytes, of a file yet to be created
 * @param largestBatch the most works that one transaction commits
 */
record DatabaseSettings(
    Path file, int readers, Duration busyTimeout, int pageSize, int largestBatch) {
  /**
   * The same for the file to which symbolic links lead, as SQLite follows them, and keeps its log
   * beside that file. On Windows it does not.
   */
  DatabaseSettings resolved() throws BackendException {
    if (!file.getFileSystem().equals(FileSystems.getDefault()) || File.separatorChar != '/') {
      return this;
    }
    if (Files.isSymbolicLink(file) && !Files.exists(file)) {
      throw new BackendException(
          Reason.MISCONFIGURED, file + " is a link to nothing; name the file to create");
    }
    try {
      return new DatabaseSettings(real(), readers, busyTimeout, pageSize, largestBatch);
    } catch (IOException e) {
      throw new BackendException(
          Reason.MISCONFIGURED, Effect.NONE, file + " cannot be reached: " + e.getMessage(), e);
    }
  }

  private Path real() throws IOException {
    if (Files.exists(file)) {
      return file.toRealPath();
    }
    Path folder = file.toAbsolutePath().getParent();
    return folder != null && Files.exists(folder)
        ? folder.toRealPath().resolve(file.getFileName())
        : file;
  }
}
