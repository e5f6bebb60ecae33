package io.filelibrary.memory;

import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.BackendException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Reads a range of an object. It holds the bytes itself: a deleted object reads on to its end. */
final class ChunksInputStream extends InputStream {
  private final Chunks chunks;
  private final StorageCheck check;
  private final long end;
  private long position;
  private boolean closed;

  /** Fails once the storage is closed. */
  @FunctionalInterface
  interface StorageCheck {
    void requireOpen() throws BackendException;
  }

  ChunksInputStream(Chunks chunks, ByteRange range, StorageCheck check) {
    this.chunks = chunks;
    this.check = check;
    this.position = Math.min(range.offset(), chunks.size());
    this.end = position + range.lengthWithin(chunks.size());
  }

  @Override
  public int read() throws IOException {
    requireOpen();
    if (position == end) {
      return -1;
    }
    byte next = chunks.byteAt(position);
    position++;
    return Byte.toUnsignedInt(next);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    requireOpen();
    if (length == 0) {
      return 0;
    }
    if (position == end) {
      return -1;
    }
    int wanted = (int) Math.min(length, end - position);
    int count = chunks.copy(position, target, offset, wanted);
    position += count;
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    requireOpen();
    long skipped = Math.max(0, Math.min(count, end - position));
    position += skipped;
    return skipped;
  }

  @Override
  public int available() throws IOException {
    requireOpen();
    return (int) Math.min(Integer.MAX_VALUE, end - position);
  }

  @Override
  public void close() {
    closed = true;
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("the stream is closed");
    }
    check.requireOpen();
  }
}
