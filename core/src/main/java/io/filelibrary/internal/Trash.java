package io.filelibrary.internal;

import io.filelibrary.error.FilePending;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.ParentNotFound;
import io.filelibrary.model.ChangeAction;
import io.filelibrary.model.Cursor;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.Page;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.spi.Action;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.CatalogWork;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemState;
import io.filelibrary.spi.ParkedQuery;
import io.filelibrary.spi.Placement;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts items into the trash and gets them back: one row hides or shows a whole subtree. */
public final class Trash {
  private static final int BATCH = 100;

  private final Transactions transactions;
  private final Placer placer;
  private final Cursors cursors;

  Trash(Transactions transactions, Placer placer, Cursors cursors) {
    this.transactions = transactions;
    this.placer = placer;
    this.cursors = cursors;
  }

  /**
   * Puts an item into the trash.
   *
   * @param session where and for whom
   * @param id the item
   * @param options the expected revision
   * @return the item as it is in the trash
   */
  public Item put(Session session, ItemId id, DeleteOptions options) {
    return transactions.write(
        session,
        tree -> {
          Node node = tree.visible(id);
          ItemRecord before = node.record();
          tree.require(Action.DELETE, node);
          tree.requireRevision(before, options.expectedRevision());
          if (node.isPending()) {
            throw new FilePending(id.toString());
          }
          ItemId home = node.above().get(0).id();
          Placement trashed = Placement.trashed(tree.rootId(), home, tree.now());
          ItemRecord after =
              tree.change(ChangeAction.TRASHED, before, before.withPlacement(trashed));
          return node.with(after).item();
        });
  }

  /**
   * Lists a page of the trash.
   *
   * @param session where and for whom
   * @param cursor where the page begins
   * @param pageSize the most items
   * @return the page
   */
  public Page<Item> list(Session session, Optional<Cursor> cursor, int pageSize) {
    Listings.requirePageSize(pageSize);
    String query = "trash " + session.channel().value();
    Optional<ParkedQuery.Position> after =
        cursor.map(text -> cursors.open(query, text, Trash::readPosition));
    return transactions.read(
        session,
        tree -> {
          tree.requireOfRoot(Action.READ);
          List<Node> found = trashed(tree, true, after, pageSize + 1);
          List<Node> shown = found.subList(0, Math.min(found.size(), pageSize));
          Optional<Cursor> next = Optional.empty();
          if (found.size() > shown.size()) {
            ItemRecord last = shown.get(shown.size() - 1).record();
            next = Optional.of(cursors.seal(query, out -> writePosition(out, last)));
          }
          return new Page<>(shown.stream().map(Node::item).toList(), next);
        });
  }

  /**
   * Gets an item back.
   *
   * @param session where and for whom
   * @param id the item
   * @param destination where to, or empty for where it was
   * @param options how
   * @return the living item
   */
  public Item restore(
      Session session, ItemId id, Optional<Destination> destination, PlaceOptions options) {
    return transactions.write(
        session,
        tree -> {
          Node node =
              tree.node(id)
                  .filter(found -> found.record().placement().state() == ItemState.TRASHED)
                  .orElseThrow(() -> new ItemNotFound(id.toString()));
          ItemRecord before = node.record();
          tree.require(Action.DELETE, node);
          tree.requireRevision(before, options.expectedRevision());
          Node folder =
              destination.isPresent()
                  ? placer.parent(tree, destination.get().folder(), options.createParents())
                  : home(tree, before);
          ItemName name =
              destination.flatMap(Destination::name).orElseGet(() -> new ItemName(before.name()));
          Placer.Place place =
              placer.take(tree, folder, name, Placer.Arrival.of(before.kind(), options.conflict()));
          ItemRecord after =
              before
                  .withPlacement(place.living())
                  .withName(place.name().value(), tree.key(place.name()));
          return folder.child(tree.change(ChangeAction.RESTORED, before, after)).item();
        });
  }

  /**
   * Deletes all of the trash for good.
   *
   * @param session where and for whom
   * @return how many items were deleted
   */
  public long empty(Session session) {
    Optional<Instant> newest =
        transactions.read(
            session,
            tree ->
                trashed(tree, true, Optional.empty(), 1).stream()
                    .findFirst()
                    .flatMap(node -> node.record().placement().since()));
    return newest.map(until -> deleteOlder(transactions, session, until)).orElse(0L);
  }

  /**
   * Deletes for good what went to the trash until a moment, in several transactions; what the
   * access policy refuses stays.
   */
  static long deleteOlder(Transactions transactions, Session session, Instant until) {
    long deleted = 0;
    Optional<ParkedQuery.Position> after = Optional.empty();
    do {
      Optional<ParkedQuery.Position> from = after;
      CatalogWork<TreeWriter, Batch> next = tree -> deleteBatch(tree, until, from);
      Batch batch =
          deleted == 0 ? transactions.write(session, next) : transactions.writeNext(session, next);
      deleted += batch.deleted;
      after = batch.rest;
    } while (after.isPresent());
    return deleted;
  }

  private record Batch(long deleted, Optional<ParkedQuery.Position> rest) {}

  private static Batch deleteBatch(
      TreeWriter tree, Instant until, Optional<ParkedQuery.Position> after)
      throws BackendException {
    long deleted = 0;
    List<Node> nodes = trashed(tree, false, after, BATCH);
    for (Node node : nodes) {
      if (node.record().placement().since().orElseThrow().isAfter(until)) {
        return new Batch(deleted, Optional.empty());
      }
      if (tree.allows(Action.DELETE, node)) {
        Deletion.delete(tree, node, true);
        deleted++;
      }
    }
    return new Batch(
        deleted,
        nodes.size() < BATCH ? Optional.empty() : Optional.of(position(nodes.get(BATCH - 1))));
  }

  private static ParkedQuery.Position position(Node node) {
    return new ParkedQuery.Position(node.record().placement().since().orElseThrow(), node.id());
  }

  private static List<Node> trashed(
      TreeReader tree, boolean newestFirst, Optional<ParkedQuery.Position> after, int limit)
      throws BackendException {
    List<ItemRecord> records =
        tree.records()
            .parked(
                tree.session().channel(),
                new ParkedQuery(ItemState.TRASHED, newestFirst, after, limit));
    List<Node> nodes = new ArrayList<>();
    for (ItemRecord record : records) {
      nodes.add(tree.node(record.id()).orElseThrow());
    }
    return nodes;
  }

  private static Node home(TreeReader tree, ItemRecord item) throws BackendException {
    ItemId home = item.placement().home().orElseThrow();
    return tree.node(home)
        .filter(Node::isLiving)
        .orElseThrow(() -> new ParentNotFound(home.toString()));
  }

  private static void writePosition(DataOutputStream out, ItemRecord item) throws IOException {
    Instant since = item.placement().since().orElseThrow();
    out.writeLong(since.getEpochSecond());
    out.writeInt(since.getNano());
    out.writeUTF(item.id().toString());
  }

  private static ParkedQuery.Position readPosition(DataInputStream in) throws IOException {
    Instant since = Instant.ofEpochSecond(in.readLong(), in.readInt());
    return new ParkedQuery.Position(since, ItemId.parse(in.readUTF()));
  }
}
