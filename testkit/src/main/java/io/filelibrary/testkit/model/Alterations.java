package io.filelibrary.testkit.model;

import io.filelibrary.error.ErrorCode;
import io.filelibrary.model.ChangeAction;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.Visibility;
import io.filelibrary.testkit.model.Operation.Expected;
import io.filelibrary.testkit.model.Operation.Place;
import io.filelibrary.testkit.model.Operation.Showing;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The part of the model that updates, moves and copies items. */
final class Alterations {
  private final World world;
  private final Tree tree;

  Alterations(World world, Tree tree) {
    this.world = world;
    this.tree = tree;
  }

  static void checkRevision(Expected expected, Refusals refusals) {
    refusals.addIf(expected == Expected.STALE, ErrorCode.STALE_REVISION);
  }

  Answer update(Operation.Update call) {
    Optional<Node> found = world.reachable(call.channel(), call.item());
    Refusals refusals = new Refusals();
    checkTexts(call, refusals);
    if (found.isEmpty()) {
      refusals.add(ErrorCode.ITEM_NOT_FOUND);
      return refusals.answer();
    }
    Node node = found.get();
    checkRevision(call.revision(), refusals);
    refusals.addIf(!call.url().isEmpty() && node.kind != ItemKind.LINK, ErrorCode.INVALID_CHANGE);
    refusals.addIf(!call.type().isEmpty() && node.kind != ItemKind.FILE, ErrorCode.INVALID_CHANGE);
    refusals.addIf(
        node.isPending()
            && call.visibility() != Showing.AS_IS
            && !node.visibility.name().equals(call.visibility().name()),
        ErrorCode.FILE_PENDING);
    Optional<Landing> landing = newName(node, call, refusals);
    if (refusals.any()) {
      return refusals.answer();
    }
    change(node, call, landing);
    return Answer.of(node);
  }

  private static void checkTexts(Operation.Update call, Refusals refusals) {
    refusals.addIf(
        !call.name().isEmpty() && !(Tree.isName(call.name()) && Tree.isPortable(call.name())),
        ErrorCode.INVALID_NAME);
    refusals.addIf(!call.url().isEmpty() && !Creations.isLink(call.url()), ErrorCode.INVALID_LINK);
    refusals.addIf(
        !call.type().isEmpty() && !call.type().contains("/"), ErrorCode.INVALID_CONTENT_TYPE);
  }

  private Optional<Landing> newName(Node node, Operation.Update call, Refusals refusals) {
    String name = Tree.composed(call.name());
    if (name.isEmpty() || name.equals(node.name)) {
      return Optional.empty();
    }
    return node.parent.map(
        folder ->
            tree.settle(
                new Landing(folder, List.of(), Optional.empty(), Optional.empty()),
                name,
                node.kind,
                Optional.of(node),
                call.conflict(),
                refusals));
  }

  private void change(Node node, Operation.Update call, Optional<Landing> landing) {
    SortedMap<String, String> previous = new TreeMap<>();
    landing.ifPresent(tree::prepare);
    String name =
        landing
            .flatMap(Landing::name)
            .orElse(call.name().isEmpty() ? node.name : Tree.composed(call.name()));
    if (!name.equals(node.name)) {
      previous.put("name", node.name);
      node.name = name;
    }
    if (!call.url().isEmpty() && !call.url().equals(node.url)) {
      previous.put("linkUrl", node.url);
      node.url = call.url();
    }
    if (!call.type().isEmpty() && !call.type().equals(node.type)) {
      previous.put("contentType", node.type);
      node.type = call.type();
    }
    if (!call.attributes().isEmpty()) {
      SortedMap<String, String> attributes = Creations.attributes(call.attributes());
      differences(node.attributes, attributes, previous);
      node.attributes = attributes;
    }
    if (call.visibility() != Showing.AS_IS
        && !call.visibility().name().equals(node.visibility.name())) {
      previous.put("visibility", node.visibility.name().toLowerCase(Locale.ROOT));
      node.visibility = Visibility.valueOf(call.visibility().name());
      node.content = node.content.map(Content::copied);
    }
    if (!previous.isEmpty()) {
      node.touch(world.now);
      world.tell(ChangeAction.UPDATED, node, previous);
    }
  }

  private static void differences(
      Map<String, String> before, Map<String, String> after, Map<String, String> previous) {
    before.forEach(
        (key, value) -> {
          if (!value.equals(after.get(key))) {
            previous.put("attributes." + key, value);
          }
        });
    after.keySet().stream()
        .filter(key -> !before.containsKey(key))
        .forEach(key -> previous.put("attributes." + key, ""));
  }

  Answer move(Operation.Move call) {
    Refusals refusals = new Refusals();
    Optional<Node> found = world.living(call.channel(), call.item());
    refusals.addIf(found.isEmpty(), ErrorCode.ITEM_NOT_FOUND);
    checkRevision(call.placing().revision(), refusals);
    Optional<Landing> landing =
        land(call.channel(), found, call.place(), call.placing(), true, refusals);
    if (refusals.any()) {
      return refusals.answer();
    }
    Node node = found.orElseThrow();
    settleDown(node, landing.orElseThrow(), ChangeAction.UPDATED);
    return Answer.of(node);
  }

  /** Gives an item its new place and tells so, if anything is new. */
  void settleDown(Node node, Landing landing, ChangeAction action) {
    SortedMap<String, String> previous = new TreeMap<>();
    Node folder = tree.prepare(landing);
    String name = landing.name().orElseThrow();
    if (!name.equals(node.name)) {
      previous.put("name", node.name);
    }
    if (folder != node.parent.orElseThrow()) {
      String parent = Words.parent(node);
      previous.put("parent", parent);
    }
    if (previous.isEmpty() && action == ChangeAction.UPDATED) {
      return;
    }
    node.name = name;
    node.parent = Optional.of(folder);
    node.touch(world.now);
    world.tell(action, node, previous);
  }

  /** Finds the new place of an item, and whether it may go there. */
  Optional<Landing> land(
      int channel,
      Optional<Node> item,
      Place place,
      Operation.Placing placing,
      boolean isMove,
      Refusals refusals) {
    Optional<Landing> found = tree.place(channel, place, placing.parents(), refusals);
    if (found.isEmpty() || item.isEmpty()) {
      return Optional.empty();
    }
    Node node = item.get();
    Landing landing = found.get();
    refusals.addIf(landing.folder().isInside(node), ErrorCode.WOULD_CYCLE);
    return Optional.of(
        tree.settle(
            landing,
            landing.name().orElse(node.name),
            node.kind,
            isMove ? item : Optional.empty(),
            placing.conflict(),
            refusals));
  }

  Answer copy(Operation.Copy call) {
    Refusals refusals = new Refusals();
    Optional<Node> found = world.reachable(call.channel(), call.item());
    refusals.addIf(found.filter(Node::isLiving).isEmpty(), ErrorCode.ITEM_NOT_FOUND);
    found.ifPresent(node -> refusals.addIf(node.isPending(), ErrorCode.FILE_PENDING));
    checkRevision(call.placing().revision(), refusals);
    Optional<Landing> landing =
        land(call.channel(), found, call.place(), call.placing(), false, refusals);
    found.ifPresent(
        node ->
            refusals.addIf(
                !world.hasRoom(
                    call.channel(), bytes(node) - landing.map(Landing::freed).orElse(0L)),
                ErrorCode.QUOTA_EXCEEDED));
    if (refusals.any()) {
      return refusals.answer();
    }
    Landing settled = landing.orElseThrow();
    Node folder = tree.prepare(settled);
    Node copy = copy(found.orElseThrow(), folder, settled.name().orElseThrow());
    world.tell(ChangeAction.CREATED, copy, Map.of());
    return Answer.of(copy);
  }

  private long bytes(Node node) {
    return node.size
        + world.children(node).stream()
            .filter(child -> !child.isPending())
            .mapToLong(this::bytes)
            .sum();
  }

  private Node copy(Node node, Node folder, String name) {
    var held = world.children(node).stream().filter(child -> !child.isPending()).toList();
    Node copy = world.create(node.kind, folder, name);
    copy.visibility = node.visibility;
    copy.attributes = new TreeMap<>(node.attributes);
    copy.url = node.url;
    copy.type = node.type;
    copy.size = node.size;
    copy.content = node.content;
    held.forEach(child -> copy(child, copy, child.name));
    return copy;
  }
}
