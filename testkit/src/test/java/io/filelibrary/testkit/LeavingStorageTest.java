package io.filelibrary.testkit;

import java.time.Instant;

/** The storage of the kit's own that has leftovers keeps their contract. */
class LeavingStorageTest implements LeftoversContract {
  private final LeavingStorage storage = new LeavingStorage();

  @Override
  public LeavingStorage open() {
    return storage;
  }

  @Override
  public void leave(int size, Instant touchedAt) {
    storage.leave(size, touchedAt);
  }
}
