package io.filelibrary.spi;

import io.filelibrary.model.ItemId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which parked items of a channel are wanted: those of one state, ordered by {@link
 * Placement#since} and then by the canonical text of the id.
 *
 * @param state TRASHED, DETACHED or DELETED
 * @param descending whether the order is reversed
 * @param after where the page before ended, or empty for the first page; no such item need exist
 * @param limit the most items wanted, at least 1
 */
public record ParkedQuery(
    ItemState state, boolean descending, Optional<Position> after, int limit) {
  /**
   * Checks state and limit.
   *
   * @throws IllegalArgumentException if the state is LIVING or the limit is not at least 1
   */
  public ParkedQuery {
    if (limit < 1 || state == ItemState.LIVING) {
      throw new IllegalArgumentException("no parked items: " + limit + " of " + state);
    }
  }

  /**
   * A place in the order.
   *
   * @param since when the item there was parked
   * @param id its id
   */
  public record Position(Instant since, ItemId id) {}
}
