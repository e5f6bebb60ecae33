package io.filelibrary.internal.check;

/** Ends a check early: its backends do not answer, or its thread was interrupted. */
final class Halted extends Exception {
  private static final long serialVersionUID = 1L;

  Halted(String message) {
    super(message);
  }
}
