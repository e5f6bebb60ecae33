package io.filelibrary.http.spool;

import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which uploads the requests of this process have. A request that waits for bytes of its client for
 * too long loses its upload to the next one: its client may be gone, which nobody tells. Safe for
 * use by many threads.
 */
final class UploadsInUse {
  private static final long POLL_MILLIS = 50;

  private final Map<UUID, Hold> holds = new HashMap<>();
  private final Duration quiet;

  /**
   * Creates an empty set.
   *
   * @param quiet after how long without a byte a request loses its upload to another one
   */
  UploadsInUse(Duration quiet) {
    this.quiet = quiet;
  }

  /** What one request has, until it gives it up or loses it. Changed by its set alone. */
  static final class Hold {
    private final UUID id;
    private @Nullable FileChannel lock;
    private boolean waiting;
    private long waitingSince;

    private Hold(UUID id, @Nullable FileChannel lock) {
      this.id = id;
      this.lock = lock;
    }
  }

  /**
   * Takes an upload, if need be when another request has let it go or was quiet for too long.
   *
   * @param id the upload's id
   * @param patience how long to wait for it
   * @return what is taken; empty if another request keeps it, or the thread is interrupted
   */
  synchronized Optional<Hold> take(UUID id, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Hold former = holds.get(id);
      if (former == null || isQuiet(former)) {
        Hold hold = new Hold(id, former == null ? null : former.lock);
        holds.put(id, hold);
        return Optional.of(hold);
      }
      long millis = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (millis <= 0) {
        return Optional.empty();
      }
      try {
        wait(Math.min(millis, POLL_MILLIS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
  }

  private boolean isQuiet(Hold hold) {
    return hold.waiting && System.nanoTime() - hold.waitingSince >= quiet.toNanos();
  }

  /** The lock among processes that the request before had, if this one took over from it. */
  synchronized Optional<FileChannel> lockOf(Hold hold) {
    return Optional.ofNullable(hold.lock);
  }

  /** Remembers the lock among processes, for whoever takes over. */
  synchronized void keepLock(Hold hold, FileChannel lock) {
    hold.lock = lock;
  }

  /** Says whether a request still has its upload; it loses it nowhere but while it waits. */
  synchronized boolean isHeld(Hold hold) {
    return holds.get(hold.id) == hold;
  }

  /** Notes that a request begins to wait for its client. */
  synchronized void awaitClient(Hold hold) {
    hold.waiting = true;
    hold.waitingSince = System.nanoTime();
  }

  /** Notes that a request has heard of its client; answers whether it still has its upload. */
  synchronized boolean heardOfClient(Hold hold) {
    hold.waiting = false;
    return isHeld(hold);
  }

  /** Lets an upload go, if it is not another request's by now. */
  synchronized void release(Hold hold) {
    holds.remove(hold.id, hold);
    notifyAll();
  }
}
