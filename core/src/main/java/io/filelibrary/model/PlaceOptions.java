package io.filelibrary.model;

import java.util.OptionalLong;

/**
 * How an item is moved, copied or restored.
 *
 * @param conflict what happens when the name is taken
 * @param createParents whether missing folders on the way are created in the same transaction
 * @param expectedRevision the revision that the item must still have, or empty for any
 */
public record PlaceOptions(
    ConflictPolicy conflict, boolean createParents, OptionalLong expectedRevision) {
  /** Fails on a taken name or a missing parent, at any revision. */
  public static final PlaceOptions DEFAULT =
      new PlaceOptions(ConflictPolicy.FAIL, false, OptionalLong.empty());

  /**
   * Returns a copy with another conflict policy.
   *
   * @param other what happens when the name is taken
   * @return the copy
   */
  public PlaceOptions withConflict(ConflictPolicy other) {
    return new PlaceOptions(other, createParents, expectedRevision);
  }

  /**
   * Returns a copy that creates the missing folders on the way.
   *
   * @return the copy
   */
  public PlaceOptions withCreateParents() {
    return new PlaceOptions(conflict, true, expectedRevision);
  }

  /**
   * Returns a copy that expects a revision.
   *
   * @param revision the revision that the item must still have
   * @return the copy
   */
  public PlaceOptions withExpectedRevision(long revision) {
    return new PlaceOptions(conflict, createParents, OptionalLong.of(revision));
  }
}
