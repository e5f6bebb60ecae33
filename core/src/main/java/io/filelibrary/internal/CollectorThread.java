package io.filelibrary.internal;

import io.filelibrary.error.LibraryClosed;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
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

  private final Engine engine;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Optional<ScheduledFuture<?>> hosted;
  private final Optional<Thread> own;

  private CollectorThread(
      Engine engine, Duration interval, Optional<ScheduledExecutorService> host) {
    this.engine = engine;
    long pause = interval.toMillis();
    if (host.isPresent()) {
      this.hosted =
          Optional.of(
              host.get()
                  .scheduleWithFixedDelay(this::run, pause / FIRST, pause, TimeUnit.MILLISECONDS));
      this.own = Optional.empty();
    } else {
      // Not an executor of our own, whose classes take longer to load than the library to open.
      Thread thread = new Thread(() -> runUntilStopped(pause), "filelibrary-collector");
      thread.setDaemon(true);
      this.hosted = Optional.empty();
      this.own = Optional.of(thread);
    }
  }

  /**
   * Begins.
   *
   * @param engine whose collector runs
   * @param interval from the end of a run to the beginning of the next; the first one begins a
   *     tenth of it from now
   * @param host runs it, if it is not a thread of our own
   * @return what stops it
   * @throws RejectedExecutionException if the host's executor is shut down
   */
  public static CollectorThread start(
      Engine engine, Duration interval, Optional<ScheduledExecutorService> host) {
    CollectorThread collector = new CollectorThread(engine, interval, host);
    if (collector.own.isPresent()) {
      collector.own.get().start();
    }
    return collector;
  }

  private void runUntilStopped(long pause) {
    long delay = pause / FIRST;
    while (!isStoppedWithin(delay)) {
      run();
      delay = pause;
    }
  }

  private boolean isStoppedWithin(long millis) {
    try {
      return stopped.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Of a run that close() gave up, or a stranger's, which only makes the next run come early.
      return isStopped();
    }
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  private void run() {
    if (isStopped()) {
      return;
    }
    try {
      LOG.debug("collected {}", engine.collector().run());
    } catch (LibraryClosed e) {
      LOG.debug("the collection ended early, with the library");
    } catch (RuntimeException | LinkageError e) {
      // Else no run would follow.
      LOG.warn("the collection failed; the next one makes up for it", e);
    }
  }

  /** Lets no further run begin. One that runs goes on until its next call to the backends fails. */
  public void stop() {
    stopped.countDown();
    if (hosted.isPresent()) {
      hosted.get().cancel(false);
    }
  }

  /** Waits until the thread has ended, for half a minute at most; one of the host's it leaves. */
  @Override
  public void close() {
    stop();
    if (own.isPresent()) {
      await(own.get());
    }
  }

  private static void await(Thread thread) {
    try {
      thread.join(PATIENCE.toMillis());
      if (thread.isAlive()) {
        LOG.warn("a collection does not end; it is interrupted");
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
