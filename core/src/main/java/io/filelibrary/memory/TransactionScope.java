package io.filelibrary.memory;

import com.google.common.base.Throwables;
import io.filelibrary.spi.BackendException;
import java.util.Optional;

/**
 * Bounds the use of one transaction: to the thread that runs the work, until the work returns, and
 * to nothing more once a call has failed.
 */
final class TransactionScope {
  private final InMemoryCatalog catalog;
  private final Thread owner = Thread.currentThread();
  private boolean ended;
  private Optional<Throwable> failure = Optional.empty();

  /** A call of a reader or writer. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws BackendException;
  }

  /** A call without a result. */
  @FunctionalInterface
  interface Step {
    void run() throws BackendException;
  }

  /** Begins a transaction of a catalog on the current thread. */
  TransactionScope(InMemoryCatalog catalog) {
    this.catalog = catalog;
  }

  boolean isOf(InMemoryCatalog other) {
    return catalog == other;
  }

  /** Runs one call, if the transaction may still be used. */
  <T> T call(Call<T> call) throws BackendException {
    requireUsable();
    try {
      return call.run();
    } catch (BackendException | RuntimeException | Error e) {
      failure = Optional.of(e);
      throw e;
    }
  }

  /** Runs one call without a result, if the transaction may still be used. */
  void run(Step step) throws BackendException {
    call(
        () -> {
          step.run();
          return true;
        });
  }

  /** Fails as a call before has failed, for a work that has caught the exception and gone on. */
  void requireNoFailure() throws BackendException {
    if (failure.isPresent()) {
      Throwables.throwIfInstanceOf(failure.get(), BackendException.class);
      Throwables.throwIfUnchecked(failure.get());
    }
  }

  /** Ends the transaction for all who still hold its reader or writer. */
  void end() {
    ended = true;
  }

  private void requireUsable() {
    // The thread comes first: what follows is visible to the owner alone.
    if (Thread.currentThread() != owner) {
      throw new IllegalStateException("a transaction is used by the thread of its work alone");
    }
    if (ended) {
      throw new IllegalStateException("the transaction ended when its work returned");
    }
    if (failure.isPresent()) {
      throw new IllegalStateException(
          "the transaction has failed, so that its work must end", failure.get());
    }
  }
}
