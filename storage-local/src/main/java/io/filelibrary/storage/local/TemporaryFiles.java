package io.filelibrary.storage.local;

import io.filelibrary.spi.ContentKey;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The directory of unfinished files. They are in one place, on the file system of the objects,
 * rather than beside their targets, so that what crashed processes left is found without a walk
 * over all the objects, and a backup can leave it out.
 */
final class TemporaryFiles {
  private static final Pattern NAME =
      Pattern.compile("put-[0-9a-f]{32}\\.part|key-[a-z0-9.-]{1,128}\\.reserved");

  private static final int RANDOM_BYTES = 16;

  private final SecureRandom random = new SecureRandom();
  private final Path directory;

  TemporaryFiles(Path directory) {
    this.directory = directory;
  }

  /** Returns the directory. */
  Path directory() {
    return directory;
  }

  /** Returns a name that no other put in any process has. */
  Path next() {
    byte[] name = new byte[RANDOM_BYTES];
    random.nextBytes(name);
    return directory.resolve("put-" + HexFormat.of().formatHex(name) + ".part");
  }

  /** Returns the name that only one of all that publish under a key can create. */
  Path reservationOf(ContentKey key) {
    return directory.resolve("key-" + key.value().replace('/', '.') + ".reserved");
  }

  /**
   * Deletes what was last written before an instant. A put grows its file, so that it stays fresh;
   * one that loses its file nevertheless fails when it publishes, and harms nothing. What cannot be
   * deleted stays for the next sweep, since a storage is usable with leftovers.
   *
   * @return how many were deleted
   */
  long sweep(Instant before, FileSystemCalls calls) throws IOException {
    long deleted = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (isNameOfOurs(entry) && deleteIfOlder(entry, before, calls)) {
          deleted++;
        }
      }
    } catch (DirectoryIteratorException failure) {
      throw failure.getCause();
    }
    return deleted;
  }

  /** Returns whether a put gives such a name to a file; others are not this storage's. */
  static boolean isNameOfOurs(Path file) {
    return NAME.matcher(String.valueOf(file.getFileName())).matches();
  }

  private static boolean deleteIfOlder(Path file, Instant before, FileSystemCalls calls) {
    try {
      boolean older =
          ObjectFile.attributes(file)
              .filter(found -> found.lastModifiedTime().toInstant().isBefore(before))
              .isPresent();
      if (older) {
        calls.delete(file);
      }
      return older;
    } catch (IOException finishedMeanwhileOrAnotherUsers) {
      return false;
    }
  }
}
