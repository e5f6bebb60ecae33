package io.filelibrary.testkit;

import static io.filelibrary.testkit.StorageProbe.key;
import static io.filelibrary.testkit.StorageProbe.keys;
import static io.filelibrary.testkit.StorageProbe.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.spi.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How objects are listed. */
interface StorageListRules extends StorageLocation {
  /** Ascending; a tree of folders walked name by name would give another order. */
  List<ContentKey> ORDERED =
      Stream.of(
              "-",
              "0",
              "0-",
              "0/0",
              "00",
              "a",
              "a-",
              "a--b",
              "a-b",
              "a-b/c",
              "a/-",
              "a/b",
              "a/b-",
              "a/b/c",
              "a/b0",
              "a0",
              "a0/b",
              "aa",
              "b",
              "b/a",
              "c/c/c/c",
              "private/0",
              "private/z",
              "public/0",
              "z")
          .map(ContentKey::new)
          .toList();

  @Test
  @DisplayName("S60 Objects are listed in ascending order of the characters of their keys")
  default void listIsOrderedByKey() throws Exception {
    try (StorageBackend storage = open()) {
      putShuffled(storage);
      assertThat(keys(storage.list(Optional.empty(), 1000))).containsExactlyElementsOf(ORDERED);
    }
  }

  @Test
  @DisplayName("S61 A page has as many objects as wanted, fewer only at the end, none twice")
  default void pagesAreExact() throws Exception {
    try (StorageBackend storage = open()) {
      putShuffled(storage);
      int size = ORDERED.size();
      for (int limit : List.of(1, 2, 7, size - 1, size, size + 1, Integer.MAX_VALUE)) {
        Optional<ContentKey> after = Optional.empty();
        for (int from = 0; from <= size; from += Math.min(limit, size + 1)) {
          List<ContentKey> page = keys(storage.list(after, limit));
          int to = (int) Math.min(size, (long) from + limit);
          assertThat(page)
              .as("page of %d after %s", limit, after)
              .containsExactlyElementsOf(ORDERED.subList(from, to));
          after = page.isEmpty() ? after : Optional.of(page.get(page.size() - 1));
        }
      }
    }
  }

  @Test
  @DisplayName("S62 A page may begin after a key that has no object")
  default void pageBeginsAfterAbsentKey() throws Exception {
    try (StorageBackend storage = open()) {
      putShuffled(storage);
      for (String absent : List.of("--", "0-0", "a-a", "a/a", "a/b/0", "a/c", "aaa", "p", "zz")) {
        List<ContentKey> expected =
            ORDERED.stream().filter(key -> key.value().compareTo(absent) > 0).toList();
        assertThat(keys(storage.list(Optional.of(key(absent)), 1000)))
            .as("after %s", absent)
            .containsExactlyElementsOf(expected);
      }
    }
  }

  @Test
  @DisplayName("S63 Deletes and puts between two pages neither shift nor repeat the others")
  default void changesBetweenPagesShiftNothing() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      for (int number = 10; number < 30; number++) {
        probe.put(key(number), sample(1));
      }
      List<ContentKey> seen = new ArrayList<>();
      Optional<ContentKey> after = Optional.empty();
      for (int page = 0; page < 4; page++) {
        List<ContentKey> found = keys(storage.list(after, 5));
        seen.addAll(found);
        ContentKey last = found.get(found.size() - 1);
        after = Optional.of(last);
        storage.delete(List.of(last, found.get(0)));
        probe.put(key(page), sample(1));
      }
      List<ContentKey> expected = new ArrayList<>();
      for (int number = 10; number < 30; number++) {
        expected.add(key(number));
      }
      assertThat(seen).containsExactlyElementsOf(expected);
    }
  }

  @Test
  @DisplayName("S64 A page of more than a thousand objects is complete")
  default void largePageIsComplete() throws Exception {
    try (StorageBackend storage = open();
        Workers workers = new Workers()) {
      StorageProbe probe = new StorageProbe(storage);
      List<Outcome<Boolean>> outcomes =
          workers.race(
              5,
              number -> {
                for (int i = 0; i < 210; i++) {
                  probe.put(key(i * 5 + number), new byte[0]);
                }
                return true;
              });
      assertThat(outcomes).allMatch(Outcome::succeeded);
      List<ContentKey> expected = new ArrayList<>();
      for (int number = 0; number < 1050; number++) {
        expected.add(key(number));
      }
      assertThat(keys(storage.list(Optional.empty(), 2000))).containsExactlyElementsOf(expected);
      assertThat(keys(storage.list(Optional.empty(), 1049)))
          .containsExactlyElementsOf(expected.subList(0, 1049));
    }
  }

  @Test
  @DisplayName("S65 An empty storage, and what comes after the last key, is an empty page")
  default void endIsAnEmptyPage() throws Exception {
    try (StorageBackend storage = open()) {
      assertThat(storage.list(Optional.empty(), 10)).isEmpty();
      assertThat(storage.list(Optional.of(key("a")), 10)).isEmpty();
      new StorageProbe(storage).put(key("a"), sample(1));
      assertThat(storage.list(Optional.of(key("a")), 1)).isEmpty();
      storage.delete(List.of(key("a")));
      assertThat(storage.list(Optional.empty(), 1)).isEmpty();
    }
  }

  @Test
  @DisplayName("S66 A list tells the size of each object and, where it gives one, the true hash")
  default void listDescribesTheObjects() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      for (int size : StorageProbe.SIZES) {
        probe.put(key(size), sample(size));
      }
      List<StoredObject> listed = storage.list(Optional.empty(), 1000);
      assertThat(listed).hasSameSizeAs(StorageProbe.SIZES);
      for (int i = 0; i < listed.size(); i++) {
        int size = StorageProbe.SIZES.get(i);
        StorageProbe.assertDescribes(listed.get(i), key(size), sample(size));
      }
    }
  }

  private static void putShuffled(StorageBackend storage) throws Exception {
    StorageProbe probe = new StorageProbe(storage);
    for (int i = 0; i < ORDERED.size(); i++) {
      probe.put(ORDERED.get(i * 7 % ORDERED.size()), sample(i));
    }
  }
}
