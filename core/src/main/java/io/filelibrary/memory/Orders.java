package io.filelibrary.memory;

import java.util.Comparator;
import java.util.UUID;

/** The orders of the SPI that differ from the natural ones of Java. */
final class Orders {
  /**
   * The order of the UTF-8 bytes of two texts, which is that of their code points. {@link
   * String#compareTo} differs: it puts the surrogates of an emoji before U+FFFD.
   */
  static final Comparator<String> UTF_8 = Orders::compareCodePoints;

  /** The order of the canonical texts. {@link UUID#compareTo} differs: it compares signed. */
  static final Comparator<UUID> UUID_TEXT =
      (one, other) -> {
        int high =
            Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0
            ? high
            : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
      };

  /** The first of {@link #UUID_TEXT}. */
  static final UUID LEAST_UUID = new UUID(0, 0);

  /** The last of {@link #UUID_TEXT}. */
  static final UUID GREATEST_UUID = new UUID(-1, -1);

  private Orders() {}

  private static int compareCodePoints(String one, String other) {
    int common = Math.min(one.length(), other.length());
    for (int at = 0; at < common; at++) {
      char mine = one.charAt(at);
      char theirs = other.charAt(at);
      if (mine != theirs) {
        boolean sameRange = Character.isSurrogate(mine) == Character.isSurrogate(theirs);
        return sameRange
            ? Character.compare(mine, theirs)
            : Boolean.compare(Character.isSurrogate(mine), Character.isSurrogate(theirs));
      }
    }
    return Integer.compare(one.length(), other.length());
  }
}
