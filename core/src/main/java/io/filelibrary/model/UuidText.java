package io.filelibrary.model;

import io.filelibrary.error.InvalidId;
import java.util.UUID;
import java.util.regex.Pattern;

/** The canonical text of a UUID; {@link UUID#fromString} alone accepts shortened groups. */
final class UuidText {
  private static final Pattern CANONICAL =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private UuidText() {}

  static UUID parse(String text) {
    if (!CANONICAL.matcher(text).matches()) {
      throw new InvalidId(text, "the id is a UUID of 36 characters");
    }
    return UUID.fromString(text);
  }
}
