package io.filelibrary.model;

import com.google.common.base.CharMatcher;
import io.filelibrary.error.InvalidContentType;
import java.net.URLConnection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The media type of a file's content, such as {@code text/plain; charset=utf-8} (RFC 9110 section
 * 8.3.1, where empty parameters are allowed, as in {@code text/html;}): what the uploader declared,
 * or what the name suggests. It is never sniffed from the bytes.
 *
 * @param value the media type as it was given, at most 255 characters of printable ASCII
 */
public record ContentType(String value) {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
  private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*+\"";

  private static final CharMatcher WORD =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('A', 'Z'))
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.anyOf("+-."))
          .precomputed();

  /** No part gives back what it took, so that no text takes long to refuse. */
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "(?<type>%1$s)/(?<subtype>%1$s)(?: *+; *+(?:%1$s=(?:%1$s|%2$s))?+)*+"
              .formatted(TOKEN, QUOTED));

  private static final Set<String> INERT =
      Set.of(
          "image/png",
          "image/jpeg",
          "image/gif",
          "image/webp",
          "image/avif",
          "image/bmp",
          "image/tiff",
          "image/x-icon",
          "image/vnd.microsoft.icon",
          "application/pdf",
          "text/plain");

  /** The type of content that nothing is known of. */
  public static final ContentType OCTET_STREAM = new ContentType("application/octet-stream");

  /**
   * Checks the media type.
   *
   * @throws InvalidContentType if the text is not a concrete media type
   */
  public ContentType {
    if (value.length() > 255) {
      throw new InvalidContentType(value, "a content type has at most 255 characters");
    }
    if (!isPlain(value)) {
      reject(value);
    }
  }

  /** Whether the text is two words of letters, digits, dashes, dots and plus signs: most are. */
  private static boolean isPlain(String text) {
    int slash = text.indexOf('/');
    return slash > 0
        && WORD.matchesAllOf(text.subSequence(0, slash))
        && slash < text.length() - 1
        && WORD.matchesAllOf(text.subSequence(slash + 1, text.length()));
  }

  /** Throws what is wrong with a text, if anything is. */
  private static void reject(String value) {
    if (!value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new InvalidContentType(value, "a content type is printable ASCII");
    }
    Matcher matcher = MEDIA_TYPE.matcher(value);
    if (!matcher.matches()) {
      throw new InvalidContentType(value, "a content type is type/subtype, as in RFC 9110");
    }
    if (matcher.group("type").equals("*") || matcher.group("subtype").equals("*")) {
      throw new InvalidContentType(value, "a content type has no wildcard");
    }
  }

  /**
   * Creates a content type.
   *
   * @param text a media type
   * @return the content type
   * @throws InvalidContentType if the text is not a concrete media type
   */
  public static ContentType of(String text) {
    return new ContentType(text);
  }

  /**
   * Returns the type that a file name suggests by its extension.
   *
   * @param name the name of the file
   * @return the type from the JDK's table, or {@link #OCTET_STREAM}
   */
  public static ContentType guess(ItemName name) {
    String guessed = URLConnection.getFileNameMap().getContentTypeFor("file." + name.extension());
    return guessed == null ? OCTET_STREAM : new ContentType(guessed);
  }

  /**
   * Returns whether a browser shows such content without running anything in it: images other than
   * SVG, audio, video, PDF and plain text. HTML, XML and SVG can carry scripts, which would run as
   * the site that serves them.
   *
   * @return whether it is one of these types
   */
  public boolean isInert() {
    String type = value.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    return INERT.contains(type) || type.startsWith("audio/") || type.startsWith("video/");
  }

  @Override
  public String toString() {
    return value;
  }
}
