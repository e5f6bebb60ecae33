package io.filelibrary.model;

import io.filelibrary.error.InvalidRange;
import java.util.OptionalLong;

/**
 * A part of a content: so many bytes from an offset.
 *
 * @param offset the first byte, from 0
 * @param length the number of bytes, or empty for all to the end
 */
public record ByteRange(long offset, OptionalLong length) {
  /** The whole content. */
  public static final ByteRange ALL = new ByteRange(0, OptionalLong.empty());

  /**
   * Checks the bounds.
   *
   * @throws InvalidRange if the offset or the length is negative
   */
  public ByteRange {
    if (offset < 0) {
      throw new InvalidRange(Long.toString(offset), "a range begins at byte 0 or later");
    }
    if (length.isPresent() && length.getAsLong() < 0) {
      throw new InvalidRange(Long.toString(length.getAsLong()), "a range has 0 bytes or more");
    }
  }

  /**
   * Creates a range.
   *
   * @param offset the first byte, from 0
   * @param length the number of bytes
   * @return the range
   * @throws InvalidRange if either is negative
   */
  public static ByteRange of(long offset, long length) {
    return new ByteRange(offset, OptionalLong.of(length));
  }

  /**
   * Creates a range that runs to the end.
   *
   * @param offset the first byte, from 0
   * @return the range
   * @throws InvalidRange if the offset is negative
   */
  public static ByteRange from(long offset) {
    return new ByteRange(offset, OptionalLong.empty());
  }

  /**
   * Returns how many bytes of a content the range covers.
   *
   * @param size the size of the content in bytes
   * @return the bytes there are from the offset on, at most the length
   */
  public long lengthWithin(long size) {
    long available = Math.max(0, size - offset);
    return Math.min(available, length.orElse(Long.MAX_VALUE));
  }
}
