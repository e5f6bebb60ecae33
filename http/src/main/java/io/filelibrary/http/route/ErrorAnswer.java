package io.filelibrary.http.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Throwables;
import io.filelibrary.error.Effect;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.NameTaken;
import io.filelibrary.error.StaleRevision;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * What a failure is answered with: a status, and the body {@code {code, message, data}}. The code
 * is that of the library in lower case, or one of the protocol's own. {@code data} says whether the
 * same request may succeed later ({@code retryable}) and what it has changed ({@code effect}: none,
 * done or unknown), and holds the ids that are known.
 *
 * @param status the status
 * @param headers headers of the answer
 * @param body the body
 */
record ErrorAnswer(int status, Map<String, String> headers, ObjectNode body) {
  static ErrorAnswer of(HttpFailure failure) {
    ObjectNode data = JsonText.MAPPER.createObjectNode();
    return new ErrorAnswer(
        failure.status(),
        failure.headers(),
        body(failure.code(), String.valueOf(failure.getMessage()), data));
  }

  static ErrorAnswer of(FileLibraryException failure, Surface surface) {
    int status = status(failure, surface);
    ObjectNode data = JsonText.MAPPER.createObjectNode();
    data.put("retryable", failure.retryable());
    data.put("effect", failure.effect().name().toLowerCase(Locale.ROOT));
    if (failure instanceof NameTaken taken) {
      data.put("id", taken.itemId().toString());
      data.put("object", taken.itemType());
    }
    if (failure instanceof StaleRevision stale) {
      data.put("revision", stale.actual());
    }
    String code = failure.code().name().toLowerCase(Locale.ROOT);
    // What went wrong inside is for the log: it may name hosts and files.
    String message =
        status < 500
            ? surface.message(failure).orElseGet(() -> String.valueOf(failure.getMessage()))
            : "the server could not do this" + outcome(failure.effect());
    Map<String, String> headers =
        status == 503 || status == 429 ? Map.of("Retry-After", "5") : Map.of();
    return new ErrorAnswer(status, headers, body(code, message, data));
  }

  /** The body of a request did not come to its end, if anyone is there to hear of it. */
  static ErrorAnswer ofBody(Exception failure) {
    boolean late =
        Throwables.getCausalChain(failure).stream().anyMatch(TimeoutException.class::isInstance);
    ObjectNode data = JsonText.MAPPER.createObjectNode();
    data.put("effect", Effect.NONE.name().toLowerCase(Locale.ROOT));
    return new ErrorAnswer(
        late ? 408 : 400,
        Map.of("Connection", "close"),
        late
            ? body("request_timeout", "the body came too slowly; send it again", data)
            : body("body_incomplete", "the body ended before its end; send it again", data));
  }

  static ErrorAnswer internal() {
    ObjectNode data = JsonText.MAPPER.createObjectNode();
    data.put("effect", Effect.UNKNOWN.name().toLowerCase(Locale.ROOT));
    return new ErrorAnswer(
        500, Map.of(), body("internal", "the server could not do this; its log says why", data));
  }

  private static String outcome(Effect effect) {
    return switch (effect) {
      case NONE -> "; nothing was changed";
      case DONE -> ", but the change was made";
      case UNKNOWN -> "; look whether the change was made";
    };
  }

  private static int status(FileLibraryException failure, Surface surface) {
    return switch (failure.code()) {
      case INVALID_NAME,
          INVALID_PATH,
          INVALID_ID,
          INVALID_LINK,
          INVALID_SIZE,
          INVALID_HASH,
          INVALID_ATTRIBUTE,
          INVALID_CONTENT_TYPE,
          INVALID_CURSOR,
          INVALID_RANGE,
          INVALID_CHANGE,
          SIZE_MISMATCH,
          CHECKSUM_MISMATCH,
          SOURCE_FAILED ->
          400;
      case ACCESS_DENIED, QUOTA_EXCEEDED -> 403;
      case CHANNEL_NOT_FOUND, ITEM_NOT_FOUND, UPLOAD_NOT_FOUND -> 404;
      case CHANNEL_EXISTS,
          PARENT_NOT_FOUND,
          NAME_TAKEN,
          NOT_A_FOLDER,
          NOT_A_FILE,
          FOLDER_NOT_EMPTY,
          WOULD_CYCLE,
          UPLOAD_INCOMPLETE,
          UPLOAD_COMPLETED,
          FILE_PENDING ->
          surface.conflictStatus();
      case UPLOAD_EXPIRED -> 410;
      case STALE_REVISION -> 412;
      case FILE_TOO_LARGE -> 413;
      case RANGE_NOT_SATISFIABLE -> 416;
      case TOO_MANY_UPLOADS -> 429;
      case STORAGE_FULL -> 507;
      case BACKEND_UNAVAILABLE, LIBRARY_CLOSED -> 503;
      case DESTINATION_FAILED, CONTENT_CORRUPT, CATALOG_MISMATCH, BACKEND_FAILED -> 500;
    };
  }

  private static ObjectNode body(String code, String message, ObjectNode data) {
    ObjectNode body = JsonText.MAPPER.createObjectNode();
    body.put("code", code);
    body.put("message", message);
    body.set("data", data);
    return body;
  }
}
