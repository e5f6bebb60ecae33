package io.filelibrary.storage.s3;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;

/** One request that failed: what the store answered, or that it did not. */
final class S3Failure extends IOException {
  private static final long serialVersionUID = 1L;

  private static final int NO_ANSWER = 0;
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int CONFLICT = 409;

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
      String code = String.valueOf(answer.errorResponse().code());
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
        || code.equals("RequestTimeout")
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
