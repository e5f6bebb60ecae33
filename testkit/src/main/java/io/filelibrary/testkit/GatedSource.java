package io.filelibrary.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Gives its first bytes, then blocks whoever asks for more until it is released. */
final class GatedSource extends InputStream {
  private final byte[] bytes;
  private final int gate;
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private int position;

  GatedSource(byte[] bytes, int gate) {
    this.bytes = bytes;
    this.gate = gate;
  }

  /** Waits until someone has taken the bytes before the gate and asked for more. */
  void awaitReached() {
    Workers.await(reached);
  }

  void release() {
    released.countDown();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position == gate) {
      passGate();
    }
    int available = (position < gate ? gate : bytes.length) - position;
    if (available == 0) {
      return -1;
    }
    int count = Math.min(available, length);
    System.arraycopy(bytes, position, buffer, offset, count);
    position += count;
    return count;
  }

  private void passGate() throws IOException {
    reached.countDown();
    try {
      if (!released.await(60, TimeUnit.SECONDS)) {
        throw new IOException("the test never released the source");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the source was blocked");
    }
  }
}
