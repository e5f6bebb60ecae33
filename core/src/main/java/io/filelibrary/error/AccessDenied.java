package io.filelibrary.error;

/** The host's access policy does not allow the action. */
public final class AccessDenied extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param actor the actor
   * @param action the action that was refused
   * @param reference the id of the item, or the word root
   */
  public AccessDenied(String actor, String action, String reference) {
    super(
        ErrorCode.ACCESS_DENIED,
        "the actor " + Quoted.of(actor) + " may not " + action + " " + reference);
  }
}
