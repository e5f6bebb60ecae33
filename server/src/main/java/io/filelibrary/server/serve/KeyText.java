package io.filelibrary.server.serve;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as its owner has it: {@code flk_ID_SECRET}, where the id is 10 random bytes and the secret
 * 32, both in base32 in lower case. The prefix lets scanners for lost keys find it. Of the whole
 * text no more than its SHA-256 is kept, which is enough as the secret cannot be guessed.
 */
record KeyText(String id, String text) {
  static final int ID_BYTES = 10;
  static final int SECRET_BYTES = 32;

  private static final BaseEncoding TEXT = BaseEncoding.base32().lowerCase().omitPadding();
  private static final Pattern FORM = Pattern.compile("flk_([a-z2-7]{16})_[a-z2-7]{52}");

  static KeyText random(RandomGenerator random) {
    String id = text(random, ID_BYTES);
    return new KeyText(id, "flk_" + id + "_" + text(random, SECRET_BYTES));
  }

  /** Takes a text apart; empty if it cannot be a key. */
  static Optional<KeyText> parse(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches() ? Optional.of(new KeyText(parts.group(1), text)) : Optional.empty();
  }

  /** Returns the hash of the text, in hexadecimal. */
  String sha256() {
    return Hashing.sha256().hashString(text, StandardCharsets.US_ASCII).toString();
  }

  private static String text(RandomGenerator random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return TEXT.encode(bytes).toLowerCase(Locale.ROOT);
  }

  /** Shows the id alone. */
  @Override
  public String toString() {
    return "flk_" + id + "_...";
  }
}
