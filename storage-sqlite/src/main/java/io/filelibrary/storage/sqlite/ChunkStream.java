package io.filelibrary.storage.sqlite;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a part of an object, chunk by chunk, each in a transaction of its own: one chunk is in
 * memory, and no transaction stays open between reads, which would keep the log from shrinking.
 */
final class ChunkStream extends InputStream {
  private final Database database;
  private final ObjectRow object;
  private final long end;
  private long position;
  private long loaded = -1;
  private byte @Nullable [] chunk;
  private boolean closed;

  ChunkStream(Database database, ObjectRow object, long from, long end) {
    this.database = database;
    this.object = object;
    this.position = from;
    this.end = end;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    rejectClosed();
    if (length == 0) {
      return 0;
    }
    if (position >= end) {
      return -1;
    }
    byte[] source = chunkAt(position / object.chunkSize());
    int from = (int) (position % object.chunkSize());
    int count = (int) Math.min(Math.min(length, source.length - from), end - position);
    System.arraycopy(source, from, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    rejectClosed();
    long skipped = Math.max(0, Math.min(count, end - position));
    position += skipped;
    return skipped;
  }

  @Override
  public void close() {
    closed = true;
    chunk = null;
  }

  private byte[] chunkAt(long index) throws BackendException {
    if (chunk == null || loaded != index) {
      chunk = null;
      chunk = load(index);
      loaded = index;
    }
    return chunk;
  }

  private byte[] load(long index) throws BackendException {
    byte[] bytes =
        database
            .read(session -> new ObjectTable(session).chunk(object.number(), index))
            .orElseThrow(
                () ->
                    new BackendException(
                        Reason.NOT_FOUND, "object " + object.key() + " was deleted meanwhile"));
    long expected = Math.min(object.chunkSize(), object.size() - index * object.chunkSize());
    if (bytes.length != expected) {
      throw new BackendException(
          Reason.CORRUPT, "a chunk of object " + object.key() + " has a wrong size");
    }
    return bytes;
  }

  private void rejectClosed() throws IOException {
    if (closed) {
      throw new IOException("the stream is closed");
    }
  }
}
