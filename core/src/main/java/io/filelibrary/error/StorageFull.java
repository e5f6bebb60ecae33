package io.filelibrary.error;

/** The catalog or the storage has no room left. Make room, then call again. */
public final class StorageFull extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  private final Effect effect;

  /**
   * Creates the error.
   *
   * @param message one line that says what failed
   * @param effect what the call has changed
   * @param cause the failure underneath
   */
  public StorageFull(String message, Effect effect, Throwable cause) {
    super(ErrorCode.STORAGE_FULL, message, cause);
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
