package io.filelibrary.testkit.fault;

import io.filelibrary.spi.ItemWithContent;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Damages the bytes that a backend answers with: a stream, or inline bytes with or without item.
 */
final class DamagedBytes {
  private DamagedBytes() {}

  /** Whether an answer has bytes at all. */
  static boolean areIn(@Nullable Object answer) {
    return answer instanceof InputStream || inline(answer).isPresent();
  }

  private static Optional<byte[]> inline(@Nullable Object answer) {
    if (answer instanceof Optional<?> found && found.isPresent()) {
      return found.get() instanceof ItemWithContent item
          ? item.inline()
          : Optional.of((byte[]) found.get());
    }
    return Optional.empty();
  }

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
    Optional<byte[]> bytes = inline(answer);
    if (bytes.isEmpty()) {
      return answer;
    }
    byte[] others = damaged(fault, bytes.get()).readAllBytes();
    return answer instanceof Optional<?> found && found.get() instanceof ItemWithContent item
        ? Optional.of(new ItemWithContent(item.item(), item.crc32c(), Optional.of(others)))
        : Optional.of(others);
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
