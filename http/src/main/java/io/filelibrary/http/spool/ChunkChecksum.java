package io.filelibrary.http.spool;

import com.google.common.io.BaseEncoding;
import io.filelibrary.http.route.HttpFailure;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/** The checksum that a client names for the bytes of one request. Used by one thread, once. */
public final class ChunkChecksum {
  /** The algorithms, separated by commas, as the header {@code Tus-Checksum-Algorithm} has them. */
  public static final String ALGORITHMS = "sha1,sha256,md5";

  private static final String HEADER = "Upload-Checksum";
  private static final Map<String, String> DIGESTS =
      Map.of("sha1", "SHA-1", "sha256", "SHA-256", "md5", "MD5");

  private final MessageDigest digest;
  private final byte[] expected;

  private ChunkChecksum(MessageDigest digest, byte[] expected) {
    this.digest = digest;
    this.expected = expected;
  }

  /**
   * Reads a checksum.
   *
   * @param text the name of an algorithm, a space, and the checksum in base64
   * @return the checksum
   * @throws HttpFailure if it has another form, or the algorithm is none of {@link #ALGORITHMS}
   */
  public static ChunkChecksum parse(String text) {
    int space = text.indexOf(' ');
    String algorithm = DIGESTS.get(space < 0 ? text : text.substring(0, space));
    if (algorithm == null) {
      throw HttpFailure.invalid(HEADER, "the algorithm is one of " + ALGORITHMS);
    }
    MessageDigest digest = digest(algorithm);
    String sum = text.substring(space + 1);
    if (space < 0 || !BaseEncoding.base64().canDecode(sum)) {
      throw HttpFailure.invalid(HEADER, "the checksum follows the algorithm in base64");
    }
    byte[] expected = BaseEncoding.base64().decode(sum);
    if (expected.length != digest.getDigestLength()) {
      throw HttpFailure.invalid(HEADER, "the checksum is as long as those of its algorithm");
    }
    return new ChunkChecksum(digest, expected);
  }

  void update(byte[] bytes, int length) {
    digest.update(bytes, 0, length);
  }

  /** Says whether all bytes together have this checksum. */
  boolean matches() {
    return MessageDigest.isEqual(digest.digest(), expected);
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
