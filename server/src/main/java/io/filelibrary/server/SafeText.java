package io.filelibrary.server;

/**
 * Text that a terminal takes for text alone: what could move the cursor, break the line or reorder
 * it is escaped as in Java, such as {@code \u202e}. The joiners of Persian, Indic and emoji text
 * stay.
 */
final class SafeText {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private SafeText() {}

  /** Escapes a name or a path, backslashes included, so that no two names look the same. */
  static String name(String text) {
    return escape(text, true);
  }

  /** Escapes a message, which may hold escaped names. */
  static String message(String text) {
    return escape(text, false);
  }

  private static String escape(String text, boolean backslashes) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(codePoint -> append(safe, codePoint, backslashes));
    return safe.toString();
  }

  private static void append(StringBuilder safe, int codePoint, boolean backslashes) {
    if (codePoint == '\\' && backslashes) {
      safe.append("\\\\");
    } else if (isUnsafe(codePoint)) {
      safe.append(String.format(codePoint > 0xFFFF ? "\\U%08x" : "\\u%04x", codePoint));
    } else {
      safe.appendCodePoint(codePoint);
    }
  }

  private static boolean isUnsafe(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.FORMAT -> codePoint != ZERO_WIDTH_NON_JOINER && codePoint != ZERO_WIDTH_JOINER;
      default -> false;
    };
  }
}
