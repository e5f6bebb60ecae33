package io.filelibrary.storage.local;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directories below one that are known to survive a power cut.
 *
 * <p>That a directory exists is not enough: another thread or process may have created it and not
 * yet have forced its parent, and then an object in it would vanish with it, although its put had
 * returned. So an instance forces the parent of each directory that it did not know.
 *
 * <p>Directories are never removed, not even empty ones: a put in another process may have just
 * found one there.
 */
final class DurableDirectories {
  /** More would be forgotten, at the price of forcing parents again. */
  private static final int MOST_KNOWN = 65_536;

  private final Path top;
  private final FileSystemCalls calls;
  private final Set<Path> known = ConcurrentHashMap.newKeySet();

  DurableDirectories(Path top, FileSystemCalls calls) {
    this.top = top;
    this.calls = calls;
  }

  /** Creates a directory and those above it as far as they are absent, and makes them durable. */
  void ensure(Path directory) throws IOException {
    if (directory.equals(top) || known.contains(directory)) {
      return;
    }
    Path parent = directory.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(directory + " is not below " + top);
    }
    ensure(parent);
    if (known.size() > MOST_KNOWN) {
      known.clear();
    }
    // What is there before the parent is forced is durable after it: an instance that finds a
    // filled storage forces a parent once, not once for each of its directories.
    Set<Path> covered = createUnlessPresent(directory) ? Set.of(directory) : childrenOf(parent);
    calls.syncDirectory(parent);
    known.addAll(covered);
    known.add(directory);
  }

  /** Forgets a directory that turned out to be absent, so that the next put creates it. */
  void forget(Path directory) {
    for (Path path = directory; path != null && !path.equals(top); path = path.getParent()) {
      known.remove(path);
    }
  }

  private boolean createUnlessPresent(Path directory) throws IOException {
    try {
      calls.createDirectory(directory);
      return true;
    } catch (FileAlreadyExistsException present) {
      if (!Files.isDirectory(directory)) {
        throw new NotDirectoryException(directory.toString());
      }
      return false;
    }
  }

  private static Set<Path> childrenOf(Path parent) throws IOException {
    Set<Path> children = ConcurrentHashMap.newKeySet();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent)) {
      for (Path entry : entries) {
        if (children.size() < MOST_KNOWN) {
          children.add(entry);
        }
      }
    } catch (DirectoryIteratorException failure) {
      throw failure.getCause();
    }
    return children;
  }
}
