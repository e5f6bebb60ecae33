package io.filelibrary.storage.s3;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ContentKey;
import io.minio.HeadObjectResponse;
import io.minio.ObjectWriteResponse;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import okhttp3.Headers;

/**
 * Makes the one request that makes an object, on the condition that there is none. Where an answer
 * was lost, the object itself tells whose it is: each write leaves a mark of its own with it.
 */
final class OnceOnlyWrites {
  /** The condition; a store that does not know it is asked before. */
  static final Map<String, String> IF_ABSENT = Map.of("If-None-Match", "*");

  private static final String MARK_HEADER = "x-amz-meta-write";

  private final S3Calls calls;
  private final Reads reads;
  private final KeyLayout layout;

  OnceOnlyWrites(S3Calls calls, Reads reads, KeyLayout layout) {
    this.calls = calls;
    this.reads = reads;
    this.layout = layout;
  }

  /** What one write leaves with its object. */
  record Mark(String value) {
    static Mark create() {
      return new Mark(UUID.randomUUID().toString());
    }

    Map<String, String> header() {
      return Map.of(MARK_HEADER, value);
    }
  }

  /** What is under a key after a request that may have been lost. */
  private enum Found {
    OURS,
    ANOTHER,
    NONE
  }

  /**
   * Makes the request.
   *
   * @return the headers of the answer, or of the object where the answer was lost
   */
  Headers write(ContentKey key, Mark mark, S3Calls.Request<ObjectWriteResponse> request)
      throws BackendException {
    String what = "storing " + key;
    boolean sent = false;
    for (int attempt = 1; ; attempt++) {
      try {
        return ofTheStore(calls.once(request));
      } catch (S3Failure failure) {
        if (failure.isPresent() && !sent) {
          throw Failures.alreadyExists(key);
        }
        sent |= failure.isPassing() && !failure.neverSent();
        boolean lookable = failure.isPresent() || failure.isMissing() || failure.isPassing();
        if (!lookable) {
          throw Failures.of(what, sent ? Effect.UNKNOWN : Effect.NONE, failure);
        }
        Optional<HeadObjectResponse> found = look(key, what, sent);
        switch (whose(found, mark)) {
          case OURS -> {
            return found.orElseThrow().headers();
          }
          case ANOTHER -> throw Failures.alreadyExists(key);
          case NONE -> {
            if (!failure.isPassing() || attempt >= calls.attempts()) {
              throw Failures.of(what, sent ? Effect.UNKNOWN : Effect.NONE, failure);
            }
          }
        }
        calls.prepareRetry(attempt);
      }
    }
  }

  /**
   * Returns the headers of an answer to a request that made an object.
   *
   * @throws S3Failure if something else than the store has answered: a store names a tag
   */
  static Headers ofTheStore(ObjectWriteResponse answer) throws S3Failure {
    if (!namesTag(answer)) {
      throw S3Failure.of(BareAnswer.notTheStores());
    }
    return answer.headers();
  }

  static boolean namesTag(ObjectWriteResponse answer) {
    return answer.etag() != null && !answer.etag().isEmpty();
  }

  private Optional<HeadObjectResponse> look(ContentKey key, String what, boolean sent)
      throws BackendException {
    try {
      return reads.head(layout.of(key));
    } catch (S3Failure failure) {
      throw Failures.of(what, sent ? Effect.UNKNOWN : Effect.NONE, failure);
    }
  }

  private static Found whose(Optional<HeadObjectResponse> found, Mark mark) {
    return found
        .map(
            answer ->
                mark.value().equals(answer.headers().get(MARK_HEADER)) ? Found.OURS : Found.ANOTHER)
        .orElse(Found.NONE);
  }
}
