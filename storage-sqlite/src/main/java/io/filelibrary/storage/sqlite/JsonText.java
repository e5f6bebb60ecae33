package io.filelibrary.storage.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The two shapes of JSON that are stored: an object of texts and an array of texts. JSON, so that
 * SQLite's own functions and people can read it.
 */
final class JsonText {
  private static final char FIRST_PRINTABLE = 0x20;
  private static final int HEX_DIGITS = 4;
  private static final int HEXADECIMAL = 16;

  private final String text;
  private int position;

  private JsonText(String text) {
    this.text = text;
  }

  static String ofObject(SortedMap<String, String> pairs) {
    StringBuilder json = new StringBuilder("{");
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      json.append(json.length() > 1 ? "," : "");
      appendQuoted(json, pair.getKey());
      json.append(':');
      appendQuoted(json, pair.getValue());
    }
    return json.append('}').toString();
  }

  static String ofArray(List<String> values) {
    StringBuilder json = new StringBuilder("[");
    for (String value : values) {
      json.append(json.length() > 1 ? "," : "");
      appendQuoted(json, value);
    }
    return json.append(']').toString();
  }

  /** Reads what {@link #ofObject} wrote; throws IllegalArgumentException for anything else. */
  static SortedMap<String, String> object(String json) {
    JsonText reader = new JsonText(json);
    SortedMap<String, String> pairs = new TreeMap<>();
    reader.expect('{');
    while (!reader.ends('}', pairs.isEmpty())) {
      String key = reader.quoted();
      reader.expect(':');
      pairs.put(key, reader.quoted());
    }
    return pairs;
  }

  /** Reads what {@link #ofArray} wrote; throws IllegalArgumentException for anything else. */
  static List<String> array(String json) {
    JsonText reader = new JsonText(json);
    List<String> values = new ArrayList<>();
    reader.expect('[');
    while (!reader.ends(']', values.isEmpty())) {
      values.add(reader.quoted());
    }
    return values;
  }

  private static void appendQuoted(StringBuilder json, String value) {
    json.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < FIRST_PRINTABLE) {
        json.append("\\u00").append(Character.forDigit(c / HEXADECIMAL, HEXADECIMAL));
        json.append(Character.forDigit(c % HEXADECIMAL, HEXADECIMAL));
        continue;
      }
      if (c == '"' || c == '\\') {
        json.append('\\');
      }
      json.append(c);
    }
    json.append('"');
  }

  /** Whether the closing bracket follows, which must end the text; else the next value does. */
  private boolean ends(char bracket, boolean first) {
    if (position < text.length() && text.charAt(position) == bracket) {
      position++;
      if (position != text.length()) {
        throw malformed();
      }
      return true;
    }
    if (!first) {
      expect(',');
    }
    return false;
  }

  private String quoted() {
    expect('"');
    StringBuilder value = new StringBuilder();
    for (char c = next(); c != '"'; c = next()) {
      value.append(c == '\\' ? escaped() : c);
    }
    return value.toString();
  }

  private char escaped() {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        position += HEX_DIGITS;
        if (position > text.length()) {
          throw malformed();
        }
        yield (char) Integer.parseInt(text.substring(position - HEX_DIGITS, position), HEXADECIMAL);
      }
      default -> throw malformed();
    };
  }

  private void expect(char wanted) {
    if (next() != wanted) {
      throw malformed();
    }
  }

  private char next() {
    if (position >= text.length()) {
      throw malformed();
    }
    return text.charAt(position++);
  }

  private IllegalArgumentException malformed() {
    return new IllegalArgumentException("not JSON of texts, at character " + position);
  }
}
