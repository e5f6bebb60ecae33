package io.filelibrary.testkit;

import static io.filelibrary.testkit.BackendFailures.assertRefusal;
import static io.filelibrary.testkit.BackendFailures.assertRefused;
import static io.filelibrary.testkit.StorageProbe.key;
import static io.filelibrary.testkit.StorageProbe.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ServerSideCopy;
import io.filelibrary.spi.StoredObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How objects are copied. */
interface ServerSideCopyRules extends StorageLocation {
  @Override
  ServerSideCopy open() throws IOException;

  @Test
  @DisplayName("S90 A copy of any size holds the bytes of its source, which stays")
  default void copyHoldsTheSameBytes() throws Exception {
    try (ServerSideCopy storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      for (int size : StorageProbe.SIZES) {
        ContentKey target = key("public/" + size);
        probe.put(key(size), sample(size));
        StoredObject answer = storage.copy(key(size), target, ContentHints.NONE);
        StorageProbe.assertDescribes(answer, target, sample(size));
        probe.assertHolds(target, sample(size));
        probe.assertHolds(key(size), sample(size));
      }
    }
  }

  @Test
  @DisplayName("S91 Copying from an absent key is NOT_FOUND and leaves nothing visible")
  default void copyOfAbsentKeyIsRefused() throws Exception {
    try (ServerSideCopy storage = open()) {
      assertRefused(Reason.NOT_FOUND, () -> storage.copy(key(1), key("a/b"), ContentHints.NONE));
      new StorageProbe(storage).assertAbsent(key("a/b"));
    }
  }

  @Test
  @DisplayName("S92 Copying to a present key is ALREADY_EXISTS and changes neither object")
  default void copyOverwritesNothing() throws Exception {
    try (ServerSideCopy storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      probe.put(key(1), sample(1000));
      probe.put(key(2), sample(2000));
      for (int target : List.of(1, 2)) {
        assertRefused(
            Reason.ALREADY_EXISTS, () -> storage.copy(key(1), key(target), ContentHints.NONE));
      }
      probe.assertHolds(key(1), sample(1000));
      probe.assertHolds(key(2), sample(2000));
    }
  }

  @Test
  @DisplayName("S93 A copy and its source are deleted independently")
  default void copyIsAnObjectOfItsOwn() throws Exception {
    try (ServerSideCopy storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      probe.put(key(1), sample(100_000));
      assertThat(storage.copy(key(1), key(2), ContentHints.NONE).key()).isEqualTo(key(2));
      assertThat(storage.copy(key(2), key(3), ContentHints.NONE).key()).isEqualTo(key(3));
      storage.delete(List.of(key(1)));
      probe.assertAbsent(key(1));
      probe.assertHolds(key(2), sample(100_000));
      storage.delete(List.of(key(2)));
      probe.assertHolds(key(3), sample(100_000));
    }
  }

  @Test
  @DisplayName("S94 Of concurrent copies to one key exactly one succeeds, the rest ALREADY_EXISTS")
  default void oneOfConcurrentCopiesWins() throws Exception {
    try (ServerSideCopy storage = open();
        Workers workers = new Workers()) {
      StorageProbe probe = new StorageProbe(storage);
      for (int number = 0; number < 6; number++) {
        probe.put(key(number), sample(100_000 + number));
      }
      List<Outcome<StoredObject>> outcomes =
          workers.race(6, number -> storage.copy(key(number), key("public/a"), ContentHints.NONE));
      assertThat(outcomes).filteredOn(Outcome::succeeded).hasSize(1);
      for (int number = 0; number < outcomes.size(); number++) {
        if (outcomes.get(number).succeeded()) {
          probe.assertHolds(key("public/a"), sample(100_000 + number));
        }
        outcomes.get(number).failure().ifPresent(e -> assertRefusal(Reason.ALREADY_EXISTS, e));
      }
    }
  }

  @Test
  @DisplayName("S95 After close copying is CLOSED")
  default void closedStorageCopiesNothing() throws Exception {
    ServerSideCopy storage = open();
    try (storage) {
      new StorageProbe(storage).put(key(1), sample(10));
    }
    assertRefused(Reason.CLOSED, () -> storage.copy(key(1), key(2), ContentHints.NONE));
  }
}
