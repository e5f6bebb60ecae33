package io.filelibrary.model;

import java.util.UUID;

/**
 * The id of a two-step upload, unique over all channels and never used again.
 *
 * @param value a UUID, time-ordered (version 7) where the library made it
 */
public record UploadId(UUID value) {
  /**
   * Reads an id from its text.
   *
   * @param text a UUID in its canonical form of 36 characters, in either case
   * @return the id
   * @throws io.filelibrary.error.InvalidId if the text is not such a UUID
   */
  public static UploadId parse(String text) {
    return new UploadId(UuidText.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
