package io.filelibrary.model;

/**
 * How a folder or a link is created.
 *
 * @param conflict what happens when the name is taken
 * @param createParents whether missing folders on the way are created in the same transaction
 * @param visibility private or public
 * @param attributes the host's own pairs
 */
public record CreateOptions(
    ConflictPolicy conflict, boolean createParents, Visibility visibility, Attributes attributes) {
  /** Fails on a taken name or a missing parent; private; no attributes. */
  public static final CreateOptions DEFAULT =
      new CreateOptions(ConflictPolicy.FAIL, false, Visibility.PRIVATE, Attributes.NONE);

  /**
   * Returns a copy with another conflict policy.
   *
   * @param other what happens when the name is taken
   * @return the copy
   */
  public CreateOptions withConflict(ConflictPolicy other) {
    return new CreateOptions(other, createParents, visibility, attributes);
  }

  /**
   * Returns a copy that creates the missing folders on the way.
   *
   * @return the copy
   */
  public CreateOptions withCreateParents() {
    return new CreateOptions(conflict, true, visibility, attributes);
  }

  /**
   * Returns a copy with another visibility.
   *
   * @param other private or public
   * @return the copy
   */
  public CreateOptions withVisibility(Visibility other) {
    return new CreateOptions(conflict, createParents, other, attributes);
  }

  /**
   * Returns a copy with other attributes.
   *
   * @param other the host's own pairs
   * @return the copy
   */
  public CreateOptions withAttributes(Attributes other) {
    return new CreateOptions(conflict, createParents, visibility, other);
  }
}
