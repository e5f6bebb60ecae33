package io.filelibrary.testkit;

import static io.filelibrary.testkit.BackendFailures.assertRefusal;
import static io.filelibrary.testkit.BackendFailures.assertRefused;
import static io.filelibrary.testkit.StorageProbe.key;
import static io.filelibrary.testkit.StorageProbe.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.spi.StoredObject;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What instances on one location are to each other. */
interface SharedStorageRules extends StorageLocation {
  @Test
  @DisplayName("S80 An instance sees at once what another has put and deleted")
  default void instancesSeeEachOther() throws Exception {
    try (StorageBackend one = open();
        StorageBackend other = open()) {
      StorageProbe probe = new StorageProbe(one);
      StorageProbe otherProbe = new StorageProbe(other);
      otherProbe.assertAbsent(key(1));
      probe.put(key(1), sample(100_000));
      otherProbe.assertHolds(key(1), sample(100_000));
      other.delete(List.of(key(1)));
      probe.assertAbsent(key(1));
    }
  }

  @Test
  @DisplayName("S81 Objects are there after all instances were closed and one is opened again")
  default void objectsOutliveTheInstance() throws Exception {
    try (StorageBackend storage = open()) {
      for (int size : StorageProbe.SIZES) {
        new StorageProbe(storage).put(key(size), sample(size));
      }
    }
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      for (int size : StorageProbe.SIZES) {
        probe.assertHolds(key(size), sample(size));
      }
      assertThat(probe.listed()).hasSameSizeAs(StorageProbe.SIZES);
    }
  }

  @Test
  @DisplayName("S82 A key that another instance has put is ALREADY_EXISTS")
  default void keyIsWrittenOnceByAllInstances() throws Exception {
    try (StorageBackend one = open();
        StorageBackend other = open()) {
      new StorageProbe(one).put(key(1), sample(1000));
      StorageProbe probe = new StorageProbe(other);
      assertRefused(Reason.ALREADY_EXISTS, () -> probe.put(key(1), sample(2000)));
      probe.assertHolds(key(1), sample(1000));
    }
  }

  @Test
  @DisplayName("S83 Of concurrent puts to one key through several instances exactly one succeeds")
  default void oneOfConcurrentPutsOfInstancesWins() throws Exception {
    try (StorageBackend one = open();
        StorageBackend other = open();
        Workers workers = new Workers()) {
      List<StorageProbe> probes = List.of(new StorageProbe(one), new StorageProbe(other));
      for (int round = 0; round < 10; round++) {
        ContentKey key = key(round);
        List<Outcome<StoredObject>> outcomes =
            workers.race(6, number -> probes.get(number % 2).put(key, sample(100_000 + number)));
        assertThat(outcomes).filteredOn(Outcome::succeeded).hasSize(1);
        for (int number = 0; number < outcomes.size(); number++) {
          if (outcomes.get(number).succeeded()) {
            probes.get(0).assertHolds(key, sample(100_000 + number));
          }
          outcomes.get(number).failure().ifPresent(e -> assertRefusal(Reason.ALREADY_EXISTS, e));
        }
      }
    }
  }

  @Test
  @DisplayName("S84 Opening, using and closing an instance leaves a put of another undisturbed")
  default void openingDisturbsNoRunningPut() throws Exception {
    byte[] bytes = sample(3_000_000);
    try (StorageBackend storage = open();
        Workers workers = new Workers()) {
      StorageProbe probe = new StorageProbe(storage);
      GatedSource source = new GatedSource(bytes, 2_000_000);
      Future<StoredObject> put =
          workers.start(() -> probe.put(key(1), source, OptionalLong.of(bytes.length)));
      source.awaitReached();
      try (StorageBackend other = open()) {
        StorageProbe otherProbe = new StorageProbe(other);
        otherProbe.assertAbsent(key(1));
        otherProbe.put(key(2), sample(100));
        other.delete(List.of(key(2)));
      }
      source.release();
      StorageProbe.assertDescribes(Workers.join(put), key(1), bytes);
      probe.assertHolds(key(1), bytes);
    }
  }

  @Test
  @DisplayName("S85 A put that runs while its instance is closed stores all of it, or throws")
  default void putDuringCloseIsAllOrNothing() throws Exception {
    byte[] bytes = sample(3_000_000);
    try (StorageBackend storage = open();
        Workers workers = new Workers()) {
      StorageProbe probe = new StorageProbe(storage);
      GatedSource source = new GatedSource(bytes, 2_000_000);
      Future<Outcome<StoredObject>> put =
          workers.start(
              () -> Outcome.of(() -> probe.put(key(1), source, OptionalLong.of(bytes.length))));
      source.awaitReached();
      Future<Boolean> closed =
          workers.start(
              () -> {
                probe.closeStorage();
                return true;
              });
      source.release();
      Outcome<StoredObject> outcome = Workers.join(put);
      assertThat(Workers.join(closed)).isTrue();
      outcome.failure().ifPresent(e -> assertThat(e).isInstanceOf(IOException.class));
      try (StorageBackend other = open()) {
        new StorageProbe(other).assertAllOrNothing(key(1), bytes, outcome.succeeded());
      }
    }
  }
}
