package io.filelibrary.check;

import io.filelibrary.spi.ContentKey;

/**
 * Which contents are read and hashed. Each content is in one of a hundred parts, by a hash of its
 * key that never changes; a slice is some of those parts, so that runs with the slices 0, 1, 2 and
 * so on read all contents that stay.
 *
 * @param percent how many of a hundred contents are read, 0 to 100
 * @param slice which of them, from 0; slices that would begin past the hundredth part begin again
 *     with the first
 */
public record ReadData(int percent, int slice) {
  /** Reads nothing: sizes, and the hashes that the storage knows itself, are still compared. */
  public static final ReadData NONE = new ReadData(0, 0);

  /** Reads every byte. */
  public static final ReadData ALL = new ReadData(100, 0);

  private static final int PARTS = 100;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if they are out of range
   */
  public ReadData {
    if (percent < 0 || percent > PARTS || slice < 0) {
      throw new IllegalArgumentException(
          "of the contents 0 to 100 percent are read, of a slice from 0, not "
              + percent
              + " percent of slice "
              + slice);
    }
  }

  /**
   * Returns whether a content is to be read.
   *
   * @param key its key
   * @return whether it is in the slice
   */
  public boolean includes(ContentKey key) {
    long first = (long) slice * percent;
    return Math.floorMod(part(key) - first, PARTS) < percent;
  }

  /** A number that is spread evenly, and the same in every version: FNV-1a of 32 bits, mixed. */
  private static int part(ContentKey key) {
    int hash = 0x811C9DC5;
    for (int i = 0; i < key.value().length(); i++) {
      hash = (hash ^ key.value().charAt(i)) * 0x01000193;
    }
    hash = (hash ^ hash >>> 16) * 0x85EBCA6B;
    hash = hash ^ hash >>> 13;
    return Math.floorMod(hash, PARTS);
  }
}
