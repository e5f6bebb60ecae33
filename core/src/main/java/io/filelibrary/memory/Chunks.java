package io.filelibrary.memory;

import io.filelibrary.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of one object, with their hash. They are kept in pieces, so that an object of unknown
 * size is never copied to grow, and a large one needs no large free stretch of the heap.
 */
final class Chunks {
  /** The size of every chunk but the last, in bytes. */
  static final int CHUNK_BYTES = 64 * 1024;

  private final List<byte[]> chunks;
  private final long size;
  private final Sha256 sha256;

  private Chunks(List<byte[]> chunks, long size, Sha256 sha256) {
    this.chunks = List.copyOf(chunks);
    this.size = size;
    this.sha256 = sha256;
  }

  /** Reads a source to its end, or to the limit if that comes first. */
  static Chunks read(InputStream source, long limit) throws IOException {
    MessageDigest digest = newSha256();
    List<byte[]> chunks = new ArrayList<>();
    byte[] buffer = new byte[(int) Math.min(limit, CHUNK_BYTES)];
    long size = 0;
    boolean more = true;
    while (more && size < limit) {
      int wanted = (int) Math.min(limit - size, buffer.length);
      int count = source.readNBytes(buffer, 0, wanted);
      more = count == wanted;
      if (count > 0) {
        // A copy, since the source has seen the buffer and could write to it later.
        byte[] chunk = Arrays.copyOf(buffer, count);
        digest.update(chunk);
        chunks.add(chunk);
        size += count;
      }
    }
    return new Chunks(chunks, size, Sha256.of(digest.digest()));
  }

  long size() {
    return size;
  }

  Sha256 sha256() {
    return sha256;
  }

  byte byteAt(long position) {
    return chunks.get((int) (position / CHUNK_BYTES))[(int) (position % CHUNK_BYTES)];
  }

  /** Copies what there is at a position up to the chunk's end; returns the number of bytes. */
  int copy(long position, byte[] target, int offset, int length) {
    byte[] chunk = chunks.get((int) (position / CHUNK_BYTES));
    int from = (int) (position % CHUNK_BYTES);
    int count = Math.min(length, chunk.length - from);
    System.arraycopy(chunk, from, target, offset, count);
    return count;
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
