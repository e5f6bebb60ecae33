package io.filelibrary.http.route;

import com.google.common.collect.ImmutableMap;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.NameTaken;
import io.filelibrary.model.ItemKind;
import java.util.Map;
import java.util.Optional;

/** Which protocol an endpoint belongs to. */
public enum Surface {
  /** The Copilot Files API. Its clients know 400 for every refusal but 401, 403, 404 and 429. */
  COPILOT(true, ImmutableMap.of()),
  /** The TimeTap Files API, answered with the errors of the former. */
  TIMETAP(true, ImmutableMap.of()),
  /** The bytes of files. */
  CONTENT(false, ImmutableMap.of()),
  /** Resumable uploads by tus 1.0. */
  TUS(false, ImmutableMap.of("Tus-Resumable", "1.0.0"));

  private final boolean conflictIsBadRequest;
  private final ImmutableMap<String, String> headers;

  Surface(boolean conflictIsBadRequest, ImmutableMap<String, String> headers) {
    this.conflictIsBadRequest = conflictIsBadRequest;
    this.headers = headers;
  }

  /** The headers that every answer has. */
  Map<String, String> headers() {
    return headers;
  }

  /** What the protocol prescribes as the message of a failure, if anything. */
  Optional<String> message(FileLibraryException failure) {
    if (this == COPILOT && failure.code() == ErrorCode.FOLDER_NOT_EMPTY) {
      return Optional.of("Folder is not empty");
    }
    if (this == COPILOT
        && failure instanceof NameTaken taken
        && taken.itemType().equals(ItemKind.FOLDER.word())) {
      return Optional.of("Folder already exists");
    }
    return Optional.empty();
  }

  /** The status for a request that is well-formed, and that the state of the tree forbids. */
  int conflictStatus() {
    return conflictIsBadRequest ? 400 : 409;
  }
}
