package io.filelibrary.internal;

import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import com.google.common.io.ByteStreams;
import io.filelibrary.error.ChecksumMismatch;
import io.filelibrary.error.Effect;
import io.filelibrary.error.FileTooLarge;
import io.filelibrary.error.SizeMismatch;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.Sha256;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.spi.UploadRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Finds and verifies the bytes that a client sent to the storage past the library. */
final class DirectArrivals {
  private final StorageBackend storage;

  DirectArrivals(StorageBackend storage) {
    this.storage = storage;
  }

  /** The bytes of an upload, if they have come, verified against what was declared and allowed. */
  Optional<Staging.Staged> find(UploadRecord upload) {
    ContentKey key = upload.content().orElseThrow();
    try {
      Optional<StoredObject> found = storage.stat(key);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      StoredObject stored = found.get();
      requireSize(upload, stored.size());
      Sha256 hash = stored.sha256().isPresent() ? stored.sha256().get() : hash(key);
      if (upload.expectedSha256().isPresent() && !upload.expectedSha256().get().equals(hash)) {
        throw new ChecksumMismatch(upload.expectedSha256().get().hex(), hash.hex());
      }
      return Optional.of(Staging.Staged.arrived(key, stored.size(), hash));
    } catch (IOException e) {
      throw ErrorTranslation.translate(e, Effect.NONE);
    }
  }

  private static void requireSize(UploadRecord upload, long size) {
    long expected = upload.expectedSize().orElse(size);
    if (size != expected) {
      throw new SizeMismatch(expected, size);
    }
    if (size > upload.maxSize()) {
      throw new FileTooLarge(upload.maxSize());
    }
  }

  private Sha256 hash(ContentKey key) throws IOException {
    try (InputStream bytes = storage.open(key, ByteRange.ALL);
        HashingInputStream hashing = new HashingInputStream(Hashing.sha256(), bytes)) {
      ByteStreams.exhaust(hashing);
      return Sha256.of(hashing.hash().asBytes());
    }
  }
}
