package io.filelibrary.http.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A directory for bytes that cannot go to the storage yet: what came of a resumable upload so far,
 * and files of forms that name their place after the file. Safe for use by many threads.
 */
public final class SpoolDirectory {
  private static final String FORM = "form-";
  private static final String UNFINISHED = ".part";

  private final Path directory;

  private SpoolDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * Opens a directory, and creates it if it is missing.
   *
   * @param directory the directory, which nothing else uses
   * @return the directory
   * @throws IOException if it cannot be created or written
   */
  public static SpoolDirectory open(Path directory) throws IOException {
    Files.createDirectories(directory);
    if (!Files.isWritable(directory)) {
      throw new IOException(
          "the spool " + directory + " cannot be written; name another directory or allow it");
    }
    return new SpoolDirectory(directory);
  }

  /**
   * Creates an empty file for the bytes of one request.
   *
   * @return the file, which the caller deletes
   * @throws IOException if it cannot be created
   */
  public Path temporaryFile() throws IOException {
    return Files.createTempFile(directory, FORM, UNFINISHED);
  }

  /**
   * Returns the directory.
   *
   * @return the directory
   */
  public Path path() {
    return directory;
  }
}
