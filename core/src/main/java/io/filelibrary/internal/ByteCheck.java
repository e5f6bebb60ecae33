package io.filelibrary.internal;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.filelibrary.model.Sha256;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.CRC32C;

/**
 * Tells whether stored bytes are still those that came. CRC-32C finds what disks, memory and lines
 * do to bytes, at the speed of memory; where it is not known, SHA-256 is computed instead.
 */
sealed interface ByteCheck {
  /** Takes the next bytes. */
  void add(byte[] buffer, int offset, int length);

  /** After all bytes: in what they differ from those that came. */
  Optional<String> difference();

  /** A check of the bytes that have these sums. */
  static ByteCheck of(OptionalInt crc32c, Optional<Sha256> sha256) {
    if (crc32c.isPresent()) {
      return new OfCrc32c(crc32c.getAsInt());
    }
    return sha256.<ByteCheck>map(OfSha256::new).orElseGet(None::new);
  }

  /** A check of parts, which have no sums. */
  static ByteCheck none() {
    return new None();
  }

  /** Checks nothing. */
  final class None implements ByteCheck {
    @Override
    public void add(byte[] buffer, int offset, int length) {}

    @Override
    public Optional<String> difference() {
      return Optional.empty();
    }
  }

  /** Compares CRC-32C. */
  final class OfCrc32c implements ByteCheck {
    private final CRC32C actual = new CRC32C();
    private final int expected;

    OfCrc32c(int expected) {
      this.expected = expected;
    }

    @Override
    public void add(byte[] buffer, int offset, int length) {
      actual.update(buffer, offset, length);
    }

    @Override
    public Optional<String> difference() {
      int found = (int) actual.getValue();
      return found == expected
          ? Optional.empty()
          : Optional.of("CRC-32C %08x instead of %08x".formatted(found, expected));
    }
  }

  /** Compares SHA-256. */
  final class OfSha256 implements ByteCheck {
    private final Hasher actual = Hashing.sha256().newHasher();
    private final Sha256 expected;

    OfSha256(Sha256 expected) {
      this.expected = expected;
    }

    @Override
    public void add(byte[] buffer, int offset, int length) {
      actual.putBytes(buffer, offset, length);
    }

    @Override
    public Optional<String> difference() {
      String found = actual.hash().toString();
      return found.equals(expected.hex())
          ? Optional.empty()
          : Optional.of("SHA-256 " + found + " instead of " + expected);
    }
  }
}
