package io.filelibrary.storage.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * The directory of a storage, found or made. This is a stored format:
 *
 * <pre>
 *   format    two lines: the version of the format, and how files get their names
 *   tmp/      unfinished files; may be deleted while nothing runs
 *   objects/  the objects, laid out as KeyLayout says
 * </pre>
 *
 * <p>What else is in the directory is left alone.
 */
final class StorageRoot {
  private static final String VERSION_LINE = "filelibrary storage-local 1\n";
  private static final Map<Publisher.Way, String> WAY_LINES =
      Map.of(
          Publisher.Way.HARD_LINK, "publish by hard link\n",
          Publisher.Way.RESERVATION, "publish by reservation\n");
  private static final int LONGEST_FORMAT = 1024;

  private final Path root;
  private final Publisher.Way way;

  private StorageRoot(Path root, Publisher.Way way) {
    this.root = root;
    this.way = way;
  }

  /** Opens a storage, and makes what is absent of it, durably. Safe to do in several processes. */
  static StorageRoot open(Path given, FileSystemCalls calls) throws IOException {
    Path absolute = given.toAbsolutePath();
    try {
      createDurably(absolute, calls);
      // Pinned, so that a link that changes later does not split the storage.
      Path root = absolute.toRealPath();
      if (!Files.isWritable(root)) {
        throw new AccessDeniedException(root.toString());
      }
      createUnlessPresent(temporaryDirectory(root), calls);
      createUnlessPresent(objectsDirectory(root), calls);
      Publisher.Way way = readOrWriteFormat(root, calls);
      calls.syncDirectory(root);
      return new StorageRoot(root, way);
    } catch (AccessDeniedException refused) {
      throw new BackendException(
          Reason.DENIED,
          Effect.UNKNOWN,
          "the storage root "
              + absolute
              + " cannot be written; give this user access, or another"
              + " root ("
              + refused.getMessage()
              + ")",
          refused);
    } catch (BackendException known) {
      throw known;
    } catch (IOException failure) {
      throw Failures.writing(
          "opening the storage root " + absolute, absolute, Effect.UNKNOWN, failure);
    }
  }

  /** Returns the directory itself, without symbolic links. */
  Path directory() {
    return root;
  }

  /** Returns how files get their names. */
  Publisher.Way way() {
    return way;
  }

  /** Returns the directory of the objects. */
  Path objects() {
    return objectsDirectory(root);
  }

  /** Returns the directory of the unfinished files. */
  TemporaryFiles temporaryFiles() {
    return new TemporaryFiles(temporaryDirectory(root));
  }

  private static Path objectsDirectory(Path root) {
    return root.resolve("objects");
  }

  private static Path temporaryDirectory(Path root) {
    return root.resolve("tmp");
  }

  private static void createDurably(Path directory, FileSystemCalls calls) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    if (Files.isSymbolicLink(directory) && !Files.exists(directory)) {
      throw new BackendException(
          Reason.MISCONFIGURED,
          directory + " is a symbolic link to nothing; create what it points to, or remove it");
    }
    if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      throw new BackendException(
          Reason.MISCONFIGURED,
          directory + " is not a directory; give a directory as the storage root, or a new path");
    }
    Path parent = directory.getParent();
    if (parent != null) {
      createDurably(parent, calls);
    }
    createUnlessPresent(directory, calls);
    if (parent != null) {
      calls.syncDirectory(parent);
    }
  }

  private static void createUnlessPresent(Path directory, FileSystemCalls calls)
      throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    try {
      calls.createDirectory(directory);
    } catch (FileAlreadyExistsException present) {
      if (!Files.isDirectory(directory)) {
        throw new BackendException(
            Reason.MISCONFIGURED, directory + " is not a directory; move it out of the way");
      }
    }
  }

  private static Publisher.Way readOrWriteFormat(Path root, FileSystemCalls calls)
      throws IOException {
    Path format = root.resolve("format");
    if (!Files.exists(format, LinkOption.NOFOLLOW_LINKS)) {
      writeFormat(root, format, calls);
    }
    // Read back also by the one who wrote it, as another may have been quicker.
    String text = Files.size(format) > LONGEST_FORMAT ? "" : Files.readString(format, US_ASCII);
    for (Map.Entry<Publisher.Way, String> line : WAY_LINES.entrySet()) {
      if (text.equals(VERSION_LINE + line.getValue())) {
        return line.getKey();
      }
    }
    throw new BackendException(
        Reason.MISCONFIGURED,
        format
            + " names no format that this version knows; use the version that wrote it, or a"
            + " newer one");
  }

  private static void writeFormat(Path root, Path format, FileSystemCalls calls)
      throws IOException {
    TemporaryFiles temporaryFiles = new TemporaryFiles(temporaryDirectory(root));
    Publisher.Way way = wayOf(temporaryFiles, calls);
    byte[] text = (VERSION_LINE + WAY_LINES.get(way)).getBytes(US_ASCII);
    try (StagedFile staged = StagedFile.create(temporaryFiles, calls)) {
      staged.write(text, text.length);
      staged.seal();
      if (way == Publisher.Way.HARD_LINK) {
        calls.link(staged.path(), format);
      } else {
        // Whoever comes second writes the same over it.
        calls.rename(staged.path(), format);
      }
    } catch (FileAlreadyExistsException quicker) {
      return;
    }
  }

  /** Tries whether the file system has hard links. */
  private static Publisher.Way wayOf(TemporaryFiles temporaryFiles, FileSystemCalls calls)
      throws IOException {
    try (StagedFile probe = StagedFile.create(temporaryFiles, calls)) {
      Path second = temporaryFiles.next();
      calls.link(probe.path(), second);
      calls.delete(second);
      return Publisher.Way.HARD_LINK;
    } catch (UnsupportedOperationException unsupported) {
      return Publisher.Way.RESERVATION;
    } catch (FileSystemException refused) {
      // There is no type for "not on this file system". What is not plainly another reason is taken
      // for it: files can be created here, and with reservations the storage works in any case.
      BackendException failure =
          Failures.writing("trying a hard link", temporaryFiles.directory(), Effect.NONE, refused);
      if (failure.reason() == Reason.UNAVAILABLE) {
        return Publisher.Way.RESERVATION;
      }
      throw failure;
    }
  }
}
