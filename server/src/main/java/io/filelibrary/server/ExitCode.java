package io.filelibrary.server;

/** What the command line ends with; its help, and that of fsck, say the same. */
final class ExitCode {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int SKIPPED = 3;
  static final int FOUND = 3;
  static final int UNCHECKED = 4;
  static final int INTERRUPTED = 130;
  static final int OUTPUT_CLOSED = 141;

  private ExitCode() {}
}
