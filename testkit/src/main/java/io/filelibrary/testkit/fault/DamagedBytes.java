package io.filelibrary.testkit.fault;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Damages the bytes that a backend answers with: a stream, or inline bytes. */
final class DamagedBytes {
  private DamagedBytes() {}

  static @Nullable Object of(Fault fault, @Nullable Object answer) throws IOException {
    if (answer instanceof InputStream stream) {
      byte[] all = stream.readAllBytes();
      return new FilterInputStream(damaged(fault, all)) {
        @Override
        public void close() throws IOException {
          super.close();
          stream.close();
        }
      };
    }
    if (answer instanceof Optional<?> inline && inline.isPresent()) {
      return Optional.of(damaged(fault, (byte[]) inline.get()).readAllBytes());
    }
    return answer;
  }

  private static InputStream damaged(Fault fault, byte[] all) {
    byte[] half = Arrays.copyOf(all, all.length / 2);
    return switch (fault) {
      case SHORT_READ -> new ByteArrayInputStream(half);
      case BROKEN_READ -> new SequenceInputStream(new ByteArrayInputStream(half), broken());
      case FLIPPED_BIT -> {
        byte[] flipped = all.clone();
        if (flipped.length > 0) {
          flipped[flipped.length / 2] ^= 1;
        }
        yield new ByteArrayInputStream(flipped);
      }
      case BEFORE_EFFECT, AFTER_EFFECT, TIMEOUT_AFTER_EFFECT, SLOW, LISTING_CUT ->
          throw new IllegalArgumentException(fault + " does not damage bytes");
    };
  }

  private static InputStream broken() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("injected fault of a read");
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return read();
      }
    };
  }
}
