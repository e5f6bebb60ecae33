package io.filelibrary.internal;

import io.filelibrary.error.WouldCycle;
import io.filelibrary.model.ChangeAction;
import io.filelibrary.model.Destination;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.spi.Action;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ItemRecord;
import java.util.Optional;

/** Moves items: one row changes its parent, whatever is below it. */
public final class Moves {
  private final Transactions transactions;
  private final Placer placer;

  Moves(Transactions transactions, Placer placer) {
    this.transactions = transactions;
    this.placer = placer;
  }

  /**
   * Moves an item.
   *
   * @param session where and for whom
   * @param id the item
   * @param destination where to
   * @param options how
   * @return the item after the move
   */
  public Item move(Session session, ItemId id, Destination destination, PlaceOptions options) {
    return transactions.write(session, tree -> move(tree, id, destination, options));
  }

  private Item move(TreeWriter tree, ItemId id, Destination destination, PlaceOptions options)
      throws BackendException {
    Node node = tree.living(id);
    ItemRecord before = node.record();
    tree.require(Action.UPDATE, node);
    tree.requireRevision(before, options.expectedRevision());
    ItemName name = destination.name().orElseGet(() -> new ItemName(before.name()));
    Node folder = placer.parent(tree, destination.folder(), options.createParents());
    if (folder.isInside(id)) {
      throw new WouldCycle(id.toString());
    }
    boolean sameFolder = folder.id().equals(node.above().get(0).id());
    if (sameFolder && name.value().equals(before.name())) {
      return node.item();
    }
    Placer.Place place =
        placer.take(
            tree,
            folder,
            name,
            new Placer.Arrival(before.kind(), options.conflict(), Optional.of(id)));
    if (sameFolder && place.name().value().equals(before.name())) {
      // The free name is the one that the item has.
      return node.item();
    }
    ItemRecord after =
        before.withPlacement(place.living()).withName(place.name().value(), tree.key(place.name()));
    return folder.child(tree.change(ChangeAction.UPDATED, before, after)).item();
  }
}
