package io.filelibrary.spi;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Something in a storage that takes room and is no object.
 *
 * @param name what people find it by, such as the path of a file: 1 to 255 characters, cut if there
 *     are more, with a question mark for each that cannot be shown; no text to act on
 * @param size how many bytes it holds, 0 where the storage cannot tell
 * @param touchedAt when it was last written, by the storage's clock
 * @param ours whether an interrupted call of the storage left it, so that {@link
 *     Leftovers#dropLeftovers} drops it; otherwise somebody else put it among the storage's own,
 *     and it stays
 */
public record Leftover(String name, long size, Instant touchedAt, boolean ours) {
  private static final int LONGEST_NAME = 255;
  private static final Pattern UNSHOWN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  /**
   * Makes the name fit to be shown, and checks the parts.
   *
   * @throws IllegalArgumentException if the name is empty or the size negative
   */
  public Leftover {
    if (name.isEmpty() || size < 0) {
      throw new IllegalArgumentException("a leftover has a name, and a size of 0 or more");
    }
    name = shown(name);
  }

  private static String shown(String name) {
    String plain = UNSHOWN.matcher(name).replaceAll("?");
    if (plain.length() <= LONGEST_NAME) {
      return plain;
    }
    int cut = LONGEST_NAME - "...".length();
    return plain.substring(0, Character.isHighSurrogate(plain.charAt(cut - 1)) ? cut - 1 : cut)
        + "...";
  }
}
