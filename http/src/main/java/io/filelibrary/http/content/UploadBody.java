package io.filelibrary.http.content;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.filelibrary.error.ChecksumMismatch;
import io.filelibrary.http.route.Exchange;
import io.filelibrary.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request on its way into the library. It is asked for with its first byte, so that a
 * client which waits for leave to send it ({@code Expect: 100-continue}) is not given that before
 * the library wants it. At its end it checks the hashes that the request declares, and throws where
 * they do not hold: the library then keeps nothing of it.
 */
final class UploadBody extends InputStream {
  private final Exchange exchange;
  private final List<Sha256> declared;
  private final Hasher hasher = Hashing.sha256().newHasher();
  private @Nullable InputStream body;
  private boolean ended;
  private Optional<ChecksumMismatch> mismatch = Optional.empty();

  UploadBody(Exchange exchange, List<Sha256> declared) {
    this.exchange = exchange;
    this.declared = declared;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (body == null) {
      body = exchange.body();
    }
    int read = body.read(buffer, offset, length);
    if (declared.isEmpty()) {
      return read;
    }
    if (read > 0) {
      hasher.putBytes(buffer, offset, read);
    } else if (read < 0 && !ended) {
      end();
    }
    return read;
  }

  private void end() throws IOException {
    ended = true;
    Sha256 actual = Sha256.of(hasher.hash().asBytes());
    for (Sha256 hash : declared) {
      if (!hash.equals(actual)) {
        mismatch = Optional.of(new ChecksumMismatch(hash.hex(), actual.hex()));
        throw new IOException("the body does not have the hash that the request declares");
      }
    }
  }

  /** Why this stream failed, if not by the connection. */
  Optional<ChecksumMismatch> mismatch() {
    return mismatch;
  }
}
