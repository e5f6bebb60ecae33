package io.filelibrary.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

  // Spelled out, as every first call needs these: what Java makes for a record takes longer to link
  // than the call takes.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ItemId id && value.equals(id.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
