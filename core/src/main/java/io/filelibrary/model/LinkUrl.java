package io.filelibrary.model;

import io.filelibrary.error.InvalidLink;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * The URL that a link points to: an absolute URI (RFC 3986) of at most 4,096 characters that comes
 * back as it was given. The library never fetches it. Which schemes are allowed is an option of the
 * library, http and https unless the host says otherwise.
 *
 * @param value the URL
 */
public record LinkUrl(String value) {
  /** The longest URL, in characters. */
  public static final int MAX_LENGTH = 4096;

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
          value, "a link has no lone surrogates and no bidirectional override characters");
    }
    URI uri = uri(value);
    if (!uri.isAbsolute()) {
      throw new InvalidLink(value, "a link begins with its scheme, such as https://");
    }
    if (uri.getScheme().toLowerCase(Locale.ROOT).startsWith("http") && uri.getHost() == null) {
      throw new InvalidLink(value, "a web link names a host");
    }
    if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
      throw new InvalidLink(value, "a link carries no user name or password");
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

  private static boolean isForbidden(int c) {
    return Character.getType(c) == Character.SURROGATE
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
