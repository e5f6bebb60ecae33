package io.filelibrary.model;

import io.filelibrary.error.InvalidHash;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A SHA-256 hash.
 *
 * @param hex 64 hexadecimal digits in lower case
 */
public record Sha256(String hex) {
  private static final int DIGITS = 64;

  /**
   * Checks the hash and brings it into lower case.
   *
   * @throws InvalidHash if the text is not 64 hexadecimal digits
   */
  public Sha256 {
    String given = hex;
    hex = hex.toLowerCase(Locale.ROOT);
    if (!isHash(hex)) {
      throw new InvalidHash(given, "a SHA-256 has 64 hexadecimal digits");
    }
  }

  /**
   * Creates a hash from its text.
   *
   * @param hex 64 hexadecimal digits in either case
   * @return the hash
   * @throws InvalidHash if the text is not 64 hexadecimal digits
   */
  public static Sha256 of(String hex) {
    return new Sha256(hex);
  }

  /**
   * Creates a hash from its bytes.
   *
   * @param bytes the 32 bytes of the hash
   * @return the hash
   * @throws InvalidHash if there are not 32 bytes
   */
  public static Sha256 of(byte[] bytes) {
    return new Sha256(HexFormat.of().formatHex(bytes));
  }

  /**
   * Returns the bytes of the hash.
   *
   * @return a new array of 32 bytes
   */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }

  /** Each row of a file comes here, so this is a loop rather than a pattern. */
  private static boolean isHash(String text) {
    boolean digits = text.length() == DIGITS;
    for (int i = 0; digits && i < DIGITS; i++) {
      digits = HexFormat.isHexDigit(text.charAt(i));
    }
    return digits;
  }
}
