package io.filelibrary.testkit;

import static io.filelibrary.testkit.BackendFailures.assertRefused;
import static io.filelibrary.testkit.StorageProbe.key;
import static io.filelibrary.testkit.StorageProbe.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.Leftover;
import io.filelibrary.spi.Leftovers;
import io.filelibrary.spi.StoredObject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What interrupted puts leave in a storage, and how it is dropped. */
interface LeftoversRules extends StorageLocation {
  /** Before anything that a test does by the clock. */
  Instant LONG_AGO = Instant.parse("2001-02-03T04:05:06Z");

  /** After anything that a test does by the clock. */
  Instant EVER = Instant.parse("2200-01-01T00:00:00Z");

  @Override
  Leftovers open() throws IOException;

  void leave(int size, Instant touchedAt) throws Exception;

  @Test
  @DisplayName("S100 Objects are no leftovers, and no put leaves any that ends, well or not")
  default void endedPutsLeaveNothing() throws Exception {
    try (Leftovers storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      assertThat(storage.leftovers(EVER, 9)).isEmpty();
      for (int size : List.of(0, 1, 100_000, 1_000_000)) {
        probe.put(key(size), sample(size));
        assertRefused(Reason.ALREADY_EXISTS, () -> probe.put(key(size), sample(size)));
      }
      ScriptedSource source =
          ScriptedSource.running(
              sample(500_000),
              400_000,
              () -> {
                throw new IOException("no more");
              });
      Outcome<StoredObject> failed =
          Outcome.of(() -> probe.put(key("failed"), source, OptionalLong.empty()));
      assertThat(failed.succeeded()).isFalse();
      storage.delete(List.of(key(1_000_000)));
      assertThat(storage.leftovers(EVER, 9)).isEmpty();
      assertThat(storage.dropLeftovers(EVER)).isZero();
      for (int size : List.of(0, 1, 100_000)) {
        probe.assertHolds(key(size), sample(size));
      }
    }
  }

  @Test
  @DisplayName("S101 What cut-off puts have left is listed by name, with size and time")
  default void leftoversAreListed() throws Exception {
    try (Leftovers storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      probe.put(key(1), sample(1000));
      List<Integer> sizes = List.of(0, 1, 1000, 70_000, 300_000);
      for (int size : sizes) {
        leave(size, LONG_AGO.plusSeconds(size));
      }
      List<Leftover> all = storage.leftovers(EVER, 9);
      assertThat(all).extracting(Leftover::name).isSorted().doesNotHaveDuplicates();
      assertThat(all).allMatch(Leftover::ours);
      assertThat(all)
          .extracting(Leftover::touchedAt)
          .containsExactlyInAnyOrderElementsOf(
              sizes.stream().map(size -> LONG_AGO.plusSeconds(size)).toList());
      assertThat(all).allMatch(left -> left.touchedAt().equals(LONG_AGO.plusSeconds(left.size())));
      for (int limit : List.of(1, 2, 5)) {
        assertThat(storage.leftovers(EVER, limit)).isEqualTo(all.subList(0, limit));
      }
      assertThat(probe.listed()).containsExactly(key(1));
    }
  }

  @Test
  @DisplayName("S102 What was idle since a moment is dropped, no more and no object; it is counted")
  default void idleLeftoversAreDropped() throws Exception {
    try (Leftovers storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      probe.put(key(1), sample(100_000));
      Instant later = LONG_AGO.plusSeconds(1);
      leave(10, LONG_AGO);
      leave(70_000, LONG_AGO);
      leave(20, later);
      assertThat(storage.leftovers(LONG_AGO, 9)).isEmpty();
      assertThat(storage.dropLeftovers(LONG_AGO)).isZero();
      assertThat(storage.leftovers(later, 9)).hasSize(2);
      assertThat(storage.dropLeftovers(later)).isEqualTo(2);
      assertThat(storage.leftovers(EVER, 9)).extracting(Leftover::size).containsExactly(20L);
      assertThat(storage.dropLeftovers(later)).isZero();
      assertThat(storage.dropLeftovers(EVER)).isEqualTo(1);
      assertThat(storage.leftovers(EVER, 9)).isEmpty();
      probe.assertHolds(key(1), sample(100_000));
      assertThat(probe.listed()).containsExactly(key(1));
    }
  }

  @Test
  @DisplayName("S103 A put that was at work since the moment is spared, and stores its object")
  default void runningPutIsSpared() throws Exception {
    try (Leftovers storage = open();
        Workers workers = new Workers()) {
      StorageProbe probe = new StorageProbe(storage);
      GatedSource source = new GatedSource(sample(2_000_000), 1_000_000);
      Future<StoredObject> put =
          workers.start(() -> probe.put(key(1), source, OptionalLong.empty()));
      source.awaitReached();
      leave(10, LONG_AGO);
      assertThat(storage.dropLeftovers(LONG_AGO.plusSeconds(1))).isEqualTo(1);
      source.release();
      StorageProbe.assertDescribes(Workers.join(put), key(1), sample(2_000_000));
      probe.assertHolds(key(1), sample(2_000_000));
    }
  }

  @Test
  @DisplayName("S104 A put that is dropped while it runs fails and shows nothing; its key is free")
  default void droppedPutFails() throws Exception {
    try (Leftovers storage = open();
        Workers workers = new Workers()) {
      StorageProbe probe = new StorageProbe(storage);
      GatedSource source = new GatedSource(sample(2_000_000), 1_000_000);
      Future<Outcome<StoredObject>> put =
          workers.start(
              () -> Outcome.of(() -> probe.put(key(1), source, OptionalLong.of(2_000_000))));
      source.awaitReached();
      long dropped = storage.dropLeftovers(EVER);
      source.release();
      Outcome<StoredObject> outcome = Workers.join(put);
      assertThat(outcome.succeeded()).as("whether the put went on").isEqualTo(dropped == 0);
      outcome.failure().ifPresent(e -> assertThat(e).isInstanceOf(IOException.class));
      probe.assertAllOrNothing(key(1), sample(2_000_000), outcome.succeeded());
      assertThat(storage.leftovers(EVER, 9)).isEmpty();
      if (!outcome.succeeded()) {
        probe.put(key(1), sample(3000));
        probe.assertHolds(key(1), sample(3000));
      }
    }
  }

  @Test
  @DisplayName("S105 After close leftovers are neither listed nor dropped: CLOSED")
  default void closedStorageHasNoLeftovers() throws Exception {
    Leftovers storage = open();
    try (storage) {
      leave(10, LONG_AGO);
    }
    assertRefused(Reason.CLOSED, () -> storage.leftovers(EVER, 9));
    assertRefused(Reason.CLOSED, () -> storage.dropLeftovers(EVER));
  }
}
