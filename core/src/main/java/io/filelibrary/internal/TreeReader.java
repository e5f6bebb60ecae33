package io.filelibrary.internal;

import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.NotAFile;
import io.filelibrary.error.NotAFolder;
import io.filelibrary.model.Channel;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.ItemPath;
import io.filelibrary.spi.Action;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ItemRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A channel's records as a tree, within one transaction. */
class TreeReader {
  private final CatalogReader records;
  private final Session session;
  private final ChannelRecord channel;
  private final Grants grants;
  private final Instant now;

  TreeReader(
      CatalogReader records, Session session, ChannelRecord channel, Grants grants, Instant now) {
    this.records = records;
    this.session = session;
    this.channel = channel;
    this.grants = grants;
    this.now = now;
  }

  CatalogReader records() {
    return records;
  }

  final Session session() {
    return session;
  }

  /** The moment of the transaction. */
  final Instant now() {
    return now;
  }

  final Channel channel() {
    return channel.channel();
  }

  final ChannelRecord channelRecord() {
    return channel;
  }

  final ItemId rootId() {
    return channel.root();
  }

  void require(Action action, Node node) {
    grants.require(action, channel.channel(), node);
  }

  /** As {@link #require(Action, Node)}, of the root. */
  void requireOfRoot(Action action) {
    grants.require(action, channel.channel());
  }

  /** Whether the action is allowed, for calls that leave out what is not. */
  final boolean allows(Action action, Node node) {
    return grants.allows(action, channel.channel(), node);
  }

  /** The key by which this channel tells the name apart. */
  final String key(ItemName name) {
    return name.key(channel.channel().spec().caseSensitive());
  }

  final Node root() throws BackendException {
    return node(channel.root()).orElseThrow(() -> new ItemNotFound("root"));
  }

  /** The item with this id, in whatever state. */
  final Optional<Node> node(ItemId id) throws BackendException {
    List<ItemRecord> lineage = records.lineage(session.channel(), id);
    return lineage.isEmpty()
        ? Optional.empty()
        : Optional.of(node(lineage.get(0), lineage.subList(1, lineage.size())));
  }

  /** The item that has this row. */
  final Node node(ItemRecord record) throws BackendException {
    Optional<ItemId> parent = record.placement().parent();
    return node(
        record, parent.isPresent() ? records.lineage(session.channel(), parent.get()) : List.of());
  }

  private Node node(ItemRecord record, List<ItemRecord> above) throws BackendException {
    Optional<ItemId> home = record.placement().home();
    if (home.isPresent()) {
      List<ItemRecord> homeLineage = records.lineage(session.channel(), home.get());
      return new Node(record, homeLineage.isEmpty() ? above : homeLineage);
    }
    return new Node(record, above);
  }

  /** The living item with this id; the root is none. */
  final Node living(ItemId id) throws BackendException {
    return living(id, node(id));
  }

  /** The item that was found by this id, if it is a living one. */
  static Node living(ItemId id, Optional<Node> found) {
    return found
        .filter(node -> node.isLiving() && !node.isRoot())
        .orElseThrow(() -> new ItemNotFound(id.toString()));
  }

  /** The living item with this id, or the pending file that will replace another. */
  final Node visible(ItemId id) throws BackendException {
    return visible(id, node(id));
  }

  /** The item that was found by this id, if it is one that {@link #visible(ItemId)} finds. */
  static Node visible(ItemId id, Optional<Node> found) {
    return found
        .filter(node -> !node.isRoot() && node.isHomeLiving())
        .filter(node -> node.isLiving() || isWaitingToReplace(node))
        .orElseThrow(() -> new ItemNotFound(id.toString()));
  }

  final Node livingFile(ItemId id) throws BackendException {
    Node node = living(id);
    if (node.record().kind() != ItemKind.FILE) {
      throw new NotAFile(id.toString());
    }
    return node;
  }

  /** The living node at a path, pending files and the root included. */
  final Optional<Node> find(ItemPath path) throws BackendException {
    Node node = deepest(path);
    return node.above().size() == path.names().size() ? Optional.of(node) : Optional.empty();
  }

  /** The last living node that exists on the way down a path. */
  final Node deepest(ItemPath path) throws BackendException {
    Node node = root();
    if (path.isRoot()) {
      return node;
    }
    List<String> keys = path.names().stream().map(this::key).toList();
    for (ItemRecord record : records.descend(session.channel(), channel.root(), keys)) {
      node = node.child(record);
    }
    return node;
  }

  final Node folder(FolderRef reference) throws BackendException {
    Optional<Node> found = lookUp(reference);
    Node node = found.orElseThrow(() -> new ItemNotFound(reference.toString()));
    if (!node.isFolder()) {
      require(Action.READ, node);
      throw new NotAFolder(reference.toString());
    }
    return node;
  }

  final Optional<Node> lookUp(FolderRef reference) throws BackendException {
    if (reference instanceof FolderRef.ById byId) {
      return node(byId.id()).filter(Node::isLiving);
    }
    return find(((FolderRef.ByPath) reference).path());
  }

  final Optional<Node> child(Node folder, String nameKey) throws BackendException {
    return records.descend(session.channel(), folder.id(), List.of(nameKey)).stream()
        .findFirst()
        .map(folder::child);
  }

  private static boolean isWaitingToReplace(Node node) {
    return switch (node.record().placement().state()) {
      case DETACHED -> node.isPending();
      case LIVING, TRASHED, DELETED -> false;
    };
  }
}
