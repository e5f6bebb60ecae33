package io.filelibrary.model;

import io.filelibrary.error.InvalidName;
import io.filelibrary.error.InvalidPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where an item is: the names from the channel's root down to it, joined by slashes, without a
 * leading one. The empty path is the root. Paths are derived from the tree and never stored.
 *
 * @param names the names from the top down; empty for the root
 */
public record ItemPath(List<ItemName> names) {
  /** The longest path that {@link #parse} takes, in bytes of UTF-8. */
  public static final int MAX_BYTES = 4096;

  /** The most names that a path to {@link #parse} has. */
  public static final int MAX_DEPTH = 256;

  /** The root of a channel. */
  public static final ItemPath ROOT = new ItemPath(List.of());

  /** Copies the names. */
  public ItemPath {
    names = List.copyOf(names);
  }

  /**
   * Reads a path. One trailing slash is allowed, as in {@code a/b/}.
   *
   * @param text names joined by slashes, without a leading slash; empty for the root
   * @return the path
   * @throws InvalidPath if a segment is empty or not a name, or the path is too long or too deep
   */
  public static ItemPath parse(String text) {
    if (text.isEmpty()) {
      return ROOT;
    }
    if (text.startsWith("/")) {
      throw new InvalidPath(text, "a path has no leading slash");
    }
    String[] segments = text.split("/", -1);
    int count = text.endsWith("/") ? segments.length - 1 : segments.length;
    // First, so that a text of a million names costs no more than one of few.
    if (count > MAX_DEPTH) {
      throw new InvalidPath(text, "a path has at most 256 names");
    }
    List<ItemName> names = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      names.add(segment(text, segments[i]));
    }
    ItemPath path = new ItemPath(names);
    path.checkLimits();
    return path;
  }

  /**
   * Checks the limits that hold for a path which a call asks for. A path that is derived from the
   * tree may pass them, since a folder can be moved below a deep one.
   *
   * @throws InvalidPath if the path has more than 256 names or 4,096 bytes in UTF-8
   */
  public void checkLimits() {
    if (names.size() > MAX_DEPTH) {
      throw new InvalidPath(toString(), "a path has at most 256 names");
    }
    if (toString().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new InvalidPath(toString(), "a path has at most 4096 bytes in UTF-8");
    }
  }

  /**
   * Says whether this is the root.
   *
   * @return whether the path has no names
   */
  public boolean isRoot() {
    return names.isEmpty();
  }

  /**
   * Returns the last name.
   *
   * @return the last name, or empty for the root
   */
  public Optional<ItemName> name() {
    return isRoot() ? Optional.empty() : Optional.of(names.get(names.size() - 1));
  }

  /**
   * Returns the path without its last name.
   *
   * @return the path of the parent, or empty for the root
   */
  public Optional<ItemPath> parent() {
    return isRoot()
        ? Optional.empty()
        : Optional.of(new ItemPath(names.subList(0, names.size() - 1)));
  }

  /**
   * Returns the path of a child.
   *
   * @param name the name of the child
   * @return this path with the name appended
   */
  public ItemPath resolve(ItemName name) {
    List<ItemName> longer = new ArrayList<>(names);
    longer.add(name);
    return new ItemPath(longer);
  }

  @Override
  public String toString() {
    return names.stream().map(ItemName::value).collect(Collectors.joining("/"));
  }

  private static ItemName segment(String path, String text) {
    if (text.isEmpty() || text.equals(".") || text.equals("..")) {
      throw new InvalidPath(path, "a path has no empty, . or .. segments");
    }
    try {
      return ItemName.of(text);
    } catch (InvalidName e) {
      throw new InvalidPath(path, e.rule());
    }
  }
}
