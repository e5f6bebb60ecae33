package io.filelibrary.http.spool;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Which uploads the requests of this process have. Safe for use by many threads. */
final class UploadsInUse {
  private final Set<UUID> ids = new HashSet<>();

  /**
   * Takes an upload, if need be when another request has let it go.
   *
   * @param id the upload's id
   * @param patience how long to wait for it
   * @return whether it is taken; not if another request keeps it, or the thread is interrupted
   */
  synchronized boolean take(UUID id, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (!ids.add(id)) {
      long millis = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (millis <= 0) {
        return false;
      }
      try {
        wait(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  synchronized void release(UUID id) {
    ids.remove(id);
    notifyAll();
  }
}
