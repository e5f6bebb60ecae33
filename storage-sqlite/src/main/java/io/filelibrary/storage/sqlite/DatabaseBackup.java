package io.filelibrary.storage.sqlite;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes a copy of a database that is in use: one snapshot, packed, without holding up reads or
 * writes. SQLite writes the copy and does not sync it, so that is done here; under its name it
 * appears when it is whole and durable.
 */
final class DatabaseBackup {
  private static final int RANDOM_BYTES = 8;

  private final DatabaseFile file;
  private final Durable durable;

  /** Backs a file up; what the copy has seen is durable before it appears. */
  DatabaseBackup(DatabaseFile file, Durable durable) {
    this.file = file;
    this.durable = durable;
  }

  /** Waits until what was seen is durable. */
  interface Durable {
    void await() throws BackendException;
  }

  /** Writes the copy; what is there under its name is never touched. */
  void write(Path target) throws IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw present(target);
    }
    Path whole = target.toAbsolutePath();
    Path folder = whole.getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder.toString(), null, "create the folder first");
    }
    Path partial = whole.resolveSibling(whole.getFileName() + partialSuffix());
    try {
      copyTo(partial);
      durable.await();
      sync(partial);
      publish(partial, whole);
    } catch (FileAlreadyExistsException e) {
      throw present(target);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private void copyTo(Path partial) throws BackendException {
    try (Session session = file.openReader()) {
      session.control("VACUUM INTO " + quoted(partial.toString()));
    } catch (SQLException e) {
      throw SqlFailure.of(e);
    }
  }

  private static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** A hard link fails where a file is, and a rename would replace it. */
  private static void publish(Path partial, Path whole) throws IOException {
    try {
      Files.createLink(whole, partial);
    } catch (UnsupportedOperationException e) {
      Files.move(partial, whole);
    }
    Path folder = whole.getParent();
    if (folder != null) {
      try (FileChannel channel = FileChannel.open(folder)) {
        channel.force(true);
      }
    }
  }

  private static String partialSuffix() {
    byte[] random = new byte[RANDOM_BYTES];
    ThreadLocalRandom.current().nextBytes(random);
    return "." + HexFormat.of().formatHex(random) + ".part";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static BackendException present(Path target) {
    return new BackendException(
        Reason.ALREADY_EXISTS, target + " is there already; name another file, or move it away");
  }
}
