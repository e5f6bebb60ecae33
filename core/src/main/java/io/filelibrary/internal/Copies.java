package io.filelibrary.internal;

import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.FilePending;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.WouldCycle;
import io.filelibrary.model.ChangeAction;
import io.filelibrary.model.Destination;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.SortField;
import io.filelibrary.spi.Action;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ChildQuery;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemState;
import io.filelibrary.spi.Placement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies items. A file or link is copied in one transaction. A folder is copied in many small ones
 * below a folder that hangs beside the tree, which one last row then hooks in; if that never comes
 * to be, the collector reclaims it.
 */
public final class Copies {
  private static final Logger LOG = LoggerFactory.getLogger(Copies.class);
  private static final int BATCH = 200;

  private final Transactions transactions;
  private final Placer placer;
  private final Ids ids;
  private final Duration lifetime;

  Copies(Transactions transactions, Placer placer, Ids ids, Duration lifetime) {
    this.transactions = transactions;
    this.placer = placer;
    this.ids = ids;
    this.lifetime = lifetime;
  }

  /**
   * Copies an item.
   *
   * @param session where and for whom
   * @param id the item
   * @param destination where to
   * @param options how
   * @return the copy
   */
  public Item copy(Session session, ItemId id, Destination destination, PlaceOptions options) {
    boolean folder = transactions.read(session, tree -> tree.living(id).isFolder());
    return folder
        ? copyFolder(session, id, destination, options)
        : transactions.write(session, tree -> copyLeaf(tree, id, destination, options));
  }

  private Item copyFolder(
      Session session, ItemId id, Destination destination, PlaceOptions options) {
    ItemId copy = transactions.prepare(session, tree -> begin(tree, id, destination, options));
    boolean hooked = false;
    try {
      copyChildren(session, id, copy);
      Item item = transactions.write(session, tree -> hook(tree, id, copy, destination, options));
      hooked = true;
      return item;
    } finally {
      if (!hooked) {
        giveUp(session, copy);
      }
    }
  }

  /** Copies a file or a link. */
  private Item copyLeaf(TreeWriter tree, ItemId id, Destination destination, PlaceOptions options)
      throws BackendException {
    Node source = source(tree, id, options);
    // First, since the file that is replaced may be the source itself.
    retainContent(tree, source.record());
    Placer.Place place =
        placer.take(
            tree,
            destination.folder(),
            nameOf(source, destination),
            options.createParents(),
            Placer.Arrival.of(source.record().kind(), options.conflict()));
    ItemRecord copy = copyOf(tree, source.record(), place.living(), place.name());
    tree.create(copy);
    return place.folder().child(copy).item();
  }

  /** Copies the folder itself, beside the tree. */
  private ItemId begin(TreeWriter tree, ItemId id, Destination destination, PlaceOptions options)
      throws BackendException {
    Node source = source(tree, id, options);
    ItemName name = nameOf(source, destination);
    Placer.Arrival arrival = Placer.Arrival.of(ItemKind.FOLDER, options.conflict());
    Node folder =
        placer.preview(tree, destination.folder(), name, options.createParents(), arrival);
    if (folder.isInside(id)) {
      throw new WouldCycle(id.toString());
    }
    Placement aside = Placement.detached(tree.rootId(), tree.rootId(), tree.now().plus(lifetime));
    ItemRecord copy = copyOf(tree, source.record(), aside, name);
    tree.insert(copy);
    return copy.id();
  }

  private static ItemName nameOf(Node source, Destination destination) {
    return destination.name().orElseGet(() -> new ItemName(source.record().name()));
  }

  private void copyChildren(Session session, ItemId source, ItemId copy) {
    Deque<Progress> waiting = new ArrayDeque<>();
    waiting.add(new Progress(source, copy, Optional.empty()));
    while (!waiting.isEmpty()) {
      Progress progress = waiting.pop();
      Batch batch = transactions.prepare(session, tree -> copyBatch(tree, source, copy, progress));
      batch.rest.ifPresent(waiting::push);
      batch.folders.forEach(waiting::push);
    }
  }

  private Batch copyBatch(TreeWriter tree, ItemId source, ItemId copy, Progress progress)
      throws BackendException {
    tree.living(source);
    keepAlive(tree, copy);
    Optional<Node> from =
        tree.node(progress.from).filter(node -> node.isLiving() && node.isInside(source));
    if (from.isEmpty()) {
      // Trashed, deleted or moved away since: not a part of what is copied any more.
      Optional<Node> begun = tree.node(progress.to);
      if (begun.isPresent()) {
        drop(tree, begun.get().record());
      }
      return new Batch(List.of(), Optional.empty());
    }
    tree.require(Action.READ, from.get());
    ChildQuery query =
        new ChildQuery(progress.from, SortField.NAME, false, false, false, progress.after, BATCH);
    List<ItemRecord> children = tree.records().children(tree.session().channel(), query);
    List<Progress> folders = new ArrayList<>();
    for (ItemRecord child : children) {
      if (child.kind() == ItemKind.FILE) {
        tree.require(Action.DOWNLOAD, from.get().child(child));
      }
      retainContent(tree, child);
      ItemRecord childCopy =
          copyOf(tree, child, Placement.living(progress.to), new ItemName(child.name()));
      tree.insert(childCopy);
      if (child.kind() == ItemKind.FOLDER) {
        folders.add(new Progress(child.id(), childCopy.id(), Optional.empty()));
      }
    }
    if (children.size() < BATCH) {
      return new Batch(folders, Optional.empty());
    }
    ChildQuery.Position last = Listings.position(children.get(children.size() - 1), SortField.NAME);
    return new Batch(
        folders, Optional.of(new Progress(progress.from, progress.to, Optional.of(last))));
  }

  private Item hook(
      TreeWriter tree, ItemId id, ItemId copyId, Destination destination, PlaceOptions options)
      throws BackendException {
    Node source = source(tree, id, options);
    ItemRecord copy = hidden(tree, copyId);
    Node folder = placer.parent(tree, destination.folder(), options.createParents());
    if (folder.isInside(id)) {
      throw new WouldCycle(id.toString());
    }
    Placer.Place place =
        placer.take(
            tree,
            folder,
            nameOf(source, destination),
            Placer.Arrival.of(ItemKind.FOLDER, options.conflict()));
    ItemRecord after =
        copy.withPlacement(place.living()).withName(place.name().value(), tree.key(place.name()));
    tree.rewrite(copy, after);
    tree.tell(ChangeAction.CREATED, after, Collections.emptySortedMap());
    return folder.child(after).item();
  }

  private static Node source(TreeWriter tree, ItemId id, PlaceOptions options)
      throws BackendException {
    Node source = tree.living(id);
    tree.require(Action.READ, source);
    if (source.isPending()) {
      throw new FilePending(id.toString());
    }
    if (!source.isFolder() && source.record().kind() == ItemKind.FILE) {
      tree.require(Action.DOWNLOAD, source);
    }
    tree.requireRevision(source.record(), options.expectedRevision());
    return source;
  }

  private static void retainContent(TreeWriter tree, ItemRecord source) throws BackendException {
    if (source.file().isPresent()) {
      tree.retain(source.file().get().content().orElseThrow());
    }
  }

  private ItemRecord copyOf(
      TreeWriter tree, ItemRecord source, Placement placement, ItemName name) {
    return new ItemRecord(
        ids.item(),
        source.channel(),
        source.kind(),
        placement,
        name.value(),
        tree.key(name),
        tree.stamp(),
        tree.stamp(),
        1,
        source.visibility(),
        source.attributes(),
        source.linkUrl(),
        source.file().map(Copies::firstVersion));
  }

  private static FileRecord firstVersion(FileRecord file) {
    return new FileRecord(
        file.status(),
        file.size(),
        file.contentType(),
        1,
        file.content(),
        file.sha256(),
        file.encrypted());
  }

  private void keepAlive(TreeWriter tree, ItemId copy) throws BackendException {
    ItemRecord record = hidden(tree, copy);
    Placement longer = Placement.detached(tree.rootId(), tree.rootId(), tree.now().plus(lifetime));
    tree.rewrite(record, record.withPlacement(longer));
  }

  /** The copy beside the tree, unless the collector took it for abandoned. */
  private static ItemRecord hidden(TreeWriter tree, ItemId copy) throws BackendException {
    return tree.node(copy)
        .map(Node::record)
        .filter(record -> record.placement().state() == ItemState.DETACHED)
        .orElseThrow(() -> new ItemNotFound(copy.toString()));
  }

  /** Removes a copied folder with what is below it; answers whether there may be more of that. */
  private static boolean drop(TreeWriter tree, ItemRecord copy) throws BackendException {
    tree.rewrite(copy, copy.withPlacement(Placement.deleted(tree.rootId(), tree.now())));
    return Collector.reclaim(tree, copy.id());
  }

  /** Removes an unfinished copy, so that a call that failed has used up nothing of the quota. */
  private void giveUp(Session session, ItemId copy) {
    try {
      Transactions unrestricted = transactions.unrestricted();
      boolean more = unrestricted.prepare(session, tree -> drop(tree, hidden(tree, copy)));
      while (more) {
        more = unrestricted.prepare(session, tree -> Collector.reclaim(tree, copy));
      }
    } catch (FileLibraryException e) {
      LOG.warn("the unfinished copy {} is left to the collector: {}", copy, e.getMessage());
    }
  }

  /** A folder whose children are to be copied, from a position on. */
  private record Progress(ItemId from, ItemId to, Optional<ChildQuery.Position> after) {}

  private record Batch(List<Progress> folders, Optional<Progress> rest) {}
}
