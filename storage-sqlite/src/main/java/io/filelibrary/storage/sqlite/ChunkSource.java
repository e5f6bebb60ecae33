package io.filelibrary.storage.sqlite;

import io.filelibrary.model.Sha256;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.OptionalLong;

/** Cuts a stream into chunks, counts and hashes them, and holds it to its declared size. */
final class ChunkSource {
  private final InputStream bytes;
  private final OptionalLong expectedSize;
  private final byte[] buffer;
  private final MessageDigest digest = sha256();
  private long size;
  private boolean ended;

  ChunkSource(InputStream bytes, OptionalLong expectedSize, int chunkSize) {
    this.bytes = bytes;
    this.expectedSize = expectedSize;
    this.buffer = new byte[chunkSize];
  }

  /**
   * Reads the next chunk, which is full unless it is the last.
   *
   * @return the bytes, valid until the next call; none at the end
   * @throws BackendException SIZE_MISMATCH if there are more bytes than declared, or fewer
   * @throws IOException what the stream throws
   */
  byte[] next() throws IOException {
    if (ended) {
      return new byte[0];
    }
    // One byte more than declared shows that a stream is too long.
    long left = expectedSize.orElse(Long.MAX_VALUE - 1) + 1 - size;
    int wanted = (int) Math.min(buffer.length, left);
    int read = bytes.readNBytes(buffer, 0, wanted);
    size += read;
    ended = read < buffer.length;
    if (expectedSize.isPresent()) {
      checkSize(expectedSize.getAsLong(), read < wanted);
    }
    digest.update(buffer, 0, read);
    return read == buffer.length ? buffer : Arrays.copyOf(buffer, read);
  }

  /** Whether the last chunk was returned. */
  boolean ended() {
    return ended;
  }

  long size() {
    return size;
  }

  /** The hash of the whole; asked once, at the end. */
  Sha256 hash() {
    return Sha256.of(digest.digest());
  }

  private void checkSize(long expected, boolean exhausted) throws BackendException {
    if (size > expected) {
      throw new BackendException(
          Reason.SIZE_MISMATCH, "the source has more than the declared " + expected + " bytes");
    }
    if (exhausted && size < expected) {
      throw new BackendException(
          Reason.SIZE_MISMATCH,
          "the source has " + size + " bytes, and " + expected + " were declared");
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
