package io.filelibrary.error;

/** The catalog or the storage refused or broke in a way that trying again does not mend. */
public final class BackendFailed extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  private final Effect effect;

  /**
   * Creates the error.
   *
   * @param message one line that says what failed
   * @param effect what the call has changed
   * @param cause the failure underneath
   */
  public BackendFailed(String message, Effect effect, Throwable cause) {
    super(ErrorCode.BACKEND_FAILED, message, cause);
    this.effect = effect;
  }

  @Override
  public boolean retryable() {
    return false;
  }

  @Override
  public Effect effect() {
    return effect;
  }
}
