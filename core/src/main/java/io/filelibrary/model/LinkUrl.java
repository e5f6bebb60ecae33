package io.filelibrary.model;

import io.filelibrary.error.InvalidLink;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The URL that a link points to: an absolute URI (RFC 3986) of at most 4,096 characters (units of
 * UTF-16) that comes back as it was given. The library never fetches it. Which schemes are allowed
 * is an option of the library, http and https unless the host says otherwise.
 *
 * <p>A link with http or https names a host: an IP address, or labels of ASCII letters, digits,
 * hyphens and underscores, joined by dots. An internationalized name is written in its {@code xn--}
 * form. Behind the host, characters beyond ASCII need no percent-encoding, as in an IRI (RFC 3987),
 * but for spaces, control and bidirectional override characters and noncharacters, which a link
 * does not have.
 *
 * @param value the URL
 */
public record LinkUrl(String value) {
  /** The longest URL, in characters. */
  public static final int MAX_LENGTH = 4096;

  private static final Set<String> WEB = Set.of("http", "https");

  /** Hosts that RFC 3986 allows and {@link URI#getHost} does not know, such as {@code a_b.c}. */
  private static final Pattern NAMED_HOST =
      Pattern.compile("[A-Za-z0-9_-]++(\\.[A-Za-z0-9_-]++)*+\\.?(:[0-9]*)?");

  /**
   * Checks the URL.
   *
   * @throws InvalidLink if the text is not an absolute URI, names no host where its scheme needs
   *     one, carries a password or is too long
   */
  public LinkUrl {
    if (value.length() > MAX_LENGTH) {
      throw new InvalidLink(value, "a link has at most 4096 characters");
    }
    if (value.codePoints().anyMatch(LinkUrl::isForbidden)) {
      throw new InvalidLink(
          value,
          "a link has no lone surrogates, noncharacters and bidirectional override characters");
    }
    URI uri = uri(value);
    if (!uri.isAbsolute()) {
      throw new InvalidLink(value, "a link begins with its scheme, such as https://");
    }
    if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
      throw new InvalidLink(value, "a link carries no user name or password");
    }
    if (WEB.contains(uri.getScheme().toLowerCase(Locale.ROOT)) && !namesHost(uri)) {
      throw new InvalidLink(value, "a web link names a host, in ASCII");
    }
  }

  /**
   * Creates a link URL.
   *
   * @param text an absolute URI
   * @return the link URL
   * @throws InvalidLink if the text breaks the rule
   */
  public static LinkUrl of(String text) {
    return new LinkUrl(text);
  }

  /**
   * Returns the scheme.
   *
   * @return the scheme in lower case, such as {@code https}
   */
  public String scheme() {
    return uri(value).getScheme().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean namesHost(URI uri) {
    String authority = uri.getRawAuthority();
    return uri.getHost() != null || (authority != null && NAMED_HOST.matcher(authority).matches());
  }

  private static boolean isForbidden(int c) {
    return Character.getType(c) == Character.SURROGATE
        || (c >= 0xFDD0 && c <= 0xFDEF)
        || (c & 0xFFFE) == 0xFFFE
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new InvalidLink(text, "a link is a URI as in RFC 3986: " + e.getReason());
    }
  }
}
