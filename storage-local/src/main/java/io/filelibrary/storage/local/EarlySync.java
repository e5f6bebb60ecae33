package io.filelibrary.storage.local;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Forces what is there of a file that is still being written, in a thread of its own, so that the
 * disk does not begin when the last byte has come. The last sync, which is the caller's, covers all
 * the same.
 *
 * <p>A sync that fails is the last one, also for the caller, who hears of it by each method: the
 * system reports such a failure once, and then calls a file sound whose pages it has dropped.
 */
final class EarlySync implements Closeable {
  /** After so many bytes it is worth to force them: a sync costs more than its bytes alone. */
  static final long STEP_BYTES = 32L << 20;

  static final String THREAD_NAME = "filelibrary-local-sync";

  private final FileSystemCalls.Output output;
  private final Thread thread = new Thread(this::syncUntilTheEnd, THREAD_NAME);
  private boolean wanted;
  private boolean ended;
  private @Nullable Throwable failure;

  private EarlySync(FileSystemCalls.Output output) {
    this.output = output;
    thread.setDaemon(true);
  }

  /** Starts the thread. It runs until this is closed. */
  static EarlySync start(FileSystemCalls.Output output) {
    EarlySync sync = new EarlySync(output);
    sync.thread.start();
    return sync;
  }

  /** Asks for a sync of what was written so far, and waits for none. */
  synchronized void request() throws IOException {
    throwFailure();
    wanted = true;
    notifyAll();
  }

  /** Ends the thread, and waits for the sync that runs, which no interrupt ends. */
  void finish() throws IOException {
    close();
    synchronized (this) {
      throwFailure();
    }
  }

  /** As {@link #finish}, where the file is given up whatever came of it. */
  @Override
  public void close() {
    synchronized (this) {
      ended = true;
      notifyAll();
    }
    Uninterruptibles.joinUninterruptibly(thread);
  }

  private void syncUntilTheEnd() {
    while (awaitRequest()) {
      try {
        output.sync();
      } catch (IOException | RuntimeException | Error e) {
        fail(e);
        return;
      }
    }
  }

  /** Returns whether there is something to do still; a request that the end overtakes is not. */
  private synchronized boolean awaitRequest() {
    while (!wanted && !ended) {
      try {
        wait();
      } catch (InterruptedException nobodyOfUs) {
        ended = true;
      }
    }
    wanted = false;
    return !ended;
  }

  private synchronized void fail(Throwable e) {
    failure = e;
  }

  private void throwFailure() throws IOException {
    if (failure instanceof IOException disk) {
      throw disk;
    }
    if (failure != null) {
      throw new IOException("forcing a file failed", failure);
    }
  }
}
