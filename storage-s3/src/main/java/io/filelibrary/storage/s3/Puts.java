package io.filelibrary.storage.s3;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.storage.s3.OnceOnlyWrites.Mark;
import io.filelibrary.storage.s3.SizedSource.Chunk;
import io.minio.PutObjectAPIArgs;
import io.minio.messages.Part;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import okhttp3.Headers;

/**
 * Stores contents: what fits into one part by one request, the rest in parts, several at once. A
 * source is read ahead by no more than the parts that are on their way.
 */
final class Puts {
  private static final int MAX_PARTS = 10_000;

  private final S3Calls calls;
  private final KeyLayout layout;
  private final Reads reads;
  private final OnceOnlyWrites writes;
  private final Multiparts multiparts;
  private final S3Options options;

  Puts(
      S3Calls calls,
      KeyLayout layout,
      Reads reads,
      OnceOnlyWrites writes,
      Multiparts multiparts,
      S3Options options) {
    this.calls = calls;
    this.layout = layout;
    this.reads = reads;
    this.writes = writes;
    this.multiparts = multiparts;
    this.options = options;
  }

  StoredObject put(ContentKey key, InputStream bytes, OptionalLong expectedSize, ContentHints hints)
      throws IOException {
    if (expectedSize.isPresent()) {
      requireStorable(expectedSize.getAsLong());
    }
    SizedSource source = new SizedSource(bytes, expectedSize);
    Chunk first = source.next(options.partSize(), new byte[0]);
    if (source.ended()) {
      return putWhole(key, first, hints);
    }
    if (present(key)) {
      // Before the source is read for nothing; what decides is the last request.
      throw Failures.alreadyExists(key);
    }
    return putParts(key, first, source, hints);
  }

  /** Stores what is in memory by one request. */
  StoredObject putWhole(ContentKey key, Chunk chunk, ContentHints hints) throws BackendException {
    Location location = layout.of(key);
    Mark mark = Mark.create();
    Map<String, String> headers = new LinkedHashMap<>(OnceOnlyWrites.IF_ABSENT);
    headers.putAll(mark.header());
    headers.putAll(Checksums.of(chunk));
    Headers answer =
        writes.write(
            key,
            mark,
            client ->
                client.putObject(
                    PutObjectAPIArgs.builder()
                        .bucket(location.bucket())
                        .object(location.name())
                        .data(chunk.buffer, chunk.length)
                        .contentType(hints.contentType().value())
                        .headers(S3Calls.headers(headers))
                        .build()));
    return stored(key, chunk.length, answer, options.clock());
  }

  private StoredObject putParts(ContentKey key, Chunk first, SizedSource source, ContentHints hints)
      throws IOException {
    Mark mark = Mark.create();
    Multipart upload = multiparts.begin(key, hints, mark, true);
    PartSender sender = new PartSender(calls, upload, options.parallelParts());
    boolean completed = false;
    try {
      sender.send(first);
      while (!source.ended()) {
        Chunk next = source.next(options.partSize(), sender.spareBuffer());
        if (next.length > 0) {
          requireStorable(source.taken());
          sender.send(next);
        }
      }
      Part[] parts = sender.finish();
      Headers answer = multiparts.complete(upload, parts, mark);
      completed = true;
      return stored(key, source.taken(), answer, options.clock());
    } finally {
      if (!completed) {
        sender.settle();
        multiparts.abandon(upload);
      }
    }
  }

  private boolean present(ContentKey key) throws BackendException {
    try {
      return reads.head(layout.of(key)).isPresent();
    } catch (S3Failure failure) {
      throw Failures.of("storing " + key, Effect.NONE, failure);
    }
  }

  private void requireStorable(long size) throws BackendException {
    if (size < 0) {
      throw new IllegalArgumentException("a size is 0 or more, not " + size);
    }
    long most = (long) options.partSize() * MAX_PARTS;
    if (size > most) {
      throw new BackendException(
          Reason.STORAGE_FULL,
          "a content has at most " + most + " bytes with these parts; set a greater partSize");
    }
  }

  /** What an answer tells of the object that it made, the time by the store's clock. */
  static StoredObject stored(ContentKey key, long size, Headers answer, Clock clock) {
    Instant modified = answer.getInstant("Last-Modified");
    Instant now = modified != null ? modified : answer.getInstant("Date");
    return new StoredObject(key, size, Optional.empty(), now != null ? now : clock.instant());
  }
}
