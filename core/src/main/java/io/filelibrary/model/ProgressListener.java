package io.filelibrary.model;

/** Told how far a transfer has come, on the thread that transfers; it should return at once. */
@FunctionalInterface
public interface ProgressListener {
  /** Listens to nothing. */
  ProgressListener NONE = bytes -> {};

  /**
   * Called after each piece of a transfer; what it throws ends the transfer and reaches the caller.
   *
   * @param bytes the bytes transferred so far, never fewer than the call before
   */
  void transferred(long bytes);
}
