package io.filelibrary.storage.s3;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import java.io.IOException;

/** Counts the calls that run, and releases what they need when the last one has ended. */
final class OpenCalls {
  private final Runnable release;
  private int running;
  private boolean closed;

  OpenCalls(Runnable release) {
    this.release = release;
  }

  /** What a call does. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws IOException;
  }

  <T> T during(Call<T> call) throws IOException {
    begin();
    try {
      return call.run();
    } finally {
      end();
    }
  }

  private synchronized void begin() throws BackendException {
    if (closed) {
      throw new BackendException(Reason.CLOSED, "the storage was closed");
    }
    running++;
  }

  private synchronized void end() {
    running--;
    if (closed && running == 0) {
      release.run();
    }
  }

  synchronized void close() {
    if (!closed) {
      closed = true;
      if (running == 0) {
        release.run();
      }
    }
  }
}
