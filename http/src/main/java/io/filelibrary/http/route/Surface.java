package io.filelibrary.http.route;

import io.filelibrary.error.ErrorCode;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.NameTaken;
import io.filelibrary.model.ItemKind;
import java.util.Optional;

/** Which protocol an endpoint belongs to. */
public enum Surface {
  /** The Copilot Files API. Its clients know 400 for every refusal but 401, 403, 404 and 429. */
  COPILOT(true),
  /** The TimeTap Files API, answered with the errors of the former. */
  TIMETAP(true),
  /** The bytes of files. */
  CONTENT(false),
  /** Resumable uploads by tus 1.0. */
  TUS(false);

  private final boolean conflictIsBadRequest;

  Surface(boolean conflictIsBadRequest) {
    this.conflictIsBadRequest = conflictIsBadRequest;
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
