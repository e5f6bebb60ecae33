package io.filelibrary.storage.s3;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Cuts a source into parts, and refuses one that has more or fewer bytes than declared. Takes one
 * byte more than declared at most.
 */
final class SizedSource {
  private static final int FIRST_BUFFER = 64 * 1024;

  private final InputStream in;
  private final OptionalLong expected;
  private long taken;
  private boolean ended;

  SizedSource(InputStream in, OptionalLong expected) {
    this.in = in;
    this.expected = expected;
  }

  /** Bytes in a buffer that may be longer. */
  static final class Chunk {
    final byte[] buffer;
    final int length;

    Chunk(byte[] buffer, int length) {
      this.buffer = buffer;
      this.length = length;
    }
  }

  long taken() {
    return taken;
  }

  /** Whether all bytes were taken; a source of unknown size may turn out to have ended already. */
  boolean ended() {
    return ended;
  }

  /**
   * Takes as many bytes as wanted, or fewer if the source ends before.
   *
   * @param most the number of bytes wanted
   * @param spare a buffer to use, which is replaced if it is shorter than needed
   */
  Chunk next(int most, byte[] spare) throws IOException {
    long left = expected.isPresent() ? expected.getAsLong() - taken : Long.MAX_VALUE;
    int wanted = (int) Math.min(most, left);
    byte[] buffer = expected.isPresent() && spare.length < wanted ? new byte[wanted] : spare;
    int length = 0;
    while (length < wanted && !ended) {
      if (length == buffer.length) {
        long longer = Math.max(FIRST_BUFFER, 2L * length);
        buffer = Arrays.copyOf(buffer, (int) Math.min(longer, wanted));
      }
      int count = in.read(buffer, length, Math.min(buffer.length, wanted) - length);
      ended = count < 0;
      length += Math.max(count, 0);
    }
    taken += length;
    checkEnd();
    return new Chunk(buffer, length);
  }

  private void checkEnd() throws IOException {
    if (expected.isEmpty()) {
      return;
    }
    long declared = expected.getAsLong();
    if (ended && taken < declared) {
      throw mismatch("the source ended after " + taken + " bytes");
    }
    if (!ended && taken == declared) {
      if (in.read() >= 0) {
        throw mismatch("the source has more bytes");
      }
      ended = true;
    }
  }

  private BackendException mismatch(String what) {
    return new BackendException(
        Reason.SIZE_MISMATCH, what + ", where " + expected.getAsLong() + " were declared");
  }
}
