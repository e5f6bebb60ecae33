package io.filelibrary.error;

/** The library was closed before or during the call. */
public final class LibraryClosed extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  /** Creates the error. */
  public LibraryClosed() {
    super(ErrorCode.LIBRARY_CLOSED, "the library is closed");
  }
}
