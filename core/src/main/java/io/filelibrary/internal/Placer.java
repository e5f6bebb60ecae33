package io.filelibrary.internal;

import com.google.common.collect.Lists;
import io.filelibrary.error.InvalidPath;
import io.filelibrary.error.NameTaken;
import io.filelibrary.error.NotAFolder;
import io.filelibrary.error.ParentNotFound;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.ItemPath;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.Action;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.Placement;
import io.filelibrary.spi.UploadState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Finds the folder and the name that an item gets: parents, permission, limits and conflicts. */
final class Placer {
  private static final int FEW = 16;
  private static final int MOST = 1 << 30;

  private final Ids ids;

  Placer(Ids ids) {
    this.ids = ids;
  }

  /** Where an item goes: a living folder, and a name that is free in it. */
  record Place(Node folder, ItemName name) {
    Placement living() {
      return Placement.living(folder.id());
    }
  }

  /** What comes to a place, and how. */
  record Arrival(ItemKind kind, ConflictPolicy conflict, Optional<ItemId> self) {
    static Arrival of(ItemKind kind, ConflictPolicy conflict) {
      return new Arrival(kind, conflict, Optional.empty());
    }
  }

  static ItemName nameOf(Destination destination) {
    return destination
        .name()
        .orElseThrow(
            () -> new InvalidPath(destination.folder().toString(), "a new item needs a name"));
  }

  /** Finds the place, creates parents where asked to, and makes the name free or fails. */
  Place take(
      TreeWriter tree, FolderRef folder, ItemName name, boolean createParents, Arrival arrival)
      throws BackendException {
    Node parent = parent(tree, folder, createParents);
    return take(tree, parent, name, arrival);
  }

  /** Makes a name free in a living folder, or fails. */
  Place take(TreeWriter tree, Node folder, ItemName name, Arrival arrival) throws BackendException {
    tree.require(Action.CREATE, folder);
    checkName(tree, folder, name);
    Optional<Node> inTheWay = inTheWay(tree, folder, name, arrival);
    if (inTheWay.isEmpty()) {
      return new Place(folder, name);
    }
    return switch (arrival.conflict()) {
      case FAIL -> throw taken(name, inTheWay.get());
      case RENAME -> new Place(folder, freeName(tree, folder, name, arrival));
      case REPLACE -> {
        requireReplaceable(name, inTheWay.get(), arrival);
        tree.require(Action.DELETE, inTheWay.get());
        tree.delete(inTheWay.get().record());
        yield new Place(folder, name);
      }
    };
  }

  /**
   * Fails where {@link #take} would fail as things are now, and changes nothing; answers the
   * folder, or where it is missing the nearest one above it.
   */
  Node preview(
      TreeReader tree, FolderRef folder, ItemName name, boolean createParents, Arrival arrival)
      throws BackendException {
    Optional<Node> found = tree.lookUp(folder);
    if (found.isEmpty()) {
      Node node = nearest(tree, folder, createParents);
      tree.channel().spec().namePolicy().check(name);
      return node;
    }
    requireFolder(tree, found.get(), folder);
    tree.require(Action.CREATE, found.get());
    checkName(tree, found.get(), name);
    Optional<Node> inTheWay = tree.child(found.get(), tree.key(name));
    if (inTheWay.isEmpty() || isExpired(tree, inTheWay.get())) {
      return found.get();
    }
    switch (arrival.conflict()) {
      case FAIL -> throw taken(name, inTheWay.get());
      case RENAME -> {}
      case REPLACE -> requireReplaceable(name, inTheWay.get(), arrival);
    }
    return found.get();
  }

  /** Finds the folder, and creates it and those above it where asked to. */
  Node parent(TreeWriter tree, FolderRef folder, boolean create) throws BackendException {
    Optional<Node> found = tree.lookUp(folder);
    if (found.isPresent()) {
      requireFolder(tree, found.get(), folder);
      return found.get();
    }
    Node node = nearest(tree, folder, create);
    ItemPath path = ((FolderRef.ByPath) folder).path();
    for (ItemName name : path.names().subList(node.above().size(), path.names().size())) {
      tree.channel().spec().namePolicy().check(name);
      ItemRecord record =
          newFolder(tree, Placement.living(node.id()), name, Visibility.PRIVATE, Attributes.NONE);
      tree.create(record);
      node = node.child(record);
    }
    return node;
  }

  ItemRecord newFolder(
      TreeWriter tree,
      Placement placement,
      ItemName name,
      Visibility visibility,
      Attributes attributes) {
    return new ItemRecord(
        ids.item(),
        tree.session().channel(),
        ItemKind.FOLDER,
        placement,
        name.value(),
        tree.key(name),
        tree.stamp(),
        tree.stamp(),
        1,
        visibility,
        attributes,
        Optional.empty(),
        Optional.empty());
  }

  /** The last folder that exists on the way, where those that are missing may be created. */
  private static Node nearest(TreeReader tree, FolderRef folder, boolean create)
      throws BackendException {
    if (folder instanceof FolderRef.ById) {
      throw new ParentNotFound(folder.toString());
    }
    Node node = tree.deepest(((FolderRef.ByPath) folder).path());
    tree.require(Action.CREATE, node);
    if (!node.isFolder()) {
      throw new NotAFolder(node.path().toString());
    }
    if (!create) {
      throw new ParentNotFound(folder.toString());
    }
    return node;
  }

  private static void requireFolder(TreeReader tree, Node node, FolderRef reference) {
    if (!node.isFolder()) {
      // First, so that who may not create here does not learn what is here.
      tree.require(Action.CREATE, node);
      throw new NotAFolder(reference.toString());
    }
  }

  private static void checkName(TreeReader tree, Node folder, ItemName name) {
    tree.channel().spec().namePolicy().check(name);
    folder.path().resolve(name).checkLimits();
  }

  private static Optional<Node> inTheWay(
      TreeWriter tree, Node folder, ItemName name, Arrival arrival) throws BackendException {
    Optional<Node> found =
        tree.child(folder, tree.key(name))
            .filter(node -> !Optional.of(node.id()).equals(arrival.self()));
    if (found.isPresent() && isExpired(tree, found.get())) {
      tree.delete(found.get().record());
      return Optional.empty();
    }
    return found;
  }

  /** Whether a pending file holds the name whose upload has had its time: another may take it. */
  private static boolean isExpired(TreeReader tree, Node node) throws BackendException {
    if (!node.isPending()) {
      return false;
    }
    return tree.records()
        .uploadOf(tree.session().channel(), node.id())
        .filter(upload -> upload.state() == UploadState.OPEN)
        .filter(upload -> !upload.expiresAt().isAfter(tree.now()))
        .isPresent();
  }

  /** The first free numbered name where few are taken, or else one found in steps that double. */
  private static ItemName freeName(TreeWriter tree, Node folder, ItemName name, Arrival arrival)
      throws BackendException {
    int free = 2;
    int taken = 1;
    while (!isFree(tree, folder, numbered(name, arrival.kind(), free), arrival)) {
      if (free == MOST) {
        throw taken(name, tree.child(folder, tree.key(name)).orElseThrow());
      }
      taken = free;
      free = free < FEW ? free + 1 : free * 2;
    }
    while (free - taken > 1) {
      int middle = (free + taken) >>> 1;
      if (isFree(tree, folder, numbered(name, arrival.kind(), middle), arrival)) {
        free = middle;
      } else {
        taken = middle;
      }
    }
    ItemName found = numbered(name, arrival.kind(), free);
    checkName(tree, folder, found);
    return found;
  }

  private static boolean isFree(TreeWriter tree, Node folder, ItemName name, Arrival arrival)
      throws BackendException {
    return inTheWay(tree, folder, name, arrival).isEmpty();
  }

  /** The name with a number before its extension, its stem shortened where it would be too long. */
  static ItemName numbered(ItemName name, ItemKind kind, int number) {
    String text = name.value();
    int dot = kind == ItemKind.FILE ? text.lastIndexOf('.') : -1;
    String stem = dot <= 0 ? text : text.substring(0, dot);
    String suffix = " (" + number + ")" + (dot <= 0 ? "" : text.substring(dot));
    int room = ItemName.MAX_BYTES - suffix.getBytes(StandardCharsets.UTF_8).length;
    String shortened = shortened(stem, room);
    // Where the extension leaves no room for a stem, it is treated as a part of the stem.
    return shortened.isBlank()
        ? numbered(name, ItemKind.FOLDER, number)
        : new ItemName(shortened + suffix);
  }

  private static String shortened(String text, int mostBytes) {
    List<String> characters =
        Lists.newArrayList(text.codePoints().mapToObj(Character::toString).toList());
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    while (bytes > mostBytes && !characters.isEmpty()) {
      String last = characters.remove(characters.size() - 1);
      bytes -= last.getBytes(StandardCharsets.UTF_8).length;
    }
    return String.join("", characters);
  }

  private static void requireReplaceable(ItemName name, Node inTheWay, Arrival arrival) {
    if (inTheWay.isFolder() || arrival.kind() == ItemKind.FOLDER) {
      throw taken(name, inTheWay);
    }
  }

  private static NameTaken taken(ItemName name, Node inTheWay) {
    return new NameTaken(name.value(), inTheWay.id().value(), inTheWay.record().kind().word());
  }
}
