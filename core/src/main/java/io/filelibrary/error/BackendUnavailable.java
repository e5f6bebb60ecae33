package io.filelibrary.error;

/** The catalog or the storage did not answer. The same call may succeed later. */
public final class BackendUnavailable extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  private final Effect effect;

  /**
   * Creates the error.
   *
   * @param message one line that says what failed
   * @param effect what the call has changed
   * @param cause the failure underneath
   */
  public BackendUnavailable(String message, Effect effect, Throwable cause) {
    super(ErrorCode.BACKEND_UNAVAILABLE, message, cause);
    this.effect = effect;
  }

  @Override
  public boolean retryable() {
    return true;
  }

  @Override
  public Effect effect() {
    return effect;
  }
}
