package io.filelibrary.http.content;

import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.model.Sha256;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hashes that a client declares of a body by Content-Digest or Repr-Digest (RFC 9530), which
 * say the same of bodies without an encoding. Of the algorithms only sha-256 is looked at.
 */
final class DeclaredDigests {
  /** One member of a dictionary of structured fields (RFC 8941). */
  private static final Pattern MEMBER =
      Pattern.compile(
          "[ \\t]*+(?<key>[a-z*][a-z0-9_.*-]*+)=:(?<value>[A-Za-z0-9+/=]*+):[ \\t]*+(?:,|$)");

  private DeclaredDigests() {}

  /**
   * Reads the values of a header, joined by commas.
   *
   * @param header its name, for the failure
   * @param text its values
   * @return the SHA-256 among them
   * @throws HttpFailure if it is no dictionary of hashes, or a hash has not its length (400)
   */
  static List<Sha256> parse(String header, String text) {
    List<Sha256> found = new ArrayList<>();
    Matcher matcher = MEMBER.matcher(text);
    int position = 0;
    while (position < text.length()) {
      if (!matcher.find(position) || matcher.start() != position) {
        throw HttpFailure.invalid(header, "hashes are given as sha-256=:base64:");
      }
      if (matcher.group("key").equals("sha-256")) {
        found.add(sha256(header, matcher.group("value")));
      }
      position = matcher.end();
    }
    return found;
  }

  private static Sha256 sha256(String header, String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw HttpFailure.invalid(header, "a hash is given in base64 between colons");
    }
    if (bytes.length != 32) {
      throw HttpFailure.invalid(header, "a SHA-256 has 32 bytes");
    }
    return Sha256.of(bytes);
  }
}
