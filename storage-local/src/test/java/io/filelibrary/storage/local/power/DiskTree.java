package io.filelibrary.storage.local.power;

import io.filelibrary.storage.local.power.Change.Entry;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** The nodes of a disk and the changes to names that are not durable yet, in their order. */
final class DiskTree {
  private final DirectoryNode root;
  private final List<Change> unforced = new ArrayList<>();

  DiskTree(FileTime now) {
    this(new DirectoryNode(now));
  }

  private DiskTree(DirectoryNode root) {
    this.root = root;
  }

  Optional<Node> find(DiskPath path) {
    Node node = root;
    for (String name : path.names()) {
      if (!(node instanceof DirectoryNode directory)) {
        return Optional.empty();
      }
      Node next = directory.live.get(name);
      if (next == null) {
        return Optional.empty();
      }
      node = next;
    }
    return Optional.of(node);
  }

  Node get(DiskPath path) throws NoSuchFileException {
    return find(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
  }

  DirectoryNode directory(DiskPath path) throws IOException {
    if (get(path) instanceof DirectoryNode directory) {
      return directory;
    }
    throw new NotDirectoryException(path.toString());
  }

  /** Gives a node, new or old, a name that must be free. */
  void add(DiskPath path, Node node) throws IOException {
    DirectoryNode parent = directory(path.directory());
    if (parent.live.containsKey(path.name())) {
      throw new FileAlreadyExistsException(path.toString());
    }
    make(Change.of(parent, path.name(), node));
  }

  void remove(DiskPath path) throws IOException {
    if (get(path) instanceof DirectoryNode directory && !directory.live.isEmpty()) {
      throw new DirectoryNotEmptyException(path.toString());
    }
    make(Change.of(directory(path.directory()), path.name(), null));
  }

  /** Moves a file over what is at the new name. */
  void rename(DiskPath from, DiskPath to) throws IOException {
    Node node = get(from);
    if (node.isDirectory()) {
      throw new FileSystemException(from.toString(), to.toString(), "directories are not moved");
    }
    make(
        new Change(
            List.of(
                new Entry(directory(from.directory()), from.name(), null),
                new Entry(directory(to.directory()), to.name(), node))));
  }

  /** Makes durable what happened to the names in a directory, and what had to be before that. */
  void force(DirectoryNode directory) {
    List<Change> forced = new ArrayList<>();
    for (int i = unforced.size() - 1; i >= 0; i--) {
      Change change = unforced.get(i);
      if (change.touches(directory) || forced.stream().anyMatch(change::sharesNameWith)) {
        forced.add(0, change);
      }
    }
    for (Change change : forced) {
      change.entries().forEach(entry -> entry.applyTo(entry.directory().durable));
    }
    unforced.removeAll(forced);
  }

  /** Returns what a machine finds that lost its power now. */
  DiskTree afterCut(Random random) {
    IdentityHashMap<DirectoryNode, Map<String, Node>> names = new IdentityHashMap<>();
    double share = share(random);
    for (Change change : unforced) {
      if (random.nextDouble() < share) {
        for (Entry entry : change.entries()) {
          entry.applyTo(
              names.computeIfAbsent(entry.directory(), node -> new TreeMap<>(node.durable)));
        }
      }
    }
    return new DiskTree((DirectoryNode) copy(root, names, new IdentityHashMap<>(), random));
  }

  /** Some cuts lose or keep everything. */
  private static double share(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> 1;
      default -> random.nextDouble();
    };
  }

  private static Node copy(
      Node node,
      IdentityHashMap<DirectoryNode, Map<String, Node>> names,
      IdentityHashMap<Node, Node> copies,
      Random random) {
    Node known = copies.get(node);
    if (known != null) {
      return known;
    }
    if (node instanceof FileNode file) {
      FileNode copy = file.afterCut(random);
      copies.put(node, copy);
      return copy;
    }
    DirectoryNode copy = new DirectoryNode(node.lastModifiedTime());
    copies.put(node, copy);
    names
        .getOrDefault((DirectoryNode) node, ((DirectoryNode) node).durable)
        .forEach((name, child) -> copy.durable.put(name, copy(child, names, copies, random)));
    copy.live.putAll(copy.durable);
    return copy;
  }

  private void make(Change change) {
    change.entries().forEach(entry -> entry.applyTo(entry.directory().live));
    unforced.add(change);
  }
}
