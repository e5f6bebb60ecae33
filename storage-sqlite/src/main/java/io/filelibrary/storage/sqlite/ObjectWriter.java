package io.filelibrary.storage.sqlite;

import io.filelibrary.model.Sha256;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.StoredObject;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes one new object. Its chunks are committed without a sync; the durable transaction that
 * publishes it syncs the log, and with it all that was committed before.
 */
final class ObjectWriter {
  private final Database database;
  private final HiddenObjects hidden;
  private final Clock clock;
  private final ContentKey key;
  private final ContentHints hints;

  ObjectWriter(
      Database database, HiddenObjects hidden, Clock clock, ContentKey key, ContentHints hints) {
    this.database = database;
    this.hidden = hidden;
    this.clock = clock;
    this.key = key;
    this.hints = hints;
  }

  /** Stores what a source has; no transaction is open while it is read. */
  StoredObject write(ChunkSource source, int chunkSize) throws IOException {
    byte[] first = source.next();
    return source.ended()
        ? writeAtOnce(source, first, chunkSize)
        : writeInParts(source, first, chunkSize);
  }

  /** Copies the chunks of an object, which may be deleted meanwhile: then the copy fails. */
  StoredObject copy(ObjectRow original) throws BackendException {
    long object = begin(original.chunkSize());
    try {
      int step = hidden.chunksPerTransaction();
      for (long from = 0; from < original.chunks(); from += step) {
        copyChunks(original, object, from, Math.min(original.chunks(), from + step));
      }
      return publish(object, original.size(), original.sha256());
    } catch (BackendException | RuntimeException | Error e) {
      discard(object, e);
      throw e;
    }
  }

  private StoredObject writeAtOnce(ChunkSource source, byte[] only, int chunkSize)
      throws BackendException {
    Sha256 hash = source.hash();
    Instant now = clock.instant();
    return database.write(
        Durability.DURABLE,
        session -> {
          ObjectTable objects = new ObjectTable(session);
          long object = objects.begin(key, chunkSize, hints, now);
          if (only.length > 0) {
            objects.addChunk(object, 0, only);
          }
          objects.publish(object, key, only.length, hash, now);
          return stored(only.length, hash, now);
        });
  }

  private StoredObject writeInParts(ChunkSource source, byte[] first, int chunkSize)
      throws IOException {
    long object = begin(chunkSize);
    try {
      long position = 0;
      for (byte[] chunk = first; chunk.length > 0; chunk = source.next()) {
        addChunk(object, position, chunk);
        position++;
      }
      return publish(object, source.size(), source.hash());
    } catch (IOException | RuntimeException | Error e) {
      discard(object, e);
      throw e;
    }
  }

  private long begin(int chunkSize) throws BackendException {
    Instant now = clock.instant();
    return database.write(
        Durability.RELAXED, session -> new ObjectTable(session).begin(key, chunkSize, hints, now));
  }

  private void addChunk(long object, long position, byte[] chunk) throws BackendException {
    Instant now = clock.instant();
    database.write(
        Durability.RELAXED,
        session -> {
          ObjectTable objects = new ObjectTable(session);
          objects.touch(object, now);
          objects.addChunk(object, position, chunk);
          return true;
        });
  }

  private void copyChunks(ObjectRow original, long object, long from, long to)
      throws BackendException {
    Instant now = clock.instant();
    database.write(
        Durability.RELAXED,
        session -> {
          ObjectTable objects = new ObjectTable(session);
          objects.touch(object, now);
          if (objects.copyChunks(original.number(), object, from, to) != to - from) {
            throw new BackendException(
                Reason.NOT_FOUND, "object " + original.key() + " was deleted meanwhile");
          }
          session.addWritten((to - from) * original.chunkSize());
          return true;
        });
  }

  private StoredObject publish(long object, long size, Sha256 hash) throws BackendException {
    Instant now = clock.instant();
    return database.write(
        Durability.DURABLE,
        session -> {
          new ObjectTable(session).publish(object, key, size, hash, now);
          return stored(size, hash, now);
        });
  }

  /** Removes an object that was not published; what cannot be removed now is swept later. */
  private void discard(long object, Throwable failure) {
    try {
      hidden.discard(object);
    } catch (BackendException e) {
      failure.addSuppressed(e);
    }
  }

  private StoredObject stored(long size, Sha256 hash, Instant now) {
    return new StoredObject(key, size, Optional.of(hash), now);
  }
}
