package io.filelibrary.testkit;

import static io.filelibrary.testkit.StorageProbe.key;
import static io.filelibrary.testkit.StorageProbe.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StorageBackend;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is known of objects, and how they go. */
interface StorageDeleteRules extends StorageLocation {

  @Test
  @DisplayName("S50 Stat of an absent key is empty")
  default void statOfAbsentKeyIsEmpty() throws Exception {
    try (StorageBackend storage = open()) {
      assertThat(storage.stat(key("a"))).isEmpty();
      new StorageProbe(storage).put(key("a/b"), sample(10));
      for (String absent : List.of("a", "a/b/c", "a/bc", "b")) {
        assertThat(storage.stat(key(absent))).as("stat of %s", absent).isEmpty();
      }
    }
  }

  @Test
  @DisplayName("S51 Stat tells the size and, where it gives one, the true hash")
  default void statDescribesTheObject() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      for (int size : StorageProbe.SIZES) {
        probe.put(key(size), sample(size));
        assertThat(storage.stat(key(size)))
            .hasValueSatisfying(
                found -> StorageProbe.assertDescribes(found, key(size), sample(size)));
      }
    }
  }

  @Test
  @DisplayName("S52 Delete removes the objects of the given keys, and no other")
  default void deleteRemovesOnlyWhatIsGiven() throws Exception {
    List<String> kept = List.of("a", "a-b", "a/b/c", "a/bc", "b");
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      for (String text : kept) {
        probe.put(key(text), sample(text.length()));
      }
      probe.put(key("a/b"), sample(100));
      probe.put(key("c"), sample(100));
      storage.delete(List.of(key("a/b"), key("c")));
      probe.assertAbsent(key("a/b"));
      probe.assertAbsent(key("c"));
      for (String text : kept) {
        probe.assertHolds(key(text), sample(text.length()));
      }
    }
  }

  @Test
  @DisplayName("S53 Delete passes over keys that are absent, so that it can be repeated")
  default void deleteCanBeRepeated() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      storage.delete(List.of(key("absent"), key("also/absent")));
      probe.put(key("a"), sample(10));
      probe.put(key("b"), sample(10));
      List<ContentKey> keys = List.of(key("absent"), key("a"), key("a"), key("a/b"), key("b"));
      storage.delete(keys);
      storage.delete(keys);
      assertThat(probe.listed()).isEmpty();
    }
  }

  @Test
  @DisplayName("S54 Delete takes thousands of keys at once")
  default void deleteTakesThousandsOfKeys() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      Set<ContentKey> keys = new LinkedHashSet<>();
      for (int number = 0; number < 2500; number++) {
        keys.add(key(number));
      }
      for (int number : List.of(0, 1, 998, 999, 1000, 1001, 1999, 2000, 2499, 2500)) {
        probe.put(key(number), sample(1));
      }
      storage.delete(keys);
      assertThat(probe.listed()).containsExactly(key(2500));
    }
  }

  @Test
  @DisplayName("S55 Delete of no keys does nothing")
  default void deleteOfNothingDoesNothing() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      probe.put(key("a"), sample(10));
      storage.delete(List.of());
      probe.assertHolds(key("a"), sample(10));
    }
  }

  @Test
  @DisplayName("S56 Concurrent deletes of the same keys all succeed")
  default void concurrentDeletesSucceed() throws Exception {
    try (StorageBackend storage = open();
        Workers workers = new Workers()) {
      StorageProbe probe = new StorageProbe(storage);
      List<ContentKey> keys = new ArrayList<>();
      for (int number = 0; number < 20; number++) {
        keys.add(key(number));
        probe.put(key(number), sample(1000));
      }
      List<Outcome<Boolean>> outcomes =
          workers.race(
              8,
              number -> {
                storage.delete(keys);
                return true;
              });
      assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.failure()).isEmpty());
      assertThat(probe.listed()).isEmpty();
    }
  }
}
