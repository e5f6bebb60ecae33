package io.filelibrary.internal;

import io.filelibrary.error.ContentCorrupt;
import io.filelibrary.error.Effect;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Stored bytes on their way to the reader, counted and, where the whole content is read, checked.
 * It never ends early without an error, and its errors are those of the library.
 */
final class VerifiedStream extends FilterInputStream {
  private static final int BUFFER_BYTES = 128 << 10;
  private static final int LARGEST_ARRAY = 1 << 20;

  private final String reference;
  private final long expectedLength;
  private final ByteCheck check;
  private long count;
  private boolean ended;
  private Optional<ContentCorrupt> damage = Optional.empty();
  private boolean verified;

  VerifiedStream(InputStream stored, String reference, long expectedLength, ByteCheck check) {
    super(stored);
    this.reference = reference;
    this.expectedLength = expectedLength;
    this.check = check;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    if (damage.isPresent()) {
      throw damage.get();
    }
    if (length == 0 || ended) {
      return length == 0 ? 0 : -1;
    }
    int read;
    try {
      read = in.read(buffer, offset, length);
    } catch (IOException e) {
      throw ErrorTranslation.translate(e, Effect.NONE);
    }
    if (read < 0) {
      end();
      return read;
    }
    count += read;
    if (count > expectedLength) {
      throw damaged("more than " + expectedLength + " bytes");
    }
    check.add(buffer, offset, read);
    if (count == expectedLength) {
      // Now, since a reader that knows the length may never ask for the end.
      verify();
    }
    return read;
  }

  /** Into an array of the size that the rest has, which the JDK does not know. */
  @Override
  public byte[] readAllBytes() throws IOException {
    long rest = expectedLength - count;
    if (rest < 0 || rest > LARGEST_ARRAY) {
      return super.readAllBytes();
    }
    byte[] bytes = new byte[(int) rest];
    readNBytes(bytes, 0, bytes.length);
    // Bytes too few were noticed by now, bytes too many are.
    read();
    return bytes;
  }

  /** Copies the rest in larger pieces than the JDK would. */
  @Override
  public long transferTo(OutputStream target) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long copied = 0;
    for (int read = read(buffer); read >= 0; read = read(buffer)) {
      target.write(buffer, 0, read);
      copied += read;
    }
    return copied;
  }

  @Override
  public long skip(long bytes) throws IOException {
    return bytes <= 0 ? 0 : readNBytes((int) Math.min(bytes, 8192)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw ErrorTranslation.translate(e, Effect.NONE);
    }
  }

  private void end() {
    ended = true;
    if (count != expectedLength) {
      throw damaged("only " + count + " of " + expectedLength + " bytes");
    }
    verify();
  }

  private void verify() {
    if (!verified) {
      verified = true;
      check
          .difference()
          .ifPresent(
              difference -> {
                throw damaged(difference);
              });
    }
  }

  /** Whoever reads on after damage was found is told of it again. */
  private ContentCorrupt damaged(String difference) {
    ContentCorrupt corrupt = new ContentCorrupt(reference, difference);
    damage = Optional.of(corrupt);
    return corrupt;
  }
}
