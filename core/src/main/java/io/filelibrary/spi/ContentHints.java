package io.filelibrary.spi;

import io.filelibrary.model.ContentType;

/**
 * What a storage may keep with an object for those who read it there directly.
 *
 * @param contentType the media type
 */
public record ContentHints(ContentType contentType) {
  /** Nothing is known. */
  public static final ContentHints NONE = new ContentHints(ContentType.OCTET_STREAM);
}
