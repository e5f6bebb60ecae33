package io.filelibrary.model;

import com.google.common.net.MediaType;
import io.filelibrary.error.InvalidContentType;
import java.net.URLConnection;

/**
 * The media type of a file's content, such as {@code text/plain; charset=utf-8} (RFC 9110 section
 * 8.3.1): what the uploader declared, or what the name suggests. It is never sniffed from the
 * bytes.
 *
 * @param value the media type as it was given, at most 255 characters of printable ASCII
 */
public record ContentType(String value) {
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
    if (!value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new InvalidContentType(value, "a content type is printable ASCII");
    }
    try {
      if (MediaType.parse(value).hasWildcard()) {
        throw new InvalidContentType(value, "a content type has no wildcard");
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidContentType(value, "a content type is type/subtype, as in RFC 9110");
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

  @Override
  public String toString() {
    return value;
  }
}
