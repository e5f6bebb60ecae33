package io.filelibrary.benchmarks.harness;

import java.util.Arrays;
import java.util.Random;

/** Bytes that do not compress, other ones for each number, at little cost. */
public final class Noise {
  private static final byte[] BYTES = new byte[4 << 20];

  static {
    new Random(1).nextBytes(BYTES);
  }

  private Noise() {}

  /**
   * Returns the bytes of a number.
   *
   * @param size how many, up to 2 MiB
   */
  public static byte[] bytes(long number, int size) {
    int from = (int) (number % (BYTES.length - size));
    return Arrays.copyOfRange(BYTES, from, from + size);
  }
}
