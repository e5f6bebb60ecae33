package io.filelibrary.http.route;

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

  /** The status for a request that is well-formed, and that the state of the tree forbids. */
  int conflictStatus() {
    return conflictIsBadRequest ? 400 : 409;
  }
}
