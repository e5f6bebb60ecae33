package io.filelibrary.http.access;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * Seals what a client is to bring back unchanged: URLs that carry a right, and the places at which
 * listings go on. A token is a version byte, the content, and HMAC-SHA256 over the purpose and
 * both, in base64url without padding. The content can be read by whoever has the token.
 *
 * <p>All instances of a service share one key; tokens of another key are refused.
 */
public final class SigningKey {
  /** The least bytes of a key. */
  public static final int MIN_BYTES = 32;

  private static final byte VERSION = 1;
  private static final int MAC_BYTES = 32;
  private static final int LONGEST_TOKEN = 4096;
  private static final BaseEncoding TEXT = BaseEncoding.base64Url().omitPadding();

  private final HashFunction mac;

  private SigningKey(byte[] key) {
    this.mac = Hashing.hmacSha256(key);
  }

  /**
   * Takes a key.
   *
   * @param key random bytes, at least 32
   * @return the key
   * @throws IllegalArgumentException if it is shorter, or all its bytes are the same
   */
  public static SigningKey of(byte[] key) {
    if (key.length < MIN_BYTES) {
      throw new IllegalArgumentException(
          "a signing key has at least " + MIN_BYTES + " random bytes, not " + key.length);
    }
    byte first = key[0];
    if (ByteBuffer.wrap(key).equals(ByteBuffer.wrap(filled(key.length, first)))) {
      throw new IllegalArgumentException("a signing key is random; all bytes of this are the same");
    }
    return new SigningKey(key);
  }

  /**
   * Seals a content.
   *
   * @param purpose what the token is for; it opens for this purpose alone
   * @param content what comes back when it is opened
   * @return the token, of characters that need no escape in a URL
   */
  public String seal(String purpose, byte[] content) {
    byte[] sealed =
        ByteBuffer.allocate(1 + content.length + MAC_BYTES)
            .put(VERSION)
            .put(content)
            .put(mac(purpose, content))
            .array();
    return TEXT.encode(sealed);
  }

  /**
   * Opens a token.
   *
   * @param purpose what the token is for
   * @param token any text
   * @return what was sealed, or empty if the token was not made by this key for this purpose
   */
  public Optional<byte[]> open(String purpose, String token) {
    if (token.length() > LONGEST_TOKEN || !TEXT.canDecode(token)) {
      return Optional.empty();
    }
    byte[] sealed = TEXT.decode(token);
    // One spelling alone: base64 ignores bits at its end.
    if (sealed.length < 1 + MAC_BYTES
        || sealed[0] != VERSION
        || !TEXT.encode(sealed).equals(token)) {
      return Optional.empty();
    }
    byte[] content = Arrays.copyOfRange(sealed, 1, sealed.length - MAC_BYTES);
    byte[] found = Arrays.copyOfRange(sealed, sealed.length - MAC_BYTES, sealed.length);
    return MessageDigest.isEqual(found, mac(purpose, content))
        ? Optional.of(content)
        : Optional.empty();
  }

  private byte[] mac(String purpose, byte[] content) {
    byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
    return mac.newHasher()
        .putByte(VERSION)
        .putInt(name.length)
        .putBytes(name)
        .putBytes(content)
        .hash()
        .asBytes();
  }

  private static byte[] filled(int length, byte value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, value);
    return bytes;
  }

  /** Shows nothing of the key. */
  @Override
  public String toString() {
    return "SigningKey[...]";
  }
}
