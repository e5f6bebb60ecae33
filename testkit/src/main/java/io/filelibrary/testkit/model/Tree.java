package io.filelibrary.testkit.model;

import io.filelibrary.error.ErrorCode;
import io.filelibrary.model.ChangeAction;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.ItemKind;
import io.filelibrary.testkit.model.Operation.At;
import io.filelibrary.testkit.model.Operation.ById;
import io.filelibrary.testkit.model.Operation.ByPath;
import io.filelibrary.testkit.model.Operation.FolderAt;
import io.filelibrary.testkit.model.Operation.In;
import io.filelibrary.testkit.model.Operation.Into;
import io.filelibrary.testkit.model.Operation.Place;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of the model that knows paths, names and what happens when a name is taken. */
final class Tree {
  private static final int NUMBERS_IN_ORDER = 16;

  private final World world;

  Tree(World world) {
    this.world = world;
  }

  /** Returns the names of a path, or empty if it is malformed. */
  static Optional<List<String>> names(String path) {
    if (path.isEmpty()) {
      return Optional.of(List.of());
    }
    List<String> names = new ArrayList<>(Arrays.asList(path.split("/", -1)));
    if (names.get(names.size() - 1).isEmpty()) {
      names.remove(names.size() - 1);
    }
    return names.stream().anyMatch(name -> !isName(name))
        ? Optional.empty()
        : Optional.of(names.stream().map(Tree::composed).toList());
  }

  /** Names are kept in Unicode normalization form C. */
  static String composed(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  static boolean isName(String name) {
    return !name.isEmpty()
        && !name.equals(".")
        && !name.equals("..")
        && !name.contains("\\")
        && !name.contains("/")
        && name.strip().equals(name)
        && !name.endsWith(".");
  }

  /** The rule of portable names, as far as the generator breaks it. */
  static boolean isPortable(String name) {
    return name.indexOf('?') < 0;
  }

  /** Finds the place of an item, as far as that does not depend on what is there already. */
  Optional<Landing> place(int channel, Place place, boolean parents, Refusals refusals) {
    if (place instanceof Into into) {
      return folder(channel, into.folder(), parents, refusals);
    }
    if (place instanceof In in) {
      refusals.addIf(!isName(in.name()), ErrorCode.INVALID_NAME);
      refusals.addIf(isName(in.name()) && !isPortable(in.name()), ErrorCode.INVALID_NAME);
      return folder(channel, in.folder(), parents, refusals)
          .map(landing -> landing.named(composed(in.name()), Optional.empty()));
    }
    Optional<List<String>> names = names(((At) place).path());
    if (names.isEmpty() || names.get().isEmpty()) {
      refusals.add(ErrorCode.INVALID_PATH);
      return Optional.empty();
    }
    int last = names.get().size() - 1;
    String name = names.get().get(last);
    refusals.addIf(!isPortable(name), ErrorCode.INVALID_NAME);
    return walk(channel, names.get().subList(0, last), parents, refusals)
        .map(landing -> landing.named(name, Optional.empty()));
  }

  private Optional<Landing> folder(int channel, FolderAt at, boolean parents, Refusals refusals) {
    if (at instanceof ByPath path) {
      Optional<List<String>> names = names(path.path());
      refusals.addIf(names.isEmpty(), ErrorCode.INVALID_PATH);
      return names.flatMap(found -> walk(channel, found, parents, refusals));
    }
    Optional<Node> node = world.living(channel, ((ById) at).item());
    refusals.addIf(node.isEmpty(), ErrorCode.PARENT_NOT_FOUND);
    node.ifPresent(found -> refusals.addIf(!found.isFolder(), ErrorCode.NOT_A_FOLDER));
    return node.map(found -> new Landing(found, List.of(), Optional.empty(), Optional.empty()));
  }

  private Optional<Landing> walk(
      int channel, List<String> names, boolean parents, Refusals refusals) {
    Node folder = world.channels.get(channel).root;
    for (int i = 0; i < names.size(); i++) {
      Optional<Node> child = world.child(folder, names.get(i));
      if (child.isEmpty()) {
        List<String> missing = names.subList(i, names.size());
        refusals.addIf(!parents, ErrorCode.PARENT_NOT_FOUND);
        refusals.addIf(!missing.stream().allMatch(Tree::isPortable), ErrorCode.INVALID_NAME);
        return Optional.of(new Landing(folder, missing, Optional.empty(), Optional.empty()));
      }
      folder = child.get();
      if (!folder.isFolder()) {
        refusals.add(ErrorCode.NOT_A_FOLDER);
        return Optional.empty();
      }
    }
    return Optional.of(new Landing(folder, List.of(), Optional.empty(), Optional.empty()));
  }

  /** Finds out what a taken name leads to. */
  Landing settle(
      Landing landing,
      String name,
      ItemKind kind,
      Optional<Node> self,
      ConflictPolicy conflict,
      Refusals refusals) {
    Optional<Node> sibling =
        landing.missing().isEmpty()
            ? world
                .child(landing.folder(), name)
                .filter(node -> self.stream().noneMatch(node::equals))
            : Optional.empty();
    if (sibling.isEmpty()) {
      return landing.named(name, Optional.empty());
    }
    if (isExpired(sibling.get())) {
      return landing.named(name, sibling);
    }
    switch (conflict) {
      case FAIL -> refusals.add(ErrorCode.NAME_TAKEN);
      case RENAME -> {
        String free = freeName(landing.folder(), name, kind, self);
        return landing.named(
            free,
            world
                .child(landing.folder(), free)
                .filter(node -> isExpired(node) && self.stream().noneMatch(node::equals)));
      }
      case REPLACE ->
          refusals.addIf(kind == ItemKind.FOLDER || sibling.get().isFolder(), ErrorCode.NAME_TAKEN);
    }
    return landing.named(name, sibling);
  }

  /** A pending file whose time is over gives way to whatever wants its name. */
  boolean isExpired(Node node) {
    return node.isPending() && node.upload.map(upload -> upload.isExpired(world.now)).orElse(false);
  }

  /** Of a file the number comes before the ending, of folders and links at the end. */
  private String freeName(Node folder, String name, ItemKind kind, Optional<Node> self) {
    int dot = kind == ItemKind.FILE ? name.lastIndexOf('.') : -1;
    String stem = dot <= 0 ? name : name.substring(0, dot);
    String ending = dot <= 0 ? "" : name.substring(dot);
    for (int i = 2; i <= NUMBERS_IN_ORDER; i++) {
      String free = stem + " (" + i + ")" + ending;
      if (isFree(folder, free, self)) {
        return free;
      }
    }
    String first = stem + " (" + (NUMBERS_IN_ORDER + 1) + ")" + ending;
    return world
        .nameFound
        .filter(found -> found.startsWith(stem + " (") && found.endsWith(")" + ending))
        .filter(found -> isFree(folder, found, self))
        .orElse(first);
  }

  private boolean isFree(Node folder, String name, Optional<Node> self) {
    return world
        .child(folder, name)
        .filter(node -> self.stream().noneMatch(node::equals))
        .filter(node -> !isExpired(node))
        .isEmpty();
  }

  /** Makes room and creates the missing folders; returns the folder for the item. */
  Node prepare(Landing landing) {
    Node folder = landing.folder();
    for (String name : landing.missing()) {
      folder = world.create(ItemKind.FOLDER, folder, name);
      world.tell(ChangeAction.CREATED, folder, Map.of());
    }
    landing.inTheWay().ifPresent(world::delete);
    return folder;
  }
}
