package io.filelibrary.server.serve;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says whether requests can be served: not while the server stops, nor when catalog or storage do
 * not answer in time. They are asked at most once a second, by one thread, however many want to
 * know.
 */
final class Readiness implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Probe probe;
  private final Duration patience;
  private final ExecutorService thread;
  private @Nullable Future<?> running;
  private long askedAt;
  private boolean stopping;

  /** Asks what requests depend on; throws if it does not answer. */
  @FunctionalInterface
  interface Probe {
    void ask() throws Exception;
  }

  Readiness(Probe probe, Duration patience) {
    this.probe = probe;
    this.patience = patience;
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread named = new Thread(task, "filelibrary-readiness");
              named.setDaemon(true);
              return named;
            });
  }

  /** Says no from now on. */
  synchronized void stop() {
    stopping = true;
  }

  /** Returns why requests cannot be served, or empty text if they can. */
  String obstacle() {
    Future<?> answer;
    synchronized (this) {
      if (stopping) {
        return "the server is stopping";
      }
      answer = currentAnswer();
    }
    try {
      answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return "";
    } catch (ExecutionException e) {
      return "the catalog or the storage fails; the log says why";
    } catch (TimeoutException e) {
      return "the catalog or the storage does not answer";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "the server is stopping";
    }
  }

  /** One that does not come is waited for, and not asked for again. */
  private Future<?> currentAnswer() {
    Future<?> latest = running;
    boolean old = System.nanoTime() - askedAt > FRESH.toNanos();
    if (latest == null || (latest.isDone() && old)) {
      latest = thread.submit(this::ask);
      running = latest;
      askedAt = System.nanoTime();
    }
    return latest;
  }

  private @Nullable Void ask() throws Exception {
    try {
      probe.ask();
      return null;
    } catch (Exception e) {
      LOG.warn("not ready", e);
      throw e;
    }
  }

  @Override
  public void close() {
    stop();
    thread.shutdownNow();
  }
}
