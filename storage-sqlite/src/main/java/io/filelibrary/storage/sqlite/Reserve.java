package io.filelibrary.storage.sqlite;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file beside the database that only takes room, and gives it back when there is no other: to
 * delete something SQLite has to write first, which a full disk would not let it.
 *
 * <p>It is as large as the log, and a little more: so when it is given up, the log fits into the
 * database, and begins anew in the room that it has already. It is taken again as soon as there is
 * room. Until then the database is short of it, and must not grow for what is added to it. Losing
 * the file harms nothing. Used by one thread at a time.
 */
final class Reserve {
  private static final Logger LOG = LoggerFactory.getLogger(Reserve.class);
  static final int STEP = 512 << 10;
  private static final int PIECE = 64 << 10;

  private final Path file;
  private final Path log;
  private final long mostOfLog;
  private boolean shortOfRoom;

  Reserve(DatabaseSettings settings) {
    this.file =
        settings.file().resolveSibling(settings.file().getFileName() + "-reserve").toAbsolutePath();
    this.log = WriteAheadLog.fileOf(settings);
    this.mostOfLog = WriteAheadLog.longBytes(settings);
  }

  /** Whether the reserve is smaller than it should be, for lack of room. */
  boolean isShortOfRoom() {
    return shortOfRoom;
  }

  /** Whether the disk is full and the reserve is not empty. */
  boolean isLastRoom() {
    return sizeOf(file) > 0 && usableSpace() < PIECE;
  }

  /** Takes as much room as there should be, or as there is. */
  void fill() {
    long held = sizeOf(file);
    long wanted = wanted();
    if (held >= wanted) {
      shortOfRoom = false;
      return;
    }
    // Bytes that no file system takes for a hole or makes smaller.
    byte[] piece = new byte[PIECE];
    new Random(held).nextBytes(piece);
    try (OutputStream output = Files.newOutputStream(file, CREATE, APPEND)) {
      while (held < wanted) {
        output.write(piece);
        held += piece.length;
      }
      shortOfRoom = false;
    } catch (IOException e) {
      shortOfRoom = isFull(e);
      LOG.debug("the reserve {} could not be filled", file, e);
    }
  }

  /** Gives all of the room back. */
  void giveUp() {
    shortOfRoom = true;
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.debug("the reserve {} could not be given up", file, e);
    }
  }

  private long wanted() {
    // One step for the rest of a step, and one for what the log grows by until the next look at it.
    long steps = Math.min(sizeOf(log), mostOfLog) / STEP;
    return (steps + 2) * STEP;
  }

  private static long sizeOf(Path path) {
    try {
      return Files.size(path);
    } catch (IOException absent) {
      return 0;
    }
  }

  // The JDK has no type for a full disk, and a quota has no room to ask for.
  private boolean isFull(IOException failure) {
    String text = String.valueOf(failure.getMessage());
    if (text.contains("No space left") || text.contains("uota exceeded")) {
      return true;
    }
    return usableSpace() < PIECE;
  }

  private long usableSpace() {
    try {
      return Files.getFileStore(file.resolveSibling(".")).getUsableSpace();
    } catch (IOException unknown) {
      return Long.MAX_VALUE;
    }
  }
}
