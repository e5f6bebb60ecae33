package io.filelibrary.server.serve;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what has to be done from time to time, on one thread of its own. What fails is logged and
 * tried again at the next time; it does not keep the rest from being done.
 */
public final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<String, Chore> chores;
  private final ScheduledExecutorService thread;

  /**
   * Prepares.
   *
   * @param chores what is to be done, by names for the log
   */
  public Housekeeping(Map<String, Chore> chores) {
    this.chores = Map.copyOf(chores);
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread named = new Thread(task, "filelibrary-housekeeping");
              named.setDaemon(true);
              return named;
            });
  }

  /** Something to be done. */
  @FunctionalInterface
  public interface Chore {
    /**
     * Does it.
     *
     * @throws Exception if it cannot be done now
     */
    void run() throws Exception;
  }

  /**
   * Begins: for the first time at once, then again and again.
   *
   * @param interval from the end of one time to the beginning of the next
   */
  public void start(Duration interval) {
    var unused =
        thread.scheduleWithFixedDelay(this::runAll, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void runAll() {
    chores.forEach(
        (name, chore) -> {
          if (thread.isShutdown()) {
            return;
          }
          try {
            chore.run();
          } catch (Exception | LinkageError e) {
            LOG.error("{} failed; it is tried again", name, e);
          }
        });
  }

  /** Lets what is being done come to its end, for half a minute at most. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("housekeeping does not end; it is interrupted");
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
