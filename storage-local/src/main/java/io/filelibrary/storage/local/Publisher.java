package io.filelibrary.storage.local;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Gives a finished temporary file its name, in one step and never over another file.
 *
 * <p>A rename would overwrite: POSIX has no other. A hard link fails if the name exists, decided by
 * the file system and so between processes too. File systems without hard links (FAT, exFAT, some
 * network shares) get a rename under a reservation instead: a file that only one can create, held
 * while the holder looks for the object and renames. That is as safe only if all do it; so the way
 * is chosen once for a storage and written into it (see {@link StorageRoot}).
 */
final class Publisher {
  /** How files get their names in a storage. */
  enum Way {
    HARD_LINK,
    RESERVATION
  }

  private final Way way;
  private final FileSystemCalls calls;
  private final TemporaryFiles temporaryFiles;

  Publisher(Way way, FileSystemCalls calls, TemporaryFiles temporaryFiles) {
    this.way = way;
    this.calls = calls;
    this.temporaryFiles = temporaryFiles;
  }

  /**
   * Publishes a file. The directory is not forced yet.
   *
   * @throws FileAlreadyExistsException if the name is taken, or just being taken by another
   */
  void publish(ContentKey key, Path temporary, Path target) throws IOException {
    switch (way) {
      case HARD_LINK -> link(temporary, target);
      case RESERVATION -> renameUnderReservation(key, temporary, target);
    }
  }

  private void link(Path temporary, Path target) throws IOException {
    try {
      calls.link(temporary, target);
    } catch (FileAlreadyExistsException taken) {
      // A network file system that repeats a call whose answer was lost finds its own link.
      if (!isSameFile(temporary, target)) {
        throw taken;
      }
    } catch (UnsupportedOperationException unsupported) {
      throw new BackendException(
          Reason.MISCONFIGURED,
          Effect.NONE,
          "the storage was made on a file system with hard links, and this one has none; copy its"
              + " objects directory below a new root",
          unsupported);
    }
  }

  private static boolean isSameFile(Path temporary, Path target) throws IOException {
    try {
      return Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
          && Files.isSameFile(temporary, target);
    } catch (NoSuchFileException deletedMeanwhile) {
      return false;
    }
  }

  private void renameUnderReservation(ContentKey key, Path temporary, Path target)
      throws IOException {
    Path reservation = temporaryFiles.reservationOf(key);
    calls.create(reservation).close();
    try {
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      calls.rename(temporary, target);
    } finally {
      release(reservation);
    }
  }

  /** The rename is what counts: it was made or not, whether the reservation goes or is left. */
  private void release(Path reservation) {
    try {
      calls.delete(reservation);
    } catch (IOException leftToTheSweep) {
      return;
    }
  }
}
