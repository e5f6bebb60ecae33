package io.filelibrary.spi;

import io.filelibrary.model.ItemId;
import java.time.Instant;
import java.util.Optional;

/**
 * Where an item hangs. A living item is a child of its parent. Any other is parked: its parent is
 * the channel's root, where it takes no name, so that one row moves a whole subtree out of sight.
 *
 * @param state living or how it is parked
 * @param parent the parent; empty for the root item alone, which is LIVING
 * @param home TRASHED: the folder it was in; DETACHED: the folder it will be in; not a foreign key,
 *     since the folder may go meanwhile; empty for LIVING and DELETED
 * @param since TRASHED and DELETED: when that happened; DETACHED: when the collector may reclaim
 *     it; empty for LIVING
 */
public record Placement(
    ItemState state, Optional<ItemId> parent, Optional<ItemId> home, Optional<Instant> since) {
  /** The placement of the root item. */
  public static final Placement ROOT =
      new Placement(ItemState.LIVING, Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Checks that the parts fit the state.
   *
   * @throws IllegalArgumentException if they do not
   */
  public Placement {
    boolean hasHome = state == ItemState.TRASHED || state == ItemState.DETACHED;
    boolean parked = state != ItemState.LIVING;
    if (home.isPresent() != hasHome
        || since.isPresent() != parked
        || (parked && parent.isEmpty())) {
      throw new IllegalArgumentException("the parts of a placement do not fit " + state);
    }
  }

  /**
   * Places an item in a folder.
   *
   * @param parent the folder
   * @return the placement
   */
  public static Placement living(ItemId parent) {
    return new Placement(ItemState.LIVING, Optional.of(parent), Optional.empty(), Optional.empty());
  }

  /**
   * Parks an item in the trash.
   *
   * @param root the channel's root
   * @param home the folder it was in
   * @param at the moment
   * @return the placement
   */
  public static Placement trashed(ItemId root, ItemId home, Instant at) {
    return new Placement(ItemState.TRASHED, Optional.of(root), Optional.of(home), Optional.of(at));
  }

  /**
   * Parks an item that is not yet to be seen.
   *
   * @param root the channel's root
   * @param home the folder it will be in
   * @param until when the collector may reclaim it
   * @return the placement
   */
  public static Placement detached(ItemId root, ItemId home, Instant until) {
    return new Placement(
        ItemState.DETACHED, Optional.of(root), Optional.of(home), Optional.of(until));
  }

  /**
   * Parks an item that is deleted for good.
   *
   * @param root the channel's root
   * @param at the moment
   * @return the placement
   */
  public static Placement deleted(ItemId root, Instant at) {
    return new Placement(ItemState.DELETED, Optional.of(root), Optional.empty(), Optional.of(at));
  }
}
