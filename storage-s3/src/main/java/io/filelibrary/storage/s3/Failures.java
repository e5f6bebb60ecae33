package io.filelibrary.storage.s3;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentKey;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says why a request failed in the words of the SPI. */
final class Failures {
  private static final int FORBIDDEN = 403;
  private static final int INSUFFICIENT_STORAGE = 507;
  private static final Set<Integer> UNKNOWN_REQUEST = Set.of(400, 405, 501);
  private static final Set<String> FULL =
      Set.of("QuotaExceeded", "XMinioStorageFull", "EntityTooLarge", "TooManyParts");
  private static final Set<String> ELSEWHERE =
      Set.of(
          "PermanentRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException",
          "Redirect");

  private Failures() {}

  /** Returns the failure of a request that changed nothing, or whose effect is known. */
  static BackendException of(String what, Effect effect, S3Failure failure) {
    return new BackendException(
        reason(failure), effect, what + ": " + failure.getMessage() + advice(failure), failure);
  }

  /** Returns the failure of a request that changes something. */
  static BackendException writing(String what, S3Failure failure) {
    boolean unknown = failure.isPassing() && !failure.neverSent();
    return of(what, unknown ? Effect.UNKNOWN : Effect.NONE, failure);
  }

  /** Returns the failure of looking into a bucket for the first time. */
  static BackendException opening(String bucket, S3Failure failure) {
    Reason reason = failure.isMissing() ? Reason.MISCONFIGURED : reason(failure);
    String advice =
        failure.isMissing() ? "; set the endpoint of an S3-compatible store" : advice(failure);
    String message = "opening the bucket " + bucket + ": " + failure.getMessage() + advice;
    return new BackendException(reason, Effect.NONE, message, failure);
  }

  /** Returns the failure of asking a store for the events of a bucket. */
  static BackendException listening(String bucket, S3Failure failure) {
    boolean explained = failure.isPassing() || ELSEWHERE.contains(failure.code());
    if (failure.isMissing() || (!explained && UNKNOWN_REQUEST.contains(failure.status()))) {
      return cannotListen(bucket, failure);
    }
    String what = "listening to the bucket " + bucket;
    if (failure.code().equals("AccessDenied")) {
      String message =
          what + ": " + failure.getMessage() + "; allow the access key s3:ListenBucketNotification";
      return new BackendException(Reason.DENIED, Effect.NONE, message, failure);
    }
    return of(what, Effect.NONE, failure);
  }

  /** Returns the failure of asking a store for what only MinIO has. */
  static BackendException cannotListen(String bucket, @Nullable S3Failure failure) {
    String message =
        "listening to the bucket "
            + bucket
            + ": the store does not know this extension of MinIO"
            + (failure == null ? "" : " (" + failure.getMessage() + ")")
            + "; use a webhook or a queue";
    return new BackendException(Reason.MISCONFIGURED, Effect.NONE, message, failure);
  }

  /** Returns the failure of opening with a clock that grants could not be measured by. */
  static BackendException skewed(String bucket, Duration ahead) {
    String direction = ahead.isNegative() ? "behind" : "ahead of";
    long minutes = ahead.abs().plusSeconds(30).toMinutes();
    return new BackendException(
        Reason.MISCONFIGURED,
        "opening the bucket %s: the clock of the options is %s minutes %s the store's; set it right"
            .formatted(bucket, minutes, direction));
  }

  static BackendException notFound(ContentKey key) {
    return new BackendException(Reason.NOT_FOUND, "no object has the key " + key);
  }

  static BackendException alreadyExists(ContentKey key) {
    return new BackendException(
        Reason.ALREADY_EXISTS, "the key " + key + " has an object; keys are written once");
  }

  private static Reason reason(S3Failure failure) {
    if (failure.isMissing()) {
      return Reason.NOT_FOUND;
    }
    if (FULL.contains(failure.code()) || failure.status() == INSUFFICIENT_STORAGE) {
      return Reason.STORAGE_FULL;
    }
    if (failure.isPassing()) {
      return Reason.UNAVAILABLE;
    }
    boolean skewed = failure.code().equals(S3Failure.TOO_SKEWED);
    return failure.status() == FORBIDDEN && !skewed ? Reason.DENIED : Reason.MISCONFIGURED;
  }

  private static String advice(S3Failure failure) {
    if (ELSEWHERE.contains(failure.code())) {
      return "; set the bucket's own region, and its endpoint";
    }
    return switch (failure.code()) {
      case "InvalidAccessKeyId" -> "; give an access key that the store knows";
      case "SignatureDoesNotMatch" -> "; give the secret key that belongs to the access key";
      case S3Failure.TOO_SKEWED -> "; set this machine's clock, it differs from the store's";
      case "NoSuchBucket" -> "; create the bucket, or name another";
      case "AccessDenied" -> "; allow the access key to read, write, delete and list there";
      default -> failure.neverSent() ? "; check the endpoint, and whether the store runs" : "";
    };
  }
}
