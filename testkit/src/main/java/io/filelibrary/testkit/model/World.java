package io.filelibrary.testkit.model;

import io.filelibrary.error.ErrorCode;
import io.filelibrary.model.ChangeAction;
import io.filelibrary.model.ItemKind;
import io.filelibrary.testkit.model.Node.State;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that the model knows, and the few changes of which all others are made. */
final class World {
  final List<Node> nodes = new ArrayList<>();
  final List<ModelUpload> uploads = new ArrayList<>();
  final List<ModelChannel> channels = new ArrayList<>();
  final Scope scope;
  Instant now;

  /** The name that the library found where the contract leaves the choice to it. */
  Optional<String> nameFound = Optional.empty();

  /** The error that the library found where the contract leaves it to it whether to fail. */
  Optional<ErrorCode> errorFound = Optional.empty();

  World(Instant now) {
    this(now, Scope.WHOLE);
  }

  World(Instant now, Scope scope) {
    this.now = now;
    this.scope = scope;
    for (int i = 0; i < Operation.CHANNELS; i++) {
      channels.add(new ModelChannel(i, now));
    }
  }

  Optional<Node> node(Operation.ItemRef item) {
    return item.number() >= 0 && item.number() < nodes.size()
        ? Optional.of(nodes.get(item.number()))
        : Optional.empty();
  }

  /** Returns an item that a call to a channel can read by its id. */
  Optional<Node> reachable(int channel, Operation.ItemRef item) {
    return node(item).filter(node -> node.channel == channel && node.isReachable());
  }

  /** Returns an item that a call to a channel can change. */
  Optional<Node> living(int channel, Operation.ItemRef item) {
    return reachable(channel, item).filter(Node::isLiving);
  }

  Optional<ModelUpload> upload(int channel, Operation.UploadRef upload) {
    return upload.number() >= 0 && upload.number() < uploads.size()
        ? Optional.of(uploads.get(upload.number()))
            .filter(found -> found.file.channel == channel)
            .filter(found -> found.state != ModelUpload.State.FORGOTTEN)
        : Optional.empty();
  }

  /** Returns what a folder holds, pending files included, by name. */
  List<Node> children(Node folder) {
    return nodes.stream()
        .filter(node -> node.state == State.LIVING && node.parent.orElseThrow() == folder)
        .sorted(byName(channels.get(folder.channel)))
        .toList();
  }

  Optional<Node> child(Node folder, String name) {
    ModelChannel channel = channels.get(folder.channel);
    return children(folder).stream()
        .filter(node -> channel.key(node.name).equals(channel.key(name)))
        .findFirst();
  }

  /** Returns all below a folder, pending files included, each folder before what it holds. */
  List<Node> below(Node folder) {
    List<Node> all = new ArrayList<>();
    for (Node child : children(folder)) {
      all.add(child);
      all.addAll(below(child));
    }
    return all;
  }

  static Comparator<Node> byName(ModelChannel channel) {
    return (a, b) ->
        Arrays.compareUnsigned(
            channel.key(a.name).getBytes(StandardCharsets.UTF_8),
            channel.key(b.name).getBytes(StandardCharsets.UTF_8));
  }

  long items(int channel) {
    return nodes.stream().filter(node -> node.channel == channel && node.counted).count();
  }

  long bytes(int channel) {
    return nodes.stream()
        .filter(node -> node.channel == channel && node.counted && !node.isPending())
        .mapToLong(node -> node.size)
        .sum();
  }

  /** Says whether a channel has room for bytes, counted without those that they replace. */
  boolean hasRoom(int channel, long bytes) {
    ModelChannel into = channels.get(channel);
    return bytes <= 0 || into.quota.isEmpty() || bytes(channel) + bytes <= into.quota.getAsLong();
  }

  Node create(ItemKind kind, Node parent, String name) {
    Node node = new Node(nodes.size(), parent.channel, kind, Optional.of(parent), name, now);
    nodes.add(node);
    return node;
  }

  void tell(ChangeAction action, Node node, Map<String, String> previous) {
    channels
        .get(node.channel)
        .feed
        .add(
            Words.change(
                action.toString(),
                "#" + node.number,
                Words.parent(node),
                node.name,
                node.revision,
                node.updated,
                previous));
  }

  /**
   * Deletes an item for good, a folder with all below it. What held something is counted until
   * collected.
   */
  void delete(Node node) {
    node.state = State.GONE;
    node.counted = !children(node).isEmpty();
    node.upload.ifPresent(upload -> upload.state = ModelUpload.State.FORGOTTEN);
    long last = node.revision;
    node.touch(now);
    node.revision = last;
    tell(ChangeAction.DELETED, node, Map.of());
  }
}
