package io.filelibrary.testkit.model;

import io.filelibrary.model.ItemKind;
import io.filelibrary.model.Visibility;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** An item of the model, with all that can be observed of it. The root of a channel is one, too. */
final class Node {
  /** Where an item stands. */
  enum State {
    /** In the tree, or below an item that is not. */
    LIVING,
    /** Put into the trash itself. */
    TRASHED,
    /** A pending file that waits for the place of another. */
    WAITING,
    /** Deleted itself. */
    GONE
  }

  /** Numbers items in the order in which they came into being; the roots have -1. */
  final int number;

  final int channel;
  final ItemKind kind;
  Optional<Node> parent;
  String name;
  State state = State.LIVING;
  Instant created;
  Instant updated;
  long revision = 1;
  Optional<Instant> deletedAt = Optional.empty();
  Visibility visibility = Visibility.PRIVATE;
  SortedMap<String, String> attributes = new TreeMap<>();
  String url = "";
  String type = "";
  long size;
  Optional<Content> content = Optional.empty();
  Optional<ModelUpload> upload = Optional.empty();

  /** Whether the usage of the channel counts it. */
  boolean counted = true;

  Node(int number, int channel, ItemKind kind, Optional<Node> parent, String name, Instant now) {
    this.number = number;
    this.channel = channel;
    this.kind = kind;
    this.parent = parent;
    this.name = name;
    this.created = now;
    this.updated = now;
  }

  boolean isRoot() {
    return number < 0;
  }

  boolean isFolder() {
    return kind == ItemKind.FOLDER;
  }

  /** A file whose bytes are not complete. */
  boolean isPending() {
    return kind == ItemKind.FILE && content.isEmpty();
  }

  /** In the tree, with all folders above it. */
  boolean isLiving() {
    return state == State.LIVING && parent.map(Node::isLiving).orElse(true);
  }

  /** In the tree, or a pending file that waits beside it below a living folder. */
  boolean isReachable() {
    return isLiving() || (state == State.WAITING && parent.map(Node::isLiving).orElse(true));
  }

  /**
   * Deleted itself or with a folder above it. What was in the trash or waited beside the tree when
   * that folder was deleted stays there.
   */
  boolean isDeleted() {
    return state == State.GONE
        || (state == State.LIVING && parent.map(Node::isDeleted).orElse(false));
  }

  boolean isInside(Node folder) {
    return this == folder || parent.map(above -> above.isInside(folder)).orElse(false);
  }

  /** Counts a change. */
  void touch(Instant now) {
    revision++;
    Instant next = updated.plusNanos(1);
    updated = now.isAfter(next) ? now : next;
  }

  /**
   * Returns the names from the root down; of an item in the trash, those from the topmost folder
   * down that is still with it.
   */
  String path() {
    Deque<String> names = new ArrayDeque<>();
    Optional<Node> at = Optional.of(this);
    while (at.isPresent() && !at.get().isRoot()) {
      names.addFirst(at.get().name);
      boolean isTop = at.get() != this && at.get().state != State.LIVING;
      at = at.get().parent.filter(above -> !isTop && (above.counted || above.isRoot()));
    }
    return String.join("/", names);
  }
}
