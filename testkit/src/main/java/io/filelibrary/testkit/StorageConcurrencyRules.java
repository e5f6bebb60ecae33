package io.filelibrary.testkit;

import static io.filelibrary.testkit.StorageProbe.key;
import static io.filelibrary.testkit.StorageProbe.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.spi.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What many threads may do at once, and what an interrupt does to them. */
interface StorageConcurrencyRules extends StorageLocation {

  @Test
  @DisplayName("S20 While a put runs no reader sees any part of the object")
  default void unfinishedPutIsInvisible() throws Exception {
    try (StorageBackend storage = open();
        Workers workers = new Workers()) {
      StorageProbe probe = new StorageProbe(storage);
      byte[] bytes = sample(3_000_000);
      for (int gate : List.of(0, 1, 2_000_000, 2_999_999)) {
        GatedSource source = new GatedSource(bytes, gate);
        Future<StoredObject> put =
            workers.start(() -> probe.put(key(gate), source, OptionalLong.of(bytes.length)));
        source.awaitReached();
        probe.assertAbsent(key(gate));
        source.release();
        StorageProbe.assertDescribes(Workers.join(put), key(gate), bytes);
        probe.assertHolds(key(gate), bytes);
      }
    }
  }

  @Test
  @DisplayName("S21 A source that is slow to come holds up no other call")
  default void slowSourceHoldsUpNobody() throws Exception {
    try (StorageBackend storage = open();
        Workers workers = new Workers()) {
      StorageProbe probe = new StorageProbe(storage);
      probe.put(key(1), sample(100));
      probe.put(key(2), sample(200));
      GatedSource source = new GatedSource(sample(300_000), 200_000);
      Future<StoredObject> slow =
          workers.start(() -> probe.put(key(3), source, OptionalLong.empty()));
      source.awaitReached();

      List<Callable<Object>> others =
          List.of(
              () -> probe.put(key(4), sample(400_000)),
              () -> probe.read(key(1)),
              () -> storage.stat(key(1)),
              probe::listed,
              () -> {
                storage.delete(List.of(key(2)));
                return true;
              });
      for (Callable<Object> other : others) {
        assertThat(workers.outcomeOf(other).failure()).isEmpty();
      }
      assertThat(slow.isDone()).as("the slow put is done").isFalse();
      source.release();
      StorageProbe.assertDescribes(Workers.join(slow), key(3), sample(300_000));
      probe.assertHolds(key(3), sample(300_000));
      probe.assertHolds(key(4), sample(400_000));
    }
  }

  @Test
  @DisplayName("S22 Puts, reads and deletes by many threads at once are all kept apart")
  default void manyThreadsWorkAtOnce() throws Exception {
    try (StorageBackend storage = open();
        Workers workers = new Workers()) {
      StorageProbe probe = new StorageProbe(storage);
      List<Outcome<Integer>> outcomes =
          workers.race(
              8,
              number -> {
                for (int i = 0; i < 20; i++) {
                  ContentKey key = key(number * 1000 + i);
                  probe.put(key, sample(10_000 + number));
                  assertThat(probe.read(key)).isEqualTo(sample(10_000 + number));
                  if (i % 2 == 1) {
                    storage.delete(List.of(key));
                  }
                }
                return number;
              });
      assertThat(outcomes).allMatch(Outcome::succeeded);
      List<ContentKey> left = probe.listed();
      assertThat(left).hasSize(80);
      for (ContentKey key : left) {
        int number = (int) (Long.parseLong(key.value().substring(32), 16) / 1000);
        assertThat(probe.read(key)).isEqualTo(sample(10_000 + number));
      }
    }
  }

  @Test
  @DisplayName("S23 A put on an interrupted thread stores the whole object or throws and none")
  default void interruptedPutIsAllOrNothing() throws Exception {
    try (StorageBackend storage = open();
        Workers workers = new Workers()) {
      StorageProbe probe = new StorageProbe(storage);
      for (int size : List.of(0, 1, 3_000_000)) {
        byte[] bytes = sample(size);
        Outcome<StoredObject> outcome =
            workers.outcomeOf(
                () -> {
                  Thread.currentThread().interrupt();
                  return probe.put(key(size), bytes);
                });
        assertOnlyInputOutputFailure(outcome);
        probe.assertAllOrNothing(key(size), bytes, outcome.succeeded());
      }
    }
  }

  @Test
  @DisplayName("S24 A put interrupted half-way stores the whole object or throws and none")
  default void putInterruptedHalfWayIsAllOrNothing() throws Exception {
    try (StorageBackend storage = open();
        Workers workers = new Workers()) {
      StorageProbe probe = new StorageProbe(storage);
      byte[] bytes = sample(3_000_000);
      for (int position : List.of(1, 2_000_000, 3_000_000)) {
        InputStream source =
            ScriptedSource.running(bytes, position, () -> Thread.currentThread().interrupt());
        Outcome<StoredObject> outcome =
            workers.outcomeOf(() -> probe.put(key(position), source, OptionalLong.empty()));
        assertOnlyInputOutputFailure(outcome);
        probe.assertAllOrNothing(key(position), bytes, outcome.succeeded());
      }
      probe.put(key(7), sample(7000));
      probe.assertHolds(key(7), sample(7000));
    }
  }

  @Test
  @DisplayName("S25 Interrupted threads damage neither the puts nor the streams of others")
  default void interruptHarmsNoOtherThread() throws Exception {
    try (StorageBackend storage = open();
        Workers workers = new Workers()) {
      StorageProbe probe = new StorageProbe(storage);
      AtomicInteger fresh = new AtomicInteger(1000);
      byte[] bytes = sample(3_000_000);
      probe.put(key(1), bytes);
      GatedSource source = new GatedSource(bytes, 1_000_000);
      Future<StoredObject> slow =
          workers.start(() -> probe.put(key(2), source, OptionalLong.of(bytes.length)));
      source.awaitReached();
      try (InputStream other = storage.open(key(1), ByteRange.ALL)) {
        byte[] begin = other.readNBytes(10);
        for (Callable<Object> call : callsOnAnInterruptedThread(storage, fresh)) {
          assertOnlyInputOutputFailure(workers.outcomeOf(call));
        }
        assertThat(begin).isEqualTo(Arrays.copyOf(bytes, 10));
        assertThat(other.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 10, 3_000_000));
      }
      source.release();
      StorageProbe.assertDescribes(Workers.join(slow), key(2), bytes);
      probe.assertHolds(key(2), bytes);
    }
  }

  @Test
  @DisplayName("S26 After calls on interrupted threads the storage works as before")
  default void storageSurvivesInterrupts() throws Exception {
    try (StorageBackend storage = open();
        Workers workers = new Workers()) {
      StorageProbe probe = new StorageProbe(storage);
      AtomicInteger fresh = new AtomicInteger(1000);
      probe.put(key(1), sample(100_000));
      for (int round = 0; round < 5; round++) {
        for (Callable<Object> call : callsOnAnInterruptedThread(storage, fresh)) {
          assertOnlyInputOutputFailure(workers.outcomeOf(call));
        }
      }
      probe.assertHolds(key(1), sample(100_000));
      probe.put(key(2), sample(200_000));
      probe.assertHolds(key(2), sample(200_000));
      storage.delete(List.of(key(1)));
      probe.assertAbsent(key(1));
    }
  }

  /**
   * One call of each method, which interrupts its thread first. The object at key 1 stays; puts go
   * to fresh keys.
   */
  private static List<Callable<Object>> callsOnAnInterruptedThread(
      StorageBackend storage, AtomicInteger fresh) {
    StorageProbe probe = new StorageProbe(storage);
    List<Callable<Object>> calls =
        List.of(
            () ->
                probe.put(
                    key(fresh.getAndIncrement()),
                    new ByteArrayInputStream(sample(100_000)),
                    OptionalLong.empty()),
            () -> probe.read(key(1)),
            () -> storage.stat(key(1)),
            () -> storage.list(Optional.empty(), 100),
            () -> {
              storage.delete(List.of(key(999)));
              return true;
            });
    return calls.stream()
        .<Callable<Object>>map(
            call ->
                () -> {
                  Thread.currentThread().interrupt();
                  return call.call();
                })
        .toList();
  }

  private static void assertOnlyInputOutputFailure(Outcome<?> outcome) {
    outcome.failure().ifPresent(e -> assertThat(e).isInstanceOf(IOException.class));
  }
}
