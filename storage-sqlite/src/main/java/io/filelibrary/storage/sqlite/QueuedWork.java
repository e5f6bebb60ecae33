package io.filelibrary.storage.sqlite;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.Durability;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One caller's work and its outcome. Whoever writes at the moment runs and releases it. */
final class QueuedWork<T> {
  private final Durability durability;
  private final SessionWork<T> work;
  private final CompletableFuture<Boolean> done = new CompletableFuture<>();
  private @Nullable T result;
  private @Nullable Throwable failure;

  QueuedWork(Durability durability, SessionWork<T> work) {
    this.durability = durability;
    this.work = work;
  }

  boolean isDurable() {
    return durability == Durability.DURABLE;
  }

  /** Forgets the outcome of the run before. */
  void reset() {
    result = null;
    failure = null;
  }

  /** Runs the work and keeps what it returns or throws. */
  void run(Session session) {
    session.beginWork();
    try {
      result = work.run(session);
      failure = session.failure().orElse(null);
    } catch (Throwable e) {
      // Whatever it is, it is the caller's: whoever writes has others to answer.
      failure = e;
    }
  }

  boolean hasFailed() {
    return failure != null;
  }

  /** Takes the work for failed, although it ran to its end. */
  void refuse(BackendException cause) {
    failure = cause;
  }

  /** Whether the work found no room on the disk. */
  boolean lacksRoom() {
    return failure instanceof BackendException known && known.reason() == Reason.STORAGE_FULL;
  }

  /** Lets the caller go with the outcome of the last run. */
  void release() {
    done.complete(true);
  }

  /** Lets the caller go with a failure that is not its work's, unless it has gone. */
  void fail(Supplier<? extends Throwable> cause) {
    if (!done.isDone()) {
      try {
        failure = cause.get();
      } catch (RuntimeException | Error e) {
        failure = e;
      }
      release();
    }
  }

  /**
   * Waits for the outcome. An interrupt does not end the wait, since the work may be committed at
   * any moment; it is kept for the caller.
   */
  T await() throws BackendException {
    done.join();
    if (failure != null) {
      QueuedWork.<RuntimeException>rethrow(failure);
    }
    return value();
  }

  @SuppressWarnings("NullAway") // null only where the work itself has returned it
  private T value() {
    return result;
  }

  /** Throws what a work has thrown as it is, be it declared or not. */
  @SuppressWarnings("unchecked")
  private static <X extends Throwable> void rethrow(Throwable failure) throws X {
    throw (X) failure;
  }
}
