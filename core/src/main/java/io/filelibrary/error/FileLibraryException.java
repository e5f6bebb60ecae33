package io.filelibrary.error;

import org.jspecify.annotations.Nullable;

/**
 * Any failure that the library reports. Each subclass is named by what failed; programs act on the
 * class or on {@link #code()}, never on the message. Messages hold ids, fields and rules; text that
 * came from users is escaped and cut to 80 characters.
 */
public abstract class FileLibraryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /**
   * Creates the error without a cause.
   *
   * @param code the stable code
   * @param message one line that says what failed and what would mend it
   */
  protected FileLibraryException(ErrorCode code, String message) {
    this(code, message, null);
  }

  /**
   * Creates the error.
   *
   * @param code the stable code
   * @param message one line that says what failed and what would mend it
   * @param cause the failure underneath, or null where there is none
   */
  protected FileLibraryException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /**
   * Returns the stable code of the failure.
   *
   * @return the stable code of the failure
   */
  public final ErrorCode code() {
    return code;
  }

  /**
   * Says whether the same call may succeed later without a change by the caller.
   *
   * @return false unless a subclass says otherwise
   */
  public boolean retryable() {
    return false;
  }

  /**
   * Says what the failed call has changed.
   *
   * @return {@link Effect#NONE} unless a subclass says otherwise
   */
  public Effect effect() {
    return Effect.NONE;
  }
}
