package io.filelibrary.storage.s3;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Set;
import okhttp3.Response;

/** One request that failed: what the store answered, or that it did not. */
final class S3Failure extends IOException {
  private static final long serialVersionUID = 1L;

  /** The code for a request whose date is too far from the store's time. */
  static final String TOO_SKEWED = "RequestTimeTooSkewed";

  private static final int NO_ANSWER = 0;
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int CONFLICT = 409;
  private static final int FORBIDDEN = 403;

  /** What a store says that is busy, also where it has answered with 200 before it tried. */
  private static final Set<String> BUSY =
      Set.of("RequestTimeout", "InternalError", "SlowDown", "ServiceUnavailable");

  private final int status;
  private final String code;

  private S3Failure(int status, String code, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
    this.code = code;
  }

  static S3Failure of(Throwable failure) {
    if (failure instanceof S3Failure known) {
      return known;
    }
    if (failure instanceof ErrorResponseException answer) {
      String code = code(answer);
      String message = code + ", " + answer.errorResponse().message();
      return new S3Failure(answer.response().code(), code, message, failure);
    }
    if (failure instanceof BareAnswer answer) {
      return new S3Failure(answer.status(), "", String.valueOf(answer.getMessage()), failure);
    }
    if (failure instanceof MinioException && failure.getCause() instanceof IOException cause) {
      return of(cause);
    }
    return new S3Failure(NO_ANSWER, "", String.valueOf(failure), failure);
  }

  /** The code, which the client has to guess where the answer has no body. */
  private static String code(ErrorResponseException failure) {
    Response answer = failure.response();
    boolean guessed = answer.request().method().equals("HEAD") && answer.code() == FORBIDDEN;
    return guessed && ClockSkew.of(answer).isPresent()
        ? TOO_SKEWED
        : String.valueOf(failure.errorResponse().code());
  }

  String code() {
    return code;
  }

  int status() {
    return status;
  }

  /** Whether the object, or what else the request named, does not exist; the bucket does. */
  boolean isMissing() {
    return status == NOT_FOUND && !code.equals("NoSuchBucket");
  }

  /** Whether the request was refused because the object exists. */
  boolean isPresent() {
    return status == PRECONDITION_FAILED;
  }

  boolean isPastTheEnd() {
    return status == RANGE_NOT_SATISFIABLE;
  }

  /** Whether the same request may succeed later. */
  boolean isPassing() {
    return status == NO_ANSWER
        || BareAnswer.BUSY.contains(status)
        || BUSY.contains(code)
        || (status == CONFLICT && code.equals("ConditionalRequestConflict"));
  }

  /** Whether no request was sent at all. */
  boolean neverSent() {
    Throwable cause = getCause();
    return cause instanceof ConnectException
        || cause instanceof UnknownHostException
        || cause instanceof NoRouteToHostException;
  }
}
