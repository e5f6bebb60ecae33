package io.filelibrary.model;

import java.util.UUID;

/**
 * The id of a file, folder or link, unique over all channels and never used again.
 *
 * @param value a UUID, time-ordered (version 7) where the library made it
 */
public record ItemId(UUID value) {
  /**
   * Reads an id from its text.
   *
   * @param text a UUID in its canonical form of 36 characters, in either case
   * @return the id
   * @throws io.filelibrary.error.InvalidId if the text is not such a UUID
   */
  public static ItemId parse(String text) {
    return new ItemId(UuidText.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
