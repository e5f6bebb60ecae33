package io.filelibrary.internal.check;

import io.filelibrary.check.Standing;
import java.time.Duration;
import java.time.Instant;

/**
 * The moments by which a catalog or a storage that was restored from a backup is told: of objects
 * without a row, of files without an object, and of what both know.
 */
final class StandingEvidence {
  /** How far the storage's clock may be from the library's before a moment means something. */
  private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

  private Instant newestChange = Instant.MIN;
  private Instant newestObject = Instant.MIN;
  private Instant newestOrphan = Instant.MIN;
  private Instant oldestLoss = Instant.MAX;
  private boolean someLossIsUndated;

  /** The catalog knows of a change at this moment. */
  void changed(Instant at) {
    newestChange = later(newestChange, at);
  }

  /** The storage has an object of this moment. */
  void stored(Instant at) {
    newestObject = later(newestObject, at);
  }

  /** The storage has an object without a row, of whatever age. */
  void strayed(Instant storedAt) {
    newestOrphan = later(newestOrphan, storedAt);
  }

  /** The bytes of a file are missing that was last changed at this moment. */
  void lost(Instant changedAt) {
    oldestLoss = changedAt.isBefore(oldestLoss) ? changedAt : oldestLoss;
  }

  /** The bytes of a content are missing of which no file was found. */
  void lostUndated() {
    someLossIsUndated = true;
  }

  boolean catalogLooksOlder() {
    return newestOrphan.isAfter(Instant.MIN)
        && newestOrphan.minus(CLOCK_DIFFERENCE).isAfter(newestChange);
  }

  Standing standing() {
    boolean storageOlder =
        oldestLoss.isBefore(Instant.MAX)
            && !someLossIsUndated
            && oldestLoss.minus(CLOCK_DIFFERENCE).isAfter(newestObject);
    if (catalogLooksOlder()) {
      return storageOlder ? Standing.DIVERGED : Standing.CATALOG_OLDER;
    }
    return storageOlder ? Standing.STORAGE_OLDER : Standing.TOGETHER;
  }

  private static Instant later(Instant one, Instant other) {
    return other.isAfter(one) ? other : one;
  }
}
