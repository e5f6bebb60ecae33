package io.filelibrary.storage.sqlite;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.Leftover;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects that nobody sees, not yet or no more. Removes their chunks: in transactions of
 * bounded size, so that a huge object does not hold up the other writes.
 */
final class HiddenObjects {
  private static final Logger LOG = LoggerFactory.getLogger(HiddenObjects.class);
  private static final int BYTES_PER_TRANSACTION = 16 << 20;
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final Database database;
  private final int chunksPerTransaction;
  private final Duration abandonedAfter;
  private final Clock clock;
  private volatile Instant nextLook = Instant.MIN;

  HiddenObjects(Database database, SqliteStorageOptions options) {
    this.database = database;
    this.chunksPerTransaction = Math.max(1, BYTES_PER_TRANSACTION / options.chunkSize());
    this.abandonedAfter = options.abandonedAfter();
    this.clock = options.clock();
  }

  /** How many chunks one transaction writes, copies or removes. */
  int chunksPerTransaction() {
    return chunksPerTransaction;
  }

  /** Removes all chunks of a DELETED object. */
  void remove(long object) throws BackendException {
    boolean gone = false;
    while (!gone) {
      gone = removeSome(object);
    }
  }

  /** Gives up an object that was not published, and removes its chunks. */
  void discard(long object) throws BackendException {
    database.write(
        Durability.RELAXED,
        session -> {
          new ObjectTable(session).abandon(object);
          return true;
        });
    remove(object);
  }

  /**
   * Goes one transaction on with what crashes have left, if there is any. Called with each put: the
   * room comes back as fast as it is needed, and no call pays for all of it.
   */
  void sweepSome() {
    Instant now = clock.instant();
    if (now.isBefore(nextLook)) {
      return;
    }
    try {
      Instant idleSince = now.minus(abandonedAfter);
      Optional<Long> found = database.read(session -> new ObjectTable(session).leftover(idleSince));
      if (found.isEmpty()) {
        nextLook = now.plus(PAUSE);
        return;
      }
      sweep(found.get(), idleSince);
    } catch (BackendException e) {
      // The call that came by has work of its own; what is left now is found the next time.
      LOG.debug("the chunks of an unfinished object could not be removed yet", e);
    }
  }

  /** Lists those that were last touched before a moment. */
  List<Leftover> list(Instant idleSince, int limit) throws BackendException {
    return database.read(session -> new ObjectTable(session).hidden(idleSince, limit)).stream()
        .sorted(Comparator.comparing(Leftover::name))
        .toList();
  }

  /** Removes those that were last touched before a moment, and returns how many. */
  long drop(Instant idleSince) throws BackendException {
    List<Long> found = database.read(session -> new ObjectTable(session).hidden(idleSince));
    long dropped = 0;
    for (long object : found) {
      if (giveUp(object, idleSince)) {
        remove(object);
        dropped++;
      }
    }
    return dropped;
  }

  /** A put may have gone on or ended since its object was found. */
  private boolean giveUp(long object, Instant idleSince) throws BackendException {
    return database.write(
        Durability.RELAXED,
        session -> {
          ObjectTable objects = new ObjectTable(session);
          objects.abandon(object, idleSince);
          return objects.isDeleted(object);
        });
  }

  private void sweep(long object, Instant idleSince) throws BackendException {
    database.write(
        Durability.RELAXED,
        session -> {
          ObjectTable objects = new ObjectTable(session);
          objects.abandon(object, idleSince);
          return objects.remove(object, chunksPerTransaction);
        });
  }

  private boolean removeSome(long object) throws BackendException {
    return database.write(
        Durability.RELAXED,
        session -> new ObjectTable(session).remove(object, chunksPerTransaction));
  }
}
