package io.filelibrary.testkit;

import java.io.IOException;
import java.io.InputStream;

/**
 * Gives bytes as a test wants them: all at once or few at a time, and at the end runs a script,
 * which may throw. Knows what was taken and whether it was closed.
 */
final class ScriptedSource extends InputStream {
  private final byte[] bytes;
  private final int atATime;
  private final Script atPosition;
  private final int scriptPosition;
  private int position;
  private boolean closed;

  /** What happens when the script's position is reached. */
  @FunctionalInterface
  interface Script {
    void run() throws IOException;
  }

  private ScriptedSource(byte[] bytes, int atATime, int scriptPosition, Script atPosition) {
    this.bytes = bytes;
    this.atATime = atATime;
    this.scriptPosition = scriptPosition;
    this.atPosition = atPosition;
  }

  static ScriptedSource of(byte[] bytes) {
    return new ScriptedSource(bytes, Integer.MAX_VALUE, -1, () -> {});
  }

  static ScriptedSource fewAtATime(byte[] bytes, int count) {
    return new ScriptedSource(bytes, count, -1, () -> {});
  }

  static ScriptedSource running(byte[] bytes, int position, Script script) {
    return new ScriptedSource(bytes, Integer.MAX_VALUE, position, script);
  }

  int taken() {
    return position;
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
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position == scriptPosition) {
      atPosition.run();
    }
    int end = position < scriptPosition ? scriptPosition : bytes.length;
    int count = Math.min(Math.min(length, atATime), end - position);
    if (count == 0) {
      return -1;
    }
    System.arraycopy(bytes, position, buffer, offset, count);
    position += count;
    return count;
  }

  @Override
  public void close() {
    closed = true;
  }
}
