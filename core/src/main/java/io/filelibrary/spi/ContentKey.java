package io.filelibrary.spi;

import io.filelibrary.error.InvalidId;
import io.filelibrary.model.Visibility;

/**
 * The name of a stored object: random, written once, never made from a user's text. Segments of
 * {@code [a-z0-9-]} joined by slashes, none empty, 1 to 128 characters in all. The library's keys
 * are {@code private/} or {@code public/} and 32 hexadecimal digits, such as {@code
 * private/3f9c6e1d0b7a4c5e8f2d1a0b9c8d7e6f}; where a client may send the bytes to the storage
 * directly, a dash and the second of the Unix time follow at which that ends, and {@code -form}
 * where they come by a form. Keys order by their characters.
 *
 * @param value the key
 */
public record ContentKey(String value) implements Comparable<ContentKey> {
  private static final int MAX_LENGTH = 128;
  private static final String PUBLIC_PREFIX = "public/";

  /**
   * Checks the key.
   *
   * @throws InvalidId if the text is not such a key
   */
  public ContentKey {
    if (value.length() > MAX_LENGTH || !isKey(value)) {
      throw new InvalidId(value, "a content key is [a-z0-9-] segments joined by slashes");
    }
  }

  /**
   * Returns whether the content is public: its key begins with {@code public/}.
   *
   * @return public or private
   */
  public Visibility visibility() {
    return value.startsWith(PUBLIC_PREFIX) ? Visibility.PUBLIC : Visibility.PRIVATE;
  }

  /** Each row that names a content comes here, so this is a loop rather than a pattern. */
  private static boolean isKey(String text) {
    char last = '/';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean inSegment = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
      if (!inSegment && (c != '/' || last == '/')) {
        return false;
      }
      last = c;
    }
    return last != '/';
  }

  @Override
  public int compareTo(ContentKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
