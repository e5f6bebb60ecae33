package io.filelibrary.server;

import io.filelibrary.error.FileLibraryException;
import io.filelibrary.model.ProgressListener;
import java.util.function.BooleanSupplier;

/**
 * What an import and an export have in common: the threads that do the work, the account of it, and
 * the ways in which it ends early.
 */
final class Transfers implements AutoCloseable {
  private final Terminal terminal;
  private final Workers workers;
  private final BooleanSupplier interrupted;
  private final Tally tally = new Tally();

  Transfers(Terminal terminal, int threads, BooleanSupplier interrupted) {
    this.terminal = terminal;
    this.workers = new Workers(threads);
    this.interrupted = interrupted;
  }

  Tally tally() {
    return tally;
  }

  /** Says whether no more should be begun: interrupted, or the library itself has failed. */
  boolean stopped() {
    return interrupted.getAsBoolean() || workers.failed();
  }

  /** Hands a task to the threads, and waits while too many are waiting. */
  void add(Runnable task) {
    workers.add(
        () -> {
          if (!interrupted.getAsBoolean()) {
            task.run();
          }
        });
  }

  /** Waits for all tasks, and throws what the first of them failed with. */
  void finish() {
    try {
      workers.finish();
    } catch (Stopped e) {
      if (!interrupted.getAsBoolean()) {
        throw e;
      }
    }
  }

  /** Begins to count the bytes of one file. */
  Transfer begin() {
    return new Transfer();
  }

  /** Lists a file or directory that is not taken, and counts it. */
  void leaveOut(String shown, String reason) {
    leaveOut(shown, reason, 0);
  }

  /** Lists a directory that is not taken, and counts it and what is below it. */
  void leaveOut(String shown, String reason, long below) {
    tally.leftOut(1 + below);
    String with = below == 0 ? "" : "; with it " + Amounts.counted(below, "item") + " below it";
    terminal.message("left out: " + shown + ": " + SafeText.message(reason) + with);
  }

  /** Lists what the library refused; a failure that would befall all others as well is thrown. */
  void leaveOut(String shown, FileLibraryException failure) {
    switch (failure.code()) {
      case BACKEND_FAILED, BACKEND_UNAVAILABLE, CHANNEL_NOT_FOUND, LIBRARY_CLOSED, STORAGE_FULL ->
          throw failure;
      default -> leaveOut(shown, Reasons.of(failure));
    }
  }

  @Override
  public void close() {
    workers.close();
  }

  /** Counts the bytes of one file while it is under way, and ends it when all is to stop. */
  final class Transfer implements ProgressListener, AutoCloseable {
    private long counted;

    @Override
    public void transferred(long soFar) {
      if (stopped()) {
        throw new Stopped();
      }
      count(soFar);
    }

    @Override
    public void close() {
      count(0);
    }

    private void count(long soFar) {
      tally.underWay(soFar - counted);
      counted = soFar;
    }
  }

  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
