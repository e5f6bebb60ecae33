package io.filelibrary.internal;

import com.google.common.hash.Hashing;
import io.filelibrary.error.ChecksumMismatch;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.FileTooLarge;
import io.filelibrary.error.QuotaExceeded;
import io.filelibrary.error.SizeMismatch;
import io.filelibrary.error.SourceFailed;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ProgressListener;
import io.filelibrary.model.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * The source of an upload, counted and hashed on its way. At its end it checks what was declared,
 * and throws where that does not hold: the storage then stores nothing. What it throws is kept as
 * {@link #refusal}, whatever a storage makes of it.
 */
final class MeasuredStream extends FilterInputStream {
  private final Terms terms;
  private final ContentHash hasher = new ContentHash(Hashing.sha256().newHasher());
  private final CRC32C crc = new CRC32C();
  private long count;
  private Optional<Sha256> hash = Optional.empty();
  private Optional<FileLibraryException> refusal = Optional.empty();
  private Optional<Channel> room = Optional.empty();

  /** What an upload declares and allows. */
  record Terms(
      OptionalLong expectedSize,
      Optional<Sha256> expectedSha256,
      long maxSize,
      ProgressListener progress) {}

  /** Bounds the source by the room that a channel has left, too. */
  void fitInto(Channel channel) {
    room = Optional.of(channel);
  }

  /** Lets a second thread hash what comes, if that is much; {@link #endHashing} must follow. */
  void hashBeside(HashThreads threads) {
    hasher.allow(threads);
  }

  /** Ends what hashes, whether the source was read to its end or not. */
  void endHashing() {
    hasher.close();
  }

  MeasuredStream(InputStream source, Terms terms) {
    super(source);
    this.terms = terms;
  }

  Terms terms() {
    return terms;
  }

  long count() {
    return count;
  }

  /** Whether the source was read to its end, and is as declared. */
  boolean isComplete() {
    return hash.isPresent();
  }

  Sha256 sha256() {
    return hash.orElseThrow();
  }

  /** The CRC-32C of what was read so far. */
  int crc32c() {
    return (int) crc.getValue();
  }

  Optional<FileLibraryException> refusal() {
    return refusal;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (refusal.isPresent()) {
      throw new IOException(refusal.get());
    }
    if (length == 0 || hash.isPresent()) {
      return length == 0 ? 0 : -1;
    }
    int read = readSource(buffer, offset, wanted(length));
    if (read < 0) {
      end();
    } else {
      hasher.putBytes(buffer, offset, read);
      crc.update(buffer, offset, read);
      count += read;
      checkNotTooLong();
      terms.progress().transferred(count);
    }
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    return bytes <= 0 ? 0 : readNBytes((int) Math.min(bytes, 8192)).length;
  }

  @Override
  public int available() throws IOException {
    return isComplete() || refusal.isPresent() ? 0 : super.available();
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Does nothing: the source belongs to the caller. */
  @Override
  public void close() {}

  /** How much of what is asked for the source is asked for: it gives one byte too many at most. */
  private int wanted(int length) {
    long most = Math.min(terms.expectedSize().orElse(Long.MAX_VALUE), terms.maxSize());
    return (int) Math.min(length - 1, most - count) + 1;
  }

  private int readSource(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, length);
    } catch (IOException | RuntimeException e) {
      throw refuse(new SourceFailed(e));
    }
  }

  private void checkNotTooLong() throws IOException {
    if (terms.expectedSize().isPresent() && count > terms.expectedSize().getAsLong()) {
      long expected = terms.expectedSize().getAsLong();
      throw refuse(new SizeMismatch(expected, expected + 1));
    }
    if (count > terms.maxSize()) {
      throw refuse(new FileTooLarge(terms.maxSize()));
    }
    if (room.isPresent() && room.get().spec().quotaBytes().isPresent()) {
      long quota = room.get().spec().quotaBytes().getAsLong();
      long needed = room.get().usage().bytes() + count;
      if (needed > quota) {
        throw refuse(new QuotaExceeded(quota, needed));
      }
    }
  }

  private void end() throws IOException {
    if (terms.expectedSize().isPresent() && count < terms.expectedSize().getAsLong()) {
      throw refuse(new SizeMismatch(terms.expectedSize().getAsLong(), count));
    }
    Sha256 actual = Sha256.of(hasher.hash().asBytes());
    if (terms.expectedSha256().isPresent() && !terms.expectedSha256().get().equals(actual)) {
      throw refuse(new ChecksumMismatch(terms.expectedSha256().get().hex(), actual.hex()));
    }
    hash = Optional.of(actual);
  }

  private IOException refuse(FileLibraryException reason) {
    refusal = Optional.of(reason);
    return new IOException(reason);
  }
}
