package io.filelibrary.internal;

import io.filelibrary.error.BackendFailed;
import io.filelibrary.error.BackendUnavailable;
import io.filelibrary.error.Effect;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.LibraryClosed;
import io.filelibrary.error.StorageFull;
import io.filelibrary.spi.BackendException;
import java.io.IOException;

/** Turns the failures of backends into the errors of the library. No other class does. */
final class ErrorTranslation {
  private ErrorTranslation() {}

  static FileLibraryException translate(IOException failure) {
    return translate(failure, effect(failure));
  }

  /** Translates a failure of which is known what the caller's own call has changed. */
  static FileLibraryException translate(IOException failure, Effect effect) {
    String message = String.valueOf(failure.getMessage());
    if (!(failure instanceof BackendException backend)) {
      return new BackendUnavailable(message, effect, failure);
    }
    return switch (backend.reason()) {
      case CLOSED -> new LibraryClosed();
      case STORAGE_FULL -> new StorageFull(message, effect, failure);
      case UNAVAILABLE -> new BackendUnavailable(message, effect, failure);
      case NOT_FOUND, ALREADY_EXISTS, SIZE_MISMATCH, CONSTRAINT, CORRUPT, DENIED, MISCONFIGURED ->
          new BackendFailed(message, effect, failure);
    };
  }

  /** A storage has refused to grant what ends too soon; by the library's own clock it does not. */
  static FileLibraryException tooLate(IllegalArgumentException refusal) {
    return new BackendFailed(
        "the grant would have ended by the clock of the storage; give it longer, and let both"
            + " clocks show the same: "
            + refusal.getMessage(),
        Effect.NONE,
        refusal);
  }

  /** Whether a failure is of the backend as a whole, so that the next call would fail as well. */
  static boolean concernsAll(FileLibraryException failure) {
    boolean refused =
        failure.getCause() instanceof BackendException backend
            && switch (backend.reason()) {
              case DENIED, MISCONFIGURED -> true;
              case NOT_FOUND,
                  ALREADY_EXISTS,
                  SIZE_MISMATCH,
                  CONSTRAINT,
                  CORRUPT,
                  STORAGE_FULL,
                  UNAVAILABLE,
                  CLOSED ->
                  false;
            };
    return refused || failure.retryable() || failure instanceof LibraryClosed;
  }

  static Effect effect(IOException failure) {
    return failure instanceof BackendException backend ? backend.effect() : Effect.UNKNOWN;
  }
}
