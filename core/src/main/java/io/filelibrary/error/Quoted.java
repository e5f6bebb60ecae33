package io.filelibrary.error;

/** Text that came from a user, made safe for a message: quoted, escaped, at most 80 characters. */
final class Quoted {
  private static final int LIMIT = 80;

  private Quoted() {}

  static String of(String text) {
    StringBuilder quoted = new StringBuilder(Math.min(text.length(), LIMIT) + 2).append('\'');
    int length = 0;
    for (int at = 0; at < text.length() && length < LIMIT; length++) {
      int codePoint = text.codePointAt(at);
      at += Character.charCount(codePoint);
      switch (Character.getType(codePoint)) {
        case Character.CONTROL,
            Character.FORMAT,
            Character.SURROGATE,
            Character.UNASSIGNED,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR ->
            quoted.append(String.format("\\u%04x", codePoint));
        default -> quoted.appendCodePoint(codePoint);
      }
    }
    if (text.codePointCount(0, text.length()) > LIMIT) {
      quoted.append("...");
    }
    return quoted.append('\'').toString();
  }
}
