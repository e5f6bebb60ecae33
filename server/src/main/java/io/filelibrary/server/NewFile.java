package io.filelibrary.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/** Writes files of the disk that appear as a whole or not at all. */
final class NewFile {
  private NewFile() {}

  /**
   * Writes all bytes of a source to a temporary file beside the target, which then takes its name.
   * The temporary name is short and plain, since that of the target may be as long as names can be.
   *
   * @throws FileAlreadyExistsException if the target exists, without {@code replace}
   */
  static void write(Path target, InputStream source, boolean replace) throws IOException {
    Path temporary = target.resolveSibling(temporaryName());
    try {
      try (OutputStream out =
          Files.newOutputStream(
              temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        source.transferTo(out);
      }
      if (!replace && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static String temporaryName() {
    return ".filelibrary-" + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".part";
  }
}
