package io.filelibrary.testkit.library;

import java.io.IOException;
import java.io.InputStream;

/** A caller's stream that may fail at a place, and knows what was taken and whether it is open. */
final class CountedSource extends InputStream {
  private final byte[] bytes;
  private final int failingAt;
  private int taken;
  private boolean closed;

  private CountedSource(byte[] bytes, int failingAt) {
    this.bytes = bytes;
    this.failingAt = failingAt;
  }

  static CountedSource of(byte[] bytes) {
    return new CountedSource(bytes, Integer.MAX_VALUE);
  }

  /** A stream that fails when so many bytes are taken and another one is wanted. */
  static CountedSource failing(byte[] bytes, int position) {
    return new CountedSource(bytes, position);
  }

  int taken() {
    return taken;
  }

  boolean closed() {
    return closed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (taken == failingAt) {
      throw new IOException("the source fails at " + taken);
    }
    int count = Math.min(length, Math.min(bytes.length, failingAt) - taken);
    if (count == 0) {
      return -1;
    }
    System.arraycopy(bytes, taken, target, offset, count);
    taken += count;
    return count;
  }

  @Override
  public void close() {
    closed = true;
  }
}
