package io.filelibrary.internal;

import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import com.google.common.io.ByteStreams;
import io.filelibrary.error.ChecksumMismatch;
import io.filelibrary.error.Effect;
import io.filelibrary.error.FileTooLarge;
import io.filelibrary.error.SizeMismatch;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.Sha256;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StagedUploads;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.UploadTerms;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/** Finds and verifies the bytes that a client sent to the storage past the library. */
final class DirectArrivals {
  private final StorageBackend storage;

  private final PartUploads parts;

  DirectArrivals(StorageBackend storage, PartUploads parts) {
    this.storage = storage;
    this.parts = parts;
  }

  /**
   * The bytes of an upload, if they have come, verified against what was declared and allowed. The
   * object of bytes that were kept aside gets the type of the file.
   */
  Optional<Staging.Staged> find(UploadRecord upload, ContentType type) {
    try {
      Optional<StoredObject> found = look(upload, type);
      return found.isPresent() ? Optional.of(verified(upload, found.get())) : Optional.empty();
    } catch (IOException e) {
      throw ErrorTranslation.translate(e, Effect.NONE);
    }
  }

  /**
   * The bytes of an upload made of the parts that have come, if these are all that was declared.
   */
  Optional<Staging.Staged> join(UploadRecord upload, ContentType type) {
    Optional<StoredObject> joined;
    try {
      joined = parts.join(upload);
    } catch (IOException e) {
      joined = joinedBefore(upload, e);
    }
    if (joined.isEmpty()) {
      // Where there are no parts any more, another call has joined or dropped them since.
      return find(upload, type);
    }
    try {
      return Optional.of(verified(upload, joined.get()));
    } catch (IOException e) {
      throw ErrorTranslation.translate(e, Effect.UNKNOWN);
    }
  }

  /** The object that another call has made of the parts, or this one, whose answer was lost. */
  private Optional<StoredObject> joinedBefore(UploadRecord upload, IOException failure) {
    try {
      Optional<StoredObject> found = storage.stat(upload.content().orElseThrow());
      if (found.isPresent()) {
        return found;
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    boolean none = ErrorTranslation.effect(failure) == Effect.NONE;
    throw ErrorTranslation.translate(failure, none ? Effect.NONE : Effect.UNKNOWN);
  }

  private Optional<StoredObject> look(UploadRecord upload, ContentType type) throws IOException {
    ContentKey key = upload.content().orElseThrow();
    if (storage instanceof StagedUploads staged && Ids.isStaged(key)) {
      return staged.takeStaged(
          key,
          new UploadTerms(
              upload.expectedSize(),
              upload.expectedSha256(),
              upload.maxSize(),
              new ContentHints(type),
              upload.expiresAt()));
    }
    return storage.stat(key);
  }

  private Staging.Staged verified(UploadRecord upload, StoredObject stored) throws IOException {
    requireSize(upload, stored.size());
    Staging.Staged arrived = stored.sha256().isPresent() ? told(stored) : read(stored);
    Sha256 hash = arrived.sha256();
    if (upload.expectedSha256().isPresent() && !upload.expectedSha256().get().equals(hash)) {
      throw new ChecksumMismatch(upload.expectedSha256().get().hex(), hash.hex());
    }
    return arrived;
  }

  static void requireSize(UploadRecord upload, long size) {
    long expected = upload.expectedSize().orElse(size);
    if (size != expected) {
      throw new SizeMismatch(expected, size);
    }
    if (size > upload.maxSize()) {
      throw new FileTooLarge(upload.maxSize());
    }
  }

  private static Staging.Staged told(StoredObject stored) {
    return Staging.Staged.arrived(
        stored.key(), stored.size(), stored.sha256().orElseThrow(), OptionalInt.empty());
  }

  private Staging.Staged read(StoredObject stored) throws IOException {
    CRC32C crc = new CRC32C();
    try (InputStream bytes = storage.open(stored.key(), ByteRange.ALL);
        HashingInputStream hashing =
            new HashingInputStream(Hashing.sha256(), new CheckedInputStream(bytes, crc))) {
      ByteStreams.exhaust(hashing);
      Sha256 hash = Sha256.of(hashing.hash().asBytes());
      return Staging.Staged.arrived(
          stored.key(), stored.size(), hash, OptionalInt.of((int) crc.getValue()));
    }
  }
}
