package io.filelibrary.server.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Writes files that only their owner may read, each as a whole or not at all. */
final class PrivateFile {
  private PrivateFile() {}

  /** Replaces a file, or creates it; it is on the disk when this returns. */
  static void write(Path file, byte[] content) throws IOException {
    Path directory = directory(file);
    Path begun = temporary(directory, file);
    try {
      fill(begun, content);
      Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
      sync(directory);
    } finally {
      Files.deleteIfExists(begun);
    }
  }

  /** Java creates a temporary file so that its owner alone can read it, where POSIX has owners. */
  private static Path temporary(Path directory, Path file) throws IOException {
    return Files.createTempFile(directory, file.getFileName().toString(), ".new");
  }

  private static void fill(Path file, byte[] content) throws IOException {
    try (FileChannel target = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        target.write(bytes);
      }
      target.force(true);
    }
  }

  private static Path directory(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IllegalArgumentException("a root is no file");
    }
    return directory;
  }

  /** Windows opens no directory; there the rename is as durable as the system makes it. */
  private static void sync(Path directory) throws IOException {
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows")) {
      return;
    }
    try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
      entry.force(true);
    }
  }
}
