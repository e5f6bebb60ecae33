package io.filelibrary.error;

import java.util.UUID;

/** A sibling has the same name (as compared in this channel). Carries the item in the way. */
public final class NameTaken extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final UUID itemId;
  private final String itemType;

  /**
   * Creates the error.
   *
   * @param name the name that was asked for
   * @param itemId the id of the item in the way
   * @param itemType file, folder or link: what is in the way
   */
  public NameTaken(String name, UUID itemId, String itemType) {
    super(
        ErrorCode.NAME_TAKEN,
        "the name "
            + Quoted.of(name)
            + " is taken by the "
            + itemType
            + " "
            + itemId
            + "; choose another name or conflict policy");
    this.name = name;
    this.itemId = itemId;
    this.itemType = itemType;
  }

  /**
   * Returns the name that was asked for.
   *
   * @return the name that was asked for
   */
  public String name() {
    return name;
  }

  /**
   * Returns the id of the item in the way.
   *
   * @return the id of the item in the way
   */
  public UUID itemId() {
    return itemId;
  }

  /**
   * Returns what is in the way: file, folder or link.
   *
   * @return what is in the way: file, folder or link
   */
  public String itemType() {
    return itemType;
  }
}
