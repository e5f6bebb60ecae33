package io.filelibrary.error;

/**
 * No living item of the channel has this id or path. Items of other channels, in the trash, deleted
 * or pending are not found either, unless the call asks for them.
 */
public final class ItemNotFound extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param reference the id or path that was looked for
   */
  public ItemNotFound(String reference) {
    super(ErrorCode.ITEM_NOT_FOUND, "no such item in this channel: " + Quoted.of(reference));
  }
}
