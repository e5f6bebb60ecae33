package io.filelibrary.server;

import java.io.IOException;

/** Writing to the standard output failed. */
final class OutputFailed extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean readerIsGone;

  OutputFailed(IOException cause) {
    super("writing the output failed: " + Reasons.of(cause), cause);
    String text = String.valueOf(cause.getMessage());
    this.readerIsGone = text.contains("Broken pipe") || text.contains("pipe is being closed");
  }

  /** Says whether whoever read the output has closed it, as {@code head} does. */
  boolean readerIsGone() {
    return readerIsGone;
  }
}
