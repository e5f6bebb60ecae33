package io.filelibrary.internal;

import io.filelibrary.error.LibraryClosed;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the collector again and again, until it is closed. */
public final class CollectorThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CollectorThread.class);
  private static final int FIRST = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Optional<ScheduledExecutorService> own;
  private final ScheduledFuture<?> runs;
  private volatile boolean closed;

  private CollectorThread(
      Collector collector, Duration interval, Optional<ScheduledExecutorService> host) {
    this.own =
        host.isPresent()
            ? Optional.empty()
            : Optional.of(Executors.newSingleThreadScheduledExecutor(CollectorThread::named));
    this.runs =
        host.or(() -> own)
            .orElseThrow()
            .scheduleWithFixedDelay(
                () -> run(collector),
                interval.toMillis() / FIRST,
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
  }

  /**
   * Begins.
   *
   * @param collector what runs
   * @param interval from the end of a run to the beginning of the next; the first one begins a
   *     tenth of it from now
   * @param host runs it, if it is not a thread of our own
   * @return what stops it
   * @throws RejectedExecutionException if the host's executor is shut down
   */
  public static CollectorThread start(
      Collector collector, Duration interval, Optional<ScheduledExecutorService> host) {
    return new CollectorThread(collector, interval, host);
  }

  private static Thread named(Runnable task) {
    Thread thread = new Thread(task, "filelibrary-collector");
    thread.setDaemon(true);
    return thread;
  }

  private void run(Collector collector) {
    if (closed) {
      return;
    }
    try {
      LOG.debug("collected {}", collector.run());
    } catch (LibraryClosed e) {
      LOG.debug("the collection ended early, with the library");
    } catch (RuntimeException | LinkageError e) {
      // Out of the executor's sight, which would never run it again.
      LOG.warn("the collection failed; the next one makes up for it", e);
    }
  }

  /** Lets no further run begin. One that runs goes on until its next call to the backends fails. */
  public void stop() {
    closed = true;
    runs.cancel(false);
    own.ifPresent(ScheduledExecutorService::shutdown);
  }

  /** Waits until the thread has ended, for half a minute at most; one of the host's it leaves. */
  @Override
  public void close() {
    stop();
    own.ifPresent(CollectorThread::await);
  }

  private static void await(ScheduledExecutorService thread) {
    try {
      if (!thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("a collection does not end; it is interrupted");
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
