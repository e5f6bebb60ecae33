package io.filelibrary.model;

import io.filelibrary.error.InvalidName;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * The name of a file, folder or link among its siblings. The text is brought into Unicode
 * normalization form C; every other character comes back as it was given.
 *
 * <p>A name has 1 to 255 bytes in UTF-8 and holds no slash, backslash, control or bidirectional
 * override character, line or paragraph separator, lone surrogate or noncharacter. It is not {@code
 * .} or {@code ..}, does not begin or end with a white space and does not end with a dot. What a
 * channel refuses on top of that is its {@link NamePolicy}.
 *
 * @param value the name, in normalization form C
 */
public record ItemName(String value) {
  /** The longest name, in bytes of UTF-8. */
  public static final int MAX_BYTES = 255;

  /**
   * Normalizes and checks the name.
   *
   * @throws InvalidName if the text breaks the naming rules
   */
  public ItemName {
    if (!isPlain(value)) {
      value = checked(value);
    }
  }

  /**
   * Creates a name.
   *
   * @param text the name as the user wrote it
   * @return the name, in normalization form C
   * @throws InvalidName if the text breaks the naming rules
   */
  public static ItemName of(String text) {
    return new ItemName(text);
  }

  /**
   * Returns the key by which siblings are told apart: equal keys mean the same name. Siblings sort
   * by the UTF-8 bytes of this key.
   *
   * <p>Where case is ignored, names with the same full upper case are the same, whatever the
   * locale: the sharp s is two letters s, the final sigma is a sigma, and the dotless i (U+0131) is
   * i. The capital i with a dot (U+0130) is another letter: i with a dot above.
   *
   * @param caseSensitive whether names that differ in case alone are different names
   * @return the name itself, or its case-folded form, in normalization form C
   */
  public String key(boolean caseSensitive) {
    if (caseSensitive) {
      return value;
    }
    // Twice, since the lower case of the capital sharp s has an upper case of its own.
    return Normalizer.normalize(folded(folded(value)), Normalizer.Form.NFC);
  }

  /**
   * Returns what follows the last dot, in lower case.
   *
   * @return the extension without its dot, or an empty string where there is none
   */
  public String extension() {
    int dot = value.lastIndexOf('.');
    return dot <= 0 ? "" : value.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return value;
  }

  /** Upper case first: it unites letters that lower case keeps apart, such as the final sigma. */
  private static String folded(String text) {
    return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  /** Whether the text is a name of printable ASCII without spaces, as most are. */
  private static boolean isPlain(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~' || c == '/' || c == '\\') {
        return false;
      }
    }
    return length > 0 && length <= MAX_BYTES && text.charAt(length - 1) != '.';
  }

  private static String checked(String given) {
    rejectMalformed(given);
    String name = Normalizer.normalize(given, Normalizer.Form.NFC);
    brokenRule(name)
        .ifPresent(
            rule -> {
              throw new InvalidName(given, rule);
            });
    return name;
  }

  private static void rejectMalformed(String text) {
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw new InvalidName(text, "a name has no lone surrogates");
    }
    if (text.length() > MAX_BYTES * 4) {
      throw new InvalidName(text, "a name has at most 255 bytes in UTF-8");
    }
  }

  private static Optional<String> brokenRule(String name) {
    if (name.isEmpty()) {
      return Optional.of("a name has at least one character");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      return Optional.of("a name has at most 255 bytes in UTF-8");
    }
    if (name.equals(".") || name.equals("..")) {
      return Optional.of("a name is not . or ..");
    }
    if (name.codePoints().anyMatch(ItemName::isForbidden)) {
      return Optional.of(
          "a name has no slash, backslash, control or bidirectional override character and no"
              + " noncharacter");
    }
    if (isSpace(name.codePointAt(0)) || isSpace(name.codePointBefore(name.length()))) {
      return Optional.of("a name does not begin or end with a space");
    }
    if (name.endsWith(".")) {
      return Optional.of("a name does not end with a dot");
    }
    return Optional.empty();
  }

  private static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }

  private static boolean isForbidden(int c) {
    return c == '/'
        || c == '\\'
        || Character.isISOControl(c)
        || c == 0x2028
        || c == 0x2029
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || (c >= 0xFDD0 && c <= 0xFDEF)
        || (c & 0xFFFE) == 0xFFFE;
  }
}
