package io.filelibrary.storage.local;

import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StoredObject;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One page of a listing: a walk over the directories in the order of the keys. It keeps the names
 * of the directories on its way in memory, never of the tree. What it does not know, it passes
 * over; so it does with what is deleted while it walks.
 *
 * <p>In a directory, the last segments (files) and the others (directories) have to be merged: the
 * keys {@code a}, {@code a-b}, {@code a/b} and {@code a0} follow each other in this order. A
 * directory therefore sorts as its segment and a slash. Both kinds are put in groups by the first
 * two characters of that, so that one directory of files at a time is read.
 */
final class KeyWalk {
  private static final int LONGEST_KEY = 128;

  private final Path objects;
  private final String after;
  private final int limit;
  private final List<StoredObject> found = new ArrayList<>();

  /** A walk that begins behind a key, or at the first if it is empty. */
  KeyWalk(Path objects, String after, int limit) {
    this.objects = objects;
    this.after = after;
    this.limit = limit;
  }

  /** Walks, once. */
  List<StoredObject> walk() throws IOException {
    walk(objects, "");
    return found;
  }

  private void walk(Path directory, String prefix) throws IOException {
    for (Map.Entry<String, NavigableSet<String>> group : groupsIn(directory).entrySet()) {
      if (isFull()) {
        return;
      }
      if (!isPassed(prefix + group.getKey())) {
        addSegments(directory, group.getKey(), group.getValue());
        walkGroup(directory, prefix, group.getKey(), group.getValue());
      }
    }
  }

  private void walkGroup(Path directory, String prefix, String group, NavigableSet<String> segments)
      throws IOException {
    for (String segment : segments) {
      if (isFull()) {
        return;
      }
      String key = prefix + segment;
      if (!segment.endsWith("/")) {
        addObject(directory.resolve(group).resolve(KeyLayout.nameOf(segment)), key);
      } else if (!isPassed(key)) {
        String name = KeyLayout.nameOf(segment.substring(0, segment.length() - 1));
        walk(directory.resolve(name), key);
      }
    }
  }

  private boolean isFull() {
    return found.size() >= limit;
  }

  /** Returns whether all the keys with a prefix are at or before the key to begin behind. */
  private boolean isPassed(String prefix) {
    return prefix.compareTo(after) < 0 && !after.startsWith(prefix);
  }

  private void addObject(Path file, String text) throws IOException {
    if (text.length() > LONGEST_KEY || text.compareTo(after) <= 0) {
      return;
    }
    ObjectFile.attributes(file)
        .map(attributes -> ObjectFile.describe(new ContentKey(text), attributes))
        .ifPresent(found::add);
  }

  /** Adds the last segments that a directory of files holds. */
  private static void addSegments(Path directory, String fanOut, NavigableSet<String> segments)
      throws IOException {
    if (!KeyLayout.isFanOut(fanOut)) {
      return;
    }
    for (String name : namesIn(directory.resolve(fanOut))) {
      if (KeyLayout.isSegment(name)) {
        String segment = KeyLayout.segmentOf(name);
        if (KeyLayout.fanOutOf(segment).equals(fanOut)) {
          segments.add(segment);
        }
      }
    }
  }

  /** Returns, by the first two characters, the other segments, each with a slash behind it. */
  private static Map<String, NavigableSet<String>> groupsIn(Path directory) throws IOException {
    Map<String, NavigableSet<String>> groups = new TreeMap<>();
    for (String name : namesIn(directory)) {
      if (KeyLayout.isFanOut(name)) {
        groups.computeIfAbsent(name, group -> new TreeSet<>());
      } else if (KeyLayout.isSegment(name)) {
        String segment = KeyLayout.segmentOf(name) + "/";
        groups.computeIfAbsent(KeyLayout.fanOutOf(segment), group -> new TreeSet<>()).add(segment);
      }
    }
    return groups;
  }

  private static List<String> namesIn(Path directory) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        names.add(String.valueOf(entry.getFileName()));
      }
    } catch (NoSuchFileException | NotDirectoryException absent) {
      return List.of();
    } catch (DirectoryIteratorException failure) {
      throw failure.getCause();
    }
    return names;
  }
}
