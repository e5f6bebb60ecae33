package io.filelibrary.internal;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import io.filelibrary.error.InvalidCursor;
import io.filelibrary.model.Cursor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Seals places in listings as opaque texts: a version byte, the place, and a message authentication
 * code over both and the query that they belong to. The key follows from the catalog's id, so
 * cursors hold over restarts and in all processes that share a catalog.
 */
final class Cursors {
  private static final byte VERSION = 1;
  private static final int CODE_BYTES = 16;

  private final UUID catalogId;
  private volatile @Nullable HashFunction authentication;

  Cursors(UUID catalogId) {
    this.catalogId = catalogId;
  }

  /** Writes a place in the form of its listing. */
  interface PlaceWriter {
    void write(DataOutputStream out) throws IOException;
  }

  /** Reads a place in the form of its listing. */
  interface PlaceReader<T> {
    T read(DataInputStream in) throws IOException;
  }

  Cursor seal(String query, PlaceWriter place) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(VERSION);
      place.write(new DataOutputStream(bytes));
      bytes.write(code(query, bytes.toByteArray()));
      return new Cursor(encode(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  <T> T open(String query, Cursor cursor, PlaceReader<T> place) {
    byte[] bytes = decode(cursor);
    if (bytes.length <= CODE_BYTES + 1 || bytes[0] != VERSION) {
      throw refused(cursor);
    }
    byte[] body = Arrays.copyOf(bytes, bytes.length - CODE_BYTES);
    byte[] code = Arrays.copyOfRange(bytes, body.length, bytes.length);
    if (!MessageDigest.isEqual(code, code(query, body))) {
      throw refused(cursor);
    }
    // The last character may have bits that stand for nothing, so several texts give these bytes.
    if (!encode(bytes).equals(cursor.value())) {
      throw refused(cursor);
    }
    try {
      return place.read(new DataInputStream(new ByteArrayInputStream(body, 1, body.length - 1)));
    } catch (IOException e) {
      throw refused(cursor);
    }
  }

  private byte[] code(String query, byte[] body) {
    byte[] whole =
        authentication()
            .newHasher()
            .putInt(query.length())
            .putUnencodedChars(query)
            .putBytes(body)
            .hash()
            .asBytes();
    return Arrays.copyOf(whole, CODE_BYTES);
  }

  /** Made for the first cursor: Java loads all of its providers of cryptography for it. */
  private HashFunction authentication() {
    HashFunction made = authentication;
    if (made == null) {
      byte[] key =
          Hashing.sha256()
              .hashString("filelibrary cursors " + catalogId, StandardCharsets.UTF_8)
              .asBytes();
      made = Hashing.hmacSha256(key);
      // Another thread may have made the same.
      authentication = made;
    }
    return made;
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] decode(Cursor cursor) {
    try {
      return Base64.getUrlDecoder().decode(cursor.value());
    } catch (IllegalArgumentException e) {
      throw refused(cursor);
    }
  }

  private static InvalidCursor refused(Cursor cursor) {
    return new InvalidCursor(
        cursor.value(), "the cursor is not one of this listing; begin at the first page");
  }
}
