package io.filelibrary.testkit.library;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A caller's stream that keeps what is written to it, and fails when that is too much. */
final class KeptTarget extends OutputStream {
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final int most;
  private boolean closed;

  private KeptTarget(int most) {
    this.most = most;
  }

  static KeptTarget taking(int most) {
    return new KeptTarget(most);
  }

  byte[] toByteArray() {
    return kept.toByteArray();
  }

  boolean closed() {
    return closed;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (kept.size() + length > most) {
      throw new IOException("the target takes no more than " + most + " bytes");
    }
    kept.write(bytes, offset, length);
  }

  @Override
  public void close() {
    closed = true;
  }
}
