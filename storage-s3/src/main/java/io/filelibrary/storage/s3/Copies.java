package io.filelibrary.storage.s3;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.storage.s3.OnceOnlyWrites.Mark;
import io.filelibrary.storage.s3.SizedSource.Chunk;
import io.minio.ComposeObjectArgs;
import io.minio.HeadObjectResponse;
import io.minio.SourceObject;
import io.minio.UploadPartCopyArgs;
import io.minio.messages.Part;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Headers;

/**
 * Copies objects within the store, in parts: an object of any size is copied, and the last request
 * is the one on which stores take the condition that the target is absent.
 */
final class Copies {
  private static final long MAX_PART_SIZE = 5L << 30;

  private final S3Calls calls;
  private final KeyLayout layout;
  private final Reads reads;
  private final Puts puts;
  private final Multiparts multiparts;
  private final Clock clock;

  Copies(
      S3Calls calls, KeyLayout layout, Reads reads, Puts puts, Multiparts multiparts, Clock clock) {
    this.calls = calls;
    this.layout = layout;
    this.reads = reads;
    this.puts = puts;
    this.multiparts = multiparts;
    this.clock = clock;
  }

  StoredObject copy(ContentKey source, ContentKey target, ContentHints hints)
      throws BackendException {
    Source found = new Source(layout.of(source), find(source), false);
    return copy(found, target, hints).orElseThrow(() -> Failures.notFound(source));
  }

  /**
   * An object to be copied.
   *
   * @param found what it was when it was looked at
   * @param changeable whether it may have been replaced since; then it is copied only if it was not
   */
  record Source(Location location, HeadObjectResponse found, boolean changeable) {
    long size() {
      return found.size();
    }

    Map<String, String> condition() {
      return changeable ? Map.of("x-amz-copy-source-if-match", '"' + found.etag() + '"') : Map.of();
    }
  }

  /** Copies what was found, once only; empty if it is gone, or was replaced. */
  Optional<StoredObject> copy(Source source, ContentKey target, ContentHints hints)
      throws BackendException {
    if (source.size() == 0) {
      // No range of it could be copied.
      return Optional.of(puts.putWhole(target, new Chunk(new byte[0], 0), hints));
    }
    if (present(target)) {
      throw Failures.alreadyExists(target);
    }
    Mark mark = Mark.create();
    Multipart upload = multiparts.begin(target, hints, mark, false);
    boolean completed = false;
    try {
      Optional<Part[]> parts = copyParts(source, upload);
      if (parts.isEmpty() || replaced(source)) {
        return Optional.empty();
      }
      Headers answer = multiparts.complete(upload, parts.get(), mark);
      completed = true;
      return Optional.of(Puts.stored(target, source.size(), answer, clock));
    } finally {
      if (!completed) {
        multiparts.abandon(upload);
      }
    }
  }

  private HeadObjectResponse find(ContentKey source) throws BackendException {
    try {
      return reads.head(layout.of(source)).orElseThrow(() -> Failures.notFound(source));
    } catch (S3Failure failure) {
      throw Failures.of("copying " + source, Effect.NONE, failure);
    }
  }

  private boolean present(ContentKey target) throws BackendException {
    return reads.stat(target).isPresent();
  }

  /** Some stores, such as Ceph, do not know the condition where a part is copied. */
  private boolean replaced(Source source) throws BackendException {
    if (!source.changeable()) {
      return false;
    }
    try {
      return reads.head(source.location()).filter(now -> same(source.found(), now)).isEmpty();
    } catch (S3Failure failure) {
      throw Failures.of("looking at " + source.location().name(), Effect.NONE, failure);
    }
  }

  /** The tag alone would be the same again after other bytes came and went. */
  private static boolean same(HeadObjectResponse one, HeadObjectResponse other) {
    return one.etag().equals(other.etag())
        && one.size() == other.size()
        && one.lastModified().equals(other.lastModified());
  }

  private Optional<Part[]> copyParts(Source source, Multipart upload) throws BackendException {
    Location from = source.location();
    List<Part> parts = new ArrayList<>();
    for (long offset = 0; offset < source.size(); offset += MAX_PART_SIZE) {
      long last = Math.min(source.size(), offset + MAX_PART_SIZE) - 1;
      Map<String, String> headers = new LinkedHashMap<>(source.condition());
      headers.put("x-amz-copy-source", "/" + from.bucket() + "/" + from.name());
      headers.put("x-amz-copy-source-range", "bytes=" + offset + "-" + last);
      UploadPartCopyArgs request =
          new UploadPartCopyArgs(
              addressed(from, upload.location()),
              upload.id(),
              parts.size() + 1,
              S3Calls.headers(headers));
      Optional<Part> part = copyPart(upload.key(), request);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parts.add(part.get());
    }
    return Optional.of(parts.toArray(Part[]::new));
  }

  /** The builder of the arguments of a part's copy does not work; these give it the target. */
  private static ComposeObjectArgs addressed(Location source, Location target) {
    return ComposeObjectArgs.builder()
        .bucket(target.bucket())
        .object(target.name())
        .sources(
            List.of(SourceObject.builder().bucket(source.bucket()).object(source.name()).build()))
        .build();
  }

  private Optional<Part> copyPart(ContentKey target, UploadPartCopyArgs request)
      throws BackendException {
    try {
      return Optional.of(calls.repeat(client -> client.uploadPartCopy(request)).part());
    } catch (S3Failure failure) {
      // A source that became shorter lacks the range.
      if (failure.isMissing() || failure.isPresent() || failure.isPastTheEnd()) {
        return Optional.empty();
      }
      throw Failures.of("copying to " + target, Effect.NONE, failure);
    }
  }
}
