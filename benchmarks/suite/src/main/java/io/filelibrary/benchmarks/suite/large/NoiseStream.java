package io.filelibrary.benchmarks.suite.large;

import java.io.InputStream;
import java.util.Objects;
import java.util.Random;

/** A source of so many bytes that do not compress, which costs little more than their copying. */
public final class NoiseStream extends InputStream {
  private static final byte[] NOISE = noise();

  private long remaining;
  private int position;

  /**
   * Creates a source.
   *
   * @param size how many bytes it has
   */
  public NoiseStream(long size) {
    this.remaining = size;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] bytes, int offset, int count) {
    Objects.checkFromIndexSize(offset, count, bytes.length);
    if (count == 0) {
      return 0;
    }
    if (remaining == 0) {
      return -1;
    }
    int length = (int) Math.min(remaining, Math.min(count, NOISE.length - position));
    System.arraycopy(NOISE, position, bytes, offset, length);
    position = (position + length) % NOISE.length;
    remaining -= length;
    return length;
  }

  private static byte[] noise() {
    // Not a power of two, so that no two blocks of a file system are the same.
    byte[] bytes = new byte[(1 << 20) + 4093];
    new Random(6).nextBytes(bytes);
    return bytes;
  }
}
