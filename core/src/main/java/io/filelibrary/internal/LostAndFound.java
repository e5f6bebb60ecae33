package io.filelibrary.internal;

import io.filelibrary.error.InvalidInput;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.ChangeAction;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.Placement;
import java.util.Optional;

/** Gives items that have lost their way to the channel's root a place again. */
public final class LostAndFound {
  /** The folder at a channel's root that such items are moved to. */
  public static final String FOLDER = "lost+found";

  private final Transactions transactions;
  private final Placer placer;

  LostAndFound(Transactions transactions, Placer placer) {
    this.transactions = transactions.unrestricted();
    this.placer = placer;
  }

  /**
   * Moves an item into {@code lost+found}, with all that is below it, unless it has its way to the
   * root by now. A parked item stays parked, below the root as all are.
   *
   * @param channel the channel
   * @param item the item that has no parent, or is in a ring
   * @return whether it was moved
   */
  public boolean rescue(ChannelId channel, ItemId item) {
    return transactions.write(
        new Session(channel, Engine.SYSTEM),
        tree -> {
          Optional<Ascent> way = Ascent.of(tree.records(), channel, tree.rootId(), item);
          if (way.isEmpty() || !way.get().isBrokenAt(item)) {
            return false;
          }
          move(tree, tree.records().item(channel, item).orElseThrow());
          return true;
        });
  }

  private void move(TreeWriter tree, ItemRecord item) throws BackendException {
    ItemId root = tree.rootId();
    Placement old = item.placement();
    switch (old.state()) {
      case LIVING -> hook(tree, item);
      case TRASHED, DETACHED, DELETED ->
          tree.rewrite(
              item,
              item.withPlacement(
                  new Placement(old.state(), Optional.of(root), old.home(), old.since())));
    }
  }

  private void hook(TreeWriter tree, ItemRecord item) throws BackendException {
    Placer.Arrival arrival =
        new Placer.Arrival(item.kind(), ConflictPolicy.RENAME, Optional.of(item.id()));
    Placer.Place place = placer.take(tree, folder(tree), name(item), arrival);
    tree.change(
        ChangeAction.UPDATED,
        item,
        item.withPlacement(place.living()).withName(place.name().value(), tree.key(place.name())));
  }

  private Node folder(TreeWriter tree) throws BackendException {
    ItemName name = ItemName.of(FOLDER);
    Optional<Node> found = tree.child(tree.root(), tree.key(name)).filter(Node::isFolder);
    if (found.isPresent()) {
      return found.get();
    }
    Placer.Arrival arrival = Placer.Arrival.of(ItemKind.FOLDER, ConflictPolicy.RENAME);
    Placer.Place place = placer.take(tree, tree.root(), name, arrival);
    ItemRecord folder =
        placer.newFolder(tree, place.living(), place.name(), Visibility.PRIVATE, Attributes.NONE);
    tree.create(folder);
    return tree.root().child(folder);
  }

  /** Its own name, or where damage has made that no name, one of its id. */
  private static ItemName name(ItemRecord item) {
    try {
      return new ItemName(item.name());
    } catch (InvalidInput e) {
      return new ItemName(item.id().toString());
    }
  }
}
