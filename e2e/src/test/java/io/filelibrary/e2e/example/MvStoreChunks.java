package io.filelibrary.e2e.example;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStoreException;

/** Bytes cut into chunks, so that no content is ever in memory as a whole. */
final class MvStoreChunks {
  private static final int SIZE = 256 * 1024;

  private final MVMap<long[], byte[]> chunks; // number and index -> bytes, the last of them short
  private final AtomicLong nextNumber;

  MvStoreChunks(MVMap<long[], byte[]> chunks) {
    this.chunks = chunks;
    nextNumber = new AtomicLong(chunks.isEmpty() ? 0 : chunks.lastKey()[0] + 1);
  }

  long nextNumber() {
    return nextNumber.getAndIncrement();
  }

  /** Returns how many bytes there were; the last chunk is short, and empty if need be. */
  long write(long number, InputStream bytes, long most) throws IOException {
    for (long size = 0; ; size += SIZE) {
      byte[] chunk = bytes.readNBytes((int) Math.min(SIZE, most - size));
      chunks.put(new long[] {number, size / SIZE}, chunk);
      if (chunk.length < SIZE) {
        return size + chunk.length;
      }
    }
  }

  void remove(long number) {
    long[] last = {number, Long.MAX_VALUE};
    chunks.cursor(new long[] {number, 0}, last, false).forEachRemaining(chunks::remove);
  }

  InputStream open(long number, long from, long end) {
    return new InputStream() {
      private long position = from;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        int begin = (int) (position % SIZE);
        int count = (int) Math.min(Math.min(length, SIZE - begin), end - position);
        if (count == 0) {
          return length == 0 ? 0 : -1;
        }
        try {
          byte[] chunk = chunks.get(new long[] {number, position / SIZE});
          if (chunk == null) {
            throw new IOException("the object was deleted while it was read");
          }
          System.arraycopy(chunk, begin, target, offset, count);
        } catch (MVStoreException e) {
          throw new IOException("the MVStore failed, or is closed", e);
        }
        position += count;
        return count;
      }
    };
  }
}
