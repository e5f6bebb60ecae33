package io.filelibrary.model;

import io.filelibrary.error.InvalidId;

/** The rule that the host's opaque ids share: 1 to 255 units of well-formed UTF-16, no controls. */
final class OpaqueText {
  private OpaqueText() {}

  static String check(String text) {
    if (text.isEmpty() || text.length() > 255) {
      throw new InvalidId(text, "an opaque id has 1 to 255 characters");
    }
    int index = 0;
    while (index < text.length()) {
      int codePoint = text.codePointAt(index);
      if (isForbidden(codePoint)) {
        throw new InvalidId(text, "an opaque id has no control characters and no lone surrogates");
      }
      index += Character.charCount(codePoint);
    }
    return text;
  }

  private static boolean isForbidden(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }
}
