package io.filelibrary.model;

/**
 * A part of an upload as the storage has it.
 *
 * @param number its place in the object, from 1
 * @param size its size in bytes
 * @param tag what the storage tells it from other bytes under the same number by
 */
public record StoredPart(int number, long size, String tag) {
  /**
   * Checks the number and the size.
   *
   * @throws IllegalArgumentException if the number is below 1 or the size is negative
   */
  public StoredPart {
    if (number < 1 || size < 0) {
      throw new IllegalArgumentException("no part: number " + number + ", size " + size);
    }
  }
}
