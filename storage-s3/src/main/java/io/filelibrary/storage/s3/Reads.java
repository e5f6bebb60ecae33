package io.filelibrary.storage.s3;

import io.filelibrary.error.Effect;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.Sha256;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StoredObject;
import io.minio.GetObjectArgs;
import io.minio.HeadObjectArgs;
import io.minio.HeadObjectResponse;
import java.io.InputStream;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks objects up and opens them. */
final class Reads {
  private static final int SHA_256_LENGTH = 32;

  private final S3Calls calls;
  private final KeyLayout layout;

  Reads(S3Calls calls, KeyLayout layout) {
    this.calls = calls;
    this.layout = layout;
  }

  /** The answer to a look at an object, or empty if there is none. */
  Optional<HeadObjectResponse> head(Location location) throws S3Failure {
    try {
      return Optional.of(
          calls.repeat(
              client ->
                  client.headObject(
                      HeadObjectArgs.builder()
                          .bucket(location.bucket())
                          .object(location.name())
                          .extraHeaders(Map.of("x-amz-checksum-mode", "ENABLED"))
                          .build())));
    } catch (S3Failure failure) {
      if (failure.isMissing()) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  Optional<StoredObject> stat(ContentKey key) throws BackendException {
    return stat(key, Effect.NONE);
  }

  /** Looks an object up in a call that has had an effect before. */
  Optional<StoredObject> stat(ContentKey key, Effect before) throws BackendException {
    try {
      return head(layout.of(key)).map(answer -> described(key, answer));
    } catch (S3Failure failure) {
      throw Failures.of("looking " + key + " up", before, failure);
    }
  }

  InputStream open(ContentKey key, ByteRange range) throws BackendException {
    if (range.length().isPresent() && range.length().getAsLong() == 0) {
      if (stat(key).isEmpty()) {
        throw Failures.notFound(key);
      }
      return InputStream.nullInputStream();
    }
    Location location = layout.of(key);
    GetObjectArgs.Builder request =
        GetObjectArgs.builder().bucket(location.bucket()).object(location.name());
    if (range.offset() > 0 || range.length().isPresent()) {
      request.extraHeaders(Map.of("Range", header(range)));
    }
    GetObjectArgs built = request.build();
    try {
      return calls.repeat(client -> client.getObject(built));
    } catch (S3Failure failure) {
      if (failure.isPastTheEnd()) {
        return InputStream.nullInputStream();
      }
      throw failure.isMissing()
          ? Failures.notFound(key)
          : Failures.of("opening " + key, Effect.NONE, failure);
    }
  }

  private static String header(ByteRange range) {
    String last = "";
    if (range.length().isPresent()) {
      long length = range.length().getAsLong();
      long end =
          range.offset() > Long.MAX_VALUE - length ? Long.MAX_VALUE : range.offset() + length;
      last = Long.toString(end - 1);
    }
    return "bytes=" + range.offset() + "-" + last;
  }

  static StoredObject described(ContentKey key, HeadObjectResponse answer) {
    return new StoredObject(
        key,
        answer.size(),
        hash(answer.headers().get("x-amz-checksum-sha256")),
        answer.lastModified().toInstant());
  }

  /** The hash of the whole object, where the store has one; one of parts ends in their number. */
  private static Optional<Sha256> hash(@Nullable String checksum) {
    if (checksum == null || checksum.contains("-")) {
      return Optional.empty();
    }
    byte[] bytes = Base64.getDecoder().decode(checksum);
    return bytes.length == SHA_256_LENGTH ? Optional.of(Sha256.of(bytes)) : Optional.empty();
  }
}
