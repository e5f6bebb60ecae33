package io.filelibrary.testkit;

import java.text.Normalizer;

/**
 * The spelling of texts in the {@link InputCorpus}: what cannot be seen or typed is escaped by a
 * backslash.
 */
final class InputText {
  private InputText() {}

  /** Reads a spelling, its repeated parts, or all of it where it has none, as often as told. */
  static String read(String spelling, int times) {
    if (position(spelling, "\\[", 0) < 0 && position(spelling, "\\]", 0) < 0) {
      return unescaped(spelling).repeat(times);
    }
    if (times == 1) {
      throw new IllegalArgumentException("what is repeated once needs no \\[ and \\]");
    }
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (int begin = position(spelling, "\\[", at); begin >= 0; ) {
      int end = position(spelling, "\\]", begin);
      if (end < 0) {
        throw new IllegalArgumentException("\\[ without \\]");
      }
      text.append(unescaped(spelling.substring(at, begin)));
      text.append(unescaped(spelling.substring(begin + 2, end)).repeat(times));
      at = end + 2;
      begin = position(spelling, "\\[", at);
    }
    return text.append(unescaped(spelling.substring(at))).toString();
  }

  /** Spells a text so that every character can be seen and {@link #read} gives the text back. */
  static String escaped(String text) {
    StringBuilder spelling = new StringBuilder();
    text.chars().forEach(unit -> append(spelling, (char) unit));
    return text.isEmpty() ? "\\&" : spelling.toString();
  }

  /** Fails where a line has a character that an editor hides, drops or changes. */
  static void requireVisible(String line) {
    if (!Normalizer.isNormalized(line, Normalizer.Form.NFC)) {
      throw new IllegalArgumentException("what normalization form C changes has to be escaped");
    }
    line.codePoints()
        .filter(InputText::isHidden)
        .findFirst()
        .ifPresent(
            hidden -> {
              throw new IllegalArgumentException(
                  String.format("U+%04X cannot be seen and has to be escaped", hidden));
            });
  }

  private static boolean isHidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL -> codePoint != '\t';
      case Character.SPACE_SEPARATOR -> codePoint != ' ';
      case Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> codePoint >= 0xFE00 && codePoint <= 0xFE0F;
    };
  }

  /**
   * Where an escape is from a place on, or -1. A backslash that another one escapes begins nothing.
   */
  private static int position(String spelling, String escape, int from) {
    int at = from;
    while (at < spelling.length() && !spelling.startsWith(escape, at)) {
      at += spelling.charAt(at) == '\\' ? 2 : 1;
    }
    return at < spelling.length() ? at : -1;
  }

  private static String unescaped(String spelling) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < spelling.length()) {
      char unit = spelling.charAt(at);
      if (unit == '\\') {
        at += 1 + unescape(spelling, at + 1, text);
      } else {
        text.append(unit);
        at++;
      }
    }
    return text.toString();
  }

  /** Appends what an escape stands for, and answers its length without the backslash. */
  private static int unescape(String spelling, int at, StringBuilder text) {
    char kind = at < spelling.length() ? spelling.charAt(at) : ' ';
    switch (kind) {
      case '\\' -> text.append('\\');
      case 't' -> text.append('\t');
      case 'n' -> text.append('\n');
      case 'r' -> text.append('\r');
      case '&' -> {}
      case 'u' -> {
        text.append(unit(spelling, at + 1));
        return 5;
      }
      default -> throw new IllegalArgumentException("no escape begins with \\" + kind);
    }
    return 1;
  }

  private static char unit(String spelling, int at) {
    String digits = spelling.substring(at, Math.min(at + 4, spelling.length()));
    if (!digits.matches("[0-9A-F]{4}")) {
      throw new IllegalArgumentException("\\u has four hexadecimal digits 0-9 A-F behind it");
    }
    return (char) Integer.parseInt(digits, 16);
  }

  private static void append(StringBuilder spelling, char unit) {
    if (unit == '\\') {
      spelling.append("\\\\");
    } else if (unit >= ' ' && unit <= '~') {
      spelling.append(unit);
    } else {
      spelling.append(String.format("\\u%04X", (int) unit));
    }
  }
}
