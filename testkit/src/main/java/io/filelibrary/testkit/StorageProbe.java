package io.filelibrary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.ByteRange;
import io.filelibrary.model.Sha256;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.spi.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Puts, reads and judges the objects of a storage as the rules need it. */
final class StorageProbe {
  /** Around the sizes of the buffers and chunks that storages use. */
  static final List<Integer> SIZES =
      List.of(
          0,
          1,
          2,
          8191,
          8192,
          8193,
          65535,
          65536,
          65537,
          (1 << 20) - 1,
          1 << 20,
          (1 << 20) + 1,
          5_000_001);

  private final StorageBackend storage;

  StorageProbe(StorageBackend storage) {
    this.storage = storage;
  }

  /** The same bytes for the same size, different for others. */
  static byte[] sample(int size) {
    byte[] bytes = new byte[size];
    new SplittableRandom(size).nextBytes(bytes);
    return bytes;
  }

  /** A key as the library makes them; sorts by its number. */
  static ContentKey key(int number) {
    return new ContentKey(String.format(Locale.ROOT, "private/%032x", number));
  }

  static ContentKey key(String text) {
    return new ContentKey(text);
  }

  static Sha256 hash(byte[] bytes) {
    try {
      return Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  StoredObject put(ContentKey key, byte[] bytes) throws IOException {
    return put(key, new ByteArrayInputStream(bytes), OptionalLong.of(bytes.length));
  }

  StoredObject put(ContentKey key, InputStream source, OptionalLong expected) throws IOException {
    return storage.put(key, source, expected, ContentHints.NONE);
  }

  byte[] read(ContentKey key) throws IOException {
    return read(key, ByteRange.ALL);
  }

  byte[] read(ContentKey key, ByteRange range) throws IOException {
    try (InputStream in = storage.open(key, range)) {
      return in.readAllBytes();
    }
  }

  /** Closes the storage, which the rule closes again when it ends. */
  void closeStorage() throws IOException {
    storage.close();
  }

  /** All keys that the storage lists, asked for in one page. */
  List<ContentKey> listed() throws IOException {
    return keys(storage.list(Optional.empty(), 10_000));
  }

  static List<ContentKey> keys(List<StoredObject> objects) {
    return objects.stream().map(StoredObject::key).toList();
  }

  void assertHolds(ContentKey key, byte[] bytes) throws IOException {
    assertThat(read(key)).as("the bytes of %s", key).isEqualTo(bytes);
    assertThat(storage.stat(key))
        .as("stat of %s", key)
        .hasValueSatisfying(found -> assertDescribes(found, key, bytes));
    assertThat(listed()).as("the keys listed").contains(key);
  }

  void assertAbsent(ContentKey key) throws IOException {
    assertThat(storage.stat(key)).as("stat of %s", key).isEmpty();
    BackendFailures.assertRefused(Reason.NOT_FOUND, () -> read(key));
    assertThat(listed()).as("the keys listed").doesNotContain(key);
  }

  /** Checks that the key has the whole object, or none at all. */
  void assertAllOrNothing(ContentKey key, byte[] bytes, boolean all) throws IOException {
    if (all) {
      assertHolds(key, bytes);
    } else {
      assertAbsent(key);
    }
  }

  static void assertDescribes(StoredObject found, ContentKey key, byte[] bytes) {
    assertThat(found.key()).isEqualTo(key);
    assertThat(found.size()).as("the size of %s", key).isEqualTo(bytes.length);
    found.sha256().ifPresent(hash -> assertThat(hash).as("its hash").isEqualTo(hash(bytes)));
  }

  /** Reads the rest of a stream, which must be complete unless the stream fails. */
  static void assertReadsOnOrFails(InputStream in, byte[] rest) {
    Outcome<byte[]> outcome = Outcome.of(in::readAllBytes);
    outcome.value().ifPresent(read -> assertThat(read).isEqualTo(rest));
    outcome.failure().ifPresent(e -> assertThat(e).isInstanceOf(IOException.class));
  }
}
