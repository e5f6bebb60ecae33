package io.filelibrary.spi;

import io.filelibrary.error.Effect;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A failure of a backend that the library can act on. A backend may throw any other {@link
 * IOException} as well; the library takes it for {@link Reason#UNAVAILABLE} with an unknown effect.
 */
public final class BackendException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final Effect effect;

  /** Why a backend failed. */
  public enum Reason {
    /** The key has no object. */
    NOT_FOUND,
    /** The key has an object already; keys are written once. */
    ALREADY_EXISTS,
    /** The source had more or fewer bytes than declared. */
    SIZE_MISMATCH,
    /** A constraint of the catalog (a unique name, a foreign key, a counter) refused the record. */
    CONSTRAINT,
    /** What is stored is damaged. */
    CORRUPT,
    /** No room is left. */
    STORAGE_FULL,
    /** The backend refused the credentials or the permission. */
    DENIED,
    /** The stored format is newer than this code, or the configuration cannot work. */
    MISCONFIGURED,
    /** The backend did not answer, or is busy; the same call may succeed later. */
    UNAVAILABLE,
    /** The backend was closed. */
    CLOSED
  }

  /**
   * Creates a failure that changed nothing.
   *
   * @param reason why
   * @param message one line that says what failed and what would mend it
   */
  public BackendException(Reason reason, String message) {
    this(reason, Effect.NONE, message, null);
  }

  /**
   * Creates a failure.
   *
   * @param reason why
   * @param effect what the failed call has changed
   * @param message one line that says what failed and what would mend it
   * @param cause the failure underneath, or null where there is none
   */
  public BackendException(Reason reason, Effect effect, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.effect = effect;
  }

  /**
   * Returns why the backend failed.
   *
   * @return why the backend failed
   */
  public Reason reason() {
    return reason;
  }

  /**
   * Returns what the failed call has changed.
   *
   * @return what the failed call has changed
   */
  public Effect effect() {
    return effect;
  }
}
