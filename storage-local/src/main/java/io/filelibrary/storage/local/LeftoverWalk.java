package io.filelibrary.storage.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.filelibrary.spi.Leftover;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A walk over all that is below the root's two directories, in search of what is no object:
 * unfinished files, and what somebody else put there. It follows no symbolic link, and looks into
 * no directory that is not one of the layout; such a directory is one thing, without a size. It
 * keeps no more than it is to answer with.
 */
final class LeftoverWalk {
  private static final Comparator<Leftover> BY_NAME = Comparator.comparing(Leftover::name);
  private static final int LONGEST_KEY = 128;

  private final Path root;
  private final Instant idleSince;
  private final int limit;

  /** The first of those found, the last of them on top. */
  private final PriorityQueue<Leftover> found = new PriorityQueue<>(BY_NAME.reversed());

  LeftoverWalk(Path root, Instant idleSince, int limit) {
    this.root = root;
    this.idleSince = idleSince;
    this.limit = limit;
  }

  /** Walks, once. */
  List<Leftover> walk(Path temporary, Path objects) throws IOException {
    for (Path entry : entries(temporary)) {
      boolean ours = TemporaryFiles.isNameOfOurs(entry) && ObjectFile.attributes(entry).isPresent();
      add(entry, ours);
    }
    walkSegments(objects, "");
    List<Leftover> sorted = new ArrayList<>(found);
    sorted.sort(BY_NAME);
    return List.copyOf(sorted);
  }

  private void walkSegments(Path directory, String prefix) throws IOException {
    for (Path entry : entries(directory)) {
      String name = String.valueOf(entry.getFileName());
      if (!Files.isDirectory(entry, NOFOLLOW_LINKS)) {
        add(entry, false);
      } else if (KeyLayout.isFanOut(name)) {
        walkFiles(entry, name, prefix);
      } else if (KeyLayout.isSegment(name)) {
        walkSegments(entry, prefix + KeyLayout.segmentOf(name) + "/");
      } else {
        add(entry, false);
      }
    }
  }

  private void walkFiles(Path directory, String fanOut, String prefix) throws IOException {
    for (Path entry : entries(directory)) {
      String name = String.valueOf(entry.getFileName());
      if (!isNameOfObject(name, fanOut, prefix) || ObjectFile.attributes(entry).isEmpty()) {
        add(entry, false);
      }
    }
  }

  private static boolean isNameOfObject(String name, String fanOut, String prefix) {
    return KeyLayout.isSegment(name)
        && KeyLayout.fanOutOf(KeyLayout.segmentOf(name)).equals(fanOut)
        && prefix.length() + KeyLayout.segmentOf(name).length() <= LONGEST_KEY;
  }

  private void add(Path file, boolean ours) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
    } catch (NoSuchFileException goneMeanwhile) {
      return;
    }
    Instant touchedAt = attributes.lastModifiedTime().toInstant();
    if (touchedAt.isBefore(idleSince)) {
      String name = root.relativize(file).toString().replace('\\', '/');
      long size = attributes.isRegularFile() ? attributes.size() : 0;
      found.add(new Leftover(name, size, touchedAt, ours));
      if (found.size() > limit) {
        found.remove();
      }
    }
  }

  private static List<Path> entries(Path directory) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(entries::add);
    } catch (NoSuchFileException | NotDirectoryException goneMeanwhile) {
      return List.of();
    } catch (DirectoryIteratorException failure) {
      throw failure.getCause();
    }
    return entries;
  }
}
