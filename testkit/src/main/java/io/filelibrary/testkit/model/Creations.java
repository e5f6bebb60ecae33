package io.filelibrary.testkit.model;

import io.filelibrary.error.ErrorCode;
import io.filelibrary.model.ChangeAction;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ItemName;
import io.filelibrary.testkit.model.Operation.Declared;
import io.filelibrary.testkit.model.Operation.How;
import io.filelibrary.testkit.model.Operation.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The part of the model that creates folders, links and files in one step. */
final class Creations {
  private final World world;
  private final Tree tree;

  Creations(World world, Tree tree) {
    this.world = world;
    this.tree = tree;
  }

  Answer folder(Operation.CreateFolder call) {
    return create(
        call.channel(), call.place(), ItemKind.FOLDER, call.how(), new Refusals(), node -> {});
  }

  Answer link(Operation.CreateLink call) {
    Refusals refusals = new Refusals();
    refusals.addIf(!isLink(call.url()), ErrorCode.INVALID_LINK);
    return create(
        call.channel(),
        call.place(),
        ItemKind.LINK,
        call.how(),
        refusals,
        node -> node.url = call.url());
  }

  Answer upload(Operation.Upload call) {
    Refusals refusals = new Refusals();
    checkDeclared(call.declared(), call.size(), call.size(), true, refusals);
    long declared = declaredSize(call.declared(), call.size());
    long most = Math.max(declared, call.size());
    refusals.addIf(most > world.scope.maxFileSize(), ErrorCode.FILE_TOO_LARGE);
    long freed =
        land(call.channel(), call.place(), ItemKind.FILE, call.how(), new Refusals())
            .map(Landing::freed)
            .orElse(0L);
    refusals.addIf(!world.hasRoom(call.channel(), most - freed), ErrorCode.QUOTA_EXCEEDED);
    return create(
        call.channel(),
        call.place(),
        ItemKind.FILE,
        call.how(),
        refusals,
        node -> {
          node.content = Optional.of(new Content(call.size(), call.salt()));
          node.size = call.size();
        });
  }

  static long declaredSize(Declared declared, int size) {
    return switch (declared) {
      case SIZE -> size;
      case OTHER_SIZE -> size + 1L;
      case NOTHING, HASH, OTHER_HASH, SMALLER_LIMIT -> 0;
    };
  }

  /** What is wrong with bytes of a size, if an upload declared something of those of another. */
  static void checkDeclared(
      Declared declared, int declaredSize, int size, boolean sameBytes, Refusals refusals) {
    switch (declared) {
      case NOTHING -> {}
      case SIZE -> refusals.addIf(size != declaredSize, ErrorCode.SIZE_MISMATCH);
      case OTHER_SIZE -> refusals.addIf(size != declaredSize + 1, ErrorCode.SIZE_MISMATCH);
      case HASH ->
          refusals.addIf(
              size != declaredSize || !(sameBytes || size == 0), ErrorCode.CHECKSUM_MISMATCH);
      case OTHER_HASH -> refusals.add(ErrorCode.CHECKSUM_MISMATCH);
      case SMALLER_LIMIT ->
          refusals.addIf(size > Math.max(0, declaredSize - 1), ErrorCode.FILE_TOO_LARGE);
    }
  }

  Answer ensureFolder(Operation.EnsureFolder call) {
    Optional<List<String>> names = Tree.names(call.path());
    if (names.isEmpty() || names.get().isEmpty()) {
      return Answer.refused(ErrorCode.INVALID_PATH);
    }
    Refusals refusals = new Refusals();
    Optional<Landing> landing =
        tree.place(
            call.channel(), new Operation.Into(new Operation.ByPath(call.path())), true, refusals);
    if (refusals.any()) {
      return refusals.answer();
    }
    return Answer.of(tree.prepare(landing.orElseThrow()));
  }

  private Answer create(
      int channel, Place place, ItemKind kind, How how, Refusals refusals, Consumer<Node> filling) {
    Optional<Landing> landing = land(channel, place, kind, how, refusals);
    if (landing.isEmpty() || refusals.any()) {
      return refusals.answer();
    }
    Node node = insert(landing.get(), kind, how);
    filling.accept(node);
    world.tell(ChangeAction.CREATED, node, Map.of());
    return Answer.of(node);
  }

  Optional<Landing> land(int channel, Place place, ItemKind kind, How how, Refusals refusals) {
    Optional<Landing> landing = tree.place(channel, place, how.parents(), refusals);
    if (place instanceof Operation.Into) {
      refusals.add(ErrorCode.INVALID_PATH);
      return Optional.empty();
    }
    return landing.map(
        found ->
            tree.settle(
                found,
                found.name().orElseThrow(),
                kind,
                Optional.empty(),
                how.conflict(),
                refusals));
  }

  Node insert(Landing landing, ItemKind kind, How how) {
    Node node = world.create(kind, tree.prepare(landing), landing.name().orElseThrow());
    describe(node, how);
    return node;
  }

  static void describe(Node node, How how) {
    node.visibility = how.visibility();
    node.attributes = attributes(how.attributes());
    if (node.kind == ItemKind.FILE) {
      node.type = typeOf(node.name);
    }
  }

  /** The media type that a name suggests, for the endings that the generator uses. */
  static String typeOf(String name) {
    return ItemName.of(name).extension().equals("txt") ? "text/plain" : "application/octet-stream";
  }

  static boolean isLink(String url) {
    return url.startsWith("http://h") || url.startsWith("https://h");
  }

  static SortedMap<String, String> attributes(String text) {
    SortedMap<String, String> attributes = new TreeMap<>();
    for (String pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        attributes.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return attributes;
  }
}
