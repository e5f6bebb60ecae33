package io.filelibrary.testkit;

import io.filelibrary.spi.Leftover;
import io.filelibrary.spi.StoredObject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Test classes of storages that each break one promise about leftovers. */
final class BrokenLeftovers {
  private BrokenLeftovers() {}

  /** A test of one storage. */
  private abstract static class Broken implements LeftoversContract {
    private final LeavingStorage storage;

    Broken(LeavingStorage storage) {
      this.storage = storage;
    }

    @Override
    public final LeavingStorage open() {
      return storage;
    }

    @Override
    public final void leave(int size, Instant touchedAt) {
      storage.leave(size, touchedAt);
    }
  }

  /** Takes its smallest objects for leftovers. */
  static class ListingSmallObjects extends Broken {
    ListingSmallObjects() {
      super(
          new LeavingStorage() {
            @Override
            public List<Leftover> leftovers(Instant idleSince, int limit) throws IOException {
              List<Leftover> found = new ArrayList<>(super.leftovers(idleSince, limit));
              for (StoredObject object : list(Optional.empty(), 100)) {
                if (object.size() == 0) {
                  found.add(new Leftover(object.key().value(), 0, object.storedAt(), true));
                }
              }
              return found;
            }
          });
    }
  }

  /** Lists the last names first. */
  static class ListingBackwards extends Broken {
    ListingBackwards() {
      super(
          new LeavingStorage() {
            @Override
            public List<Leftover> leftovers(Instant idleSince, int limit) throws IOException {
              List<Leftover> found = new ArrayList<>(super.leftovers(idleSince, 1000));
              Collections.reverse(found);
              return found.subList(0, Math.min(limit, found.size()));
            }
          });
    }
  }

  /** Drops everything, whenever it was touched. */
  static class DroppingEverything extends Broken {
    DroppingEverything() {
      super(
          new LeavingStorage() {
            @Override
            public long dropLeftovers(Instant idleSince) throws IOException {
              return super.dropLeftovers(Instant.MAX);
            }
          });
    }
  }

  /** Says that it dropped one, however many there were. */
  static class CountingOne extends Broken {
    CountingOne() {
      super(
          new LeavingStorage() {
            @Override
            public long dropLeftovers(Instant idleSince) throws IOException {
              return Math.min(1, super.dropLeftovers(idleSince));
            }
          });
    }
  }

  /** Stores the object of a put whose bytes it has dropped. */
  static class GoingOnRegardless extends Broken {
    GoingOnRegardless() {
      super(
          new LeavingStorage() {
            @Override
            void requireKept(boolean kept) {}
          });
    }
  }

  /** Answers after it was closed. */
  static class NeverClosing extends Broken {
    NeverClosing() {
      super(
          new LeavingStorage() {
            @Override
            public void close() {}
          });
    }
  }
}
