package io.filelibrary.testkit;

import static io.filelibrary.testkit.BackendFailures.assertRefusal;
import static io.filelibrary.testkit.BackendFailures.assertRefused;
import static io.filelibrary.testkit.StorageProbe.key;
import static io.filelibrary.testkit.StorageProbe.sample;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.filelibrary.model.ContentType;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.spi.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How objects come into being. */
interface StoragePutRules extends StorageLocation {

  @Test
  @DisplayName("S01 A content of any size reads back byte for byte when its size was declared")
  default void declaredContentReadsBack() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      for (int size : StorageProbe.SIZES) {
        probe.put(key(size), new ByteArrayInputStream(sample(size)), OptionalLong.of(size));
        assertThat(probe.read(key(size))).as("%d bytes", size).isEqualTo(sample(size));
      }
    }
  }

  @Test
  @DisplayName("S02 A content of any size reads back byte for byte when its size was unknown")
  default void undeclaredContentReadsBack() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      for (int size : StorageProbe.SIZES) {
        probe.put(key(size), new ByteArrayInputStream(sample(size)), OptionalLong.empty());
        assertThat(probe.read(key(size))).as("%d bytes", size).isEqualTo(sample(size));
      }
    }
  }

  @Test
  @DisplayName("S03 Put answers with the key, the size and, where it gives one, the true hash")
  default void putDescribesTheObject() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      for (int size : StorageProbe.SIZES) {
        byte[] bytes = sample(size);
        StoredObject answer =
            probe.put(key(size), new ByteArrayInputStream(bytes), OptionalLong.empty());
        StorageProbe.assertDescribes(answer, key(size), bytes);
      }
    }
  }

  @Test
  @DisplayName("S04 A source longer than declared is SIZE_MISMATCH and leaves nothing visible")
  default void longerSourceIsRefused() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      for (int size : StorageProbe.SIZES) {
        InputStream longer = new ByteArrayInputStream(sample(size + 1));
        assertRefused(
            Reason.SIZE_MISMATCH, () -> probe.put(key(size), longer, OptionalLong.of(size)));
        probe.assertAbsent(key(size));
      }
    }
  }

  @Test
  @DisplayName("S05 A source shorter than declared is SIZE_MISMATCH and leaves nothing visible")
  default void shorterSourceIsRefused() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      for (int size : StorageProbe.SIZES) {
        InputStream shorter = new ByteArrayInputStream(sample(size));
        assertRefused(
            Reason.SIZE_MISMATCH, () -> probe.put(key(size), shorter, OptionalLong.of(size + 1L)));
        probe.assertAbsent(key(size));
      }
    }
  }

  @Test
  @DisplayName("S06 Put takes at most one byte past the declared size from the source")
  default void putTakesAtMostOneByteMore() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      for (int size : List.of(0, 1, 1000, 100_000)) {
        ScriptedSource source = ScriptedSource.of(sample(3_000_000));
        Outcome<StoredObject> outcome =
            Outcome.of(() -> probe.put(key(size), source, OptionalLong.of(size)));
        assertThat(source.taken())
            .as("bytes taken where %d were declared: %s", size, outcome)
            .isLessThanOrEqualTo(size + 1);
      }
    }
  }

  @Test
  @DisplayName("S07 A put whose source fails leaves nothing visible")
  default void failedPutLeavesNothingVisible() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      byte[] bytes = sample(3_000_000);
      for (int position : List.of(0, 1, 65536, 2_999_999, 3_000_000)) {
        for (OptionalLong expected : List.of(OptionalLong.empty(), OptionalLong.of(3_000_000))) {
          InputStream source =
              ScriptedSource.running(bytes, position, () -> throwing(new IOException("broken")));
          Outcome<StoredObject> outcome =
              Outcome.of(() -> probe.put(key(position), source, expected));
          assertThat(outcome.succeeded()).as("put, failed at %d", position).isFalse();
          probe.assertAbsent(key(position));
        }
      }
    }
  }

  @Test
  @DisplayName("S08 What the source throws is rethrown as the same object, checked or not")
  default void sourceFailureIsRethrownAsItIs() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      byte[] bytes = sample(200_000);
      List<Throwable> failures =
          List.of(
              new IOException("checked"),
              new IllegalStateException("unchecked"),
              new LinkageError("an error"));
      for (Throwable thrown : failures) {
        for (int position : List.of(0, 100_000, 200_000)) {
          InputStream source = ScriptedSource.running(bytes, position, () -> throwing(thrown));
          Throwable failure =
              catchThrowable(() -> probe.put(key(1), source, OptionalLong.of(200_000)));
          assertThat(failure).as("what put threw at %d", position).isSameAs(thrown);
        }
      }
    }
  }

  @Test
  @DisplayName("S09 A key whose put failed has no object, so that a later put succeeds")
  default void failedKeyCanBePut() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      byte[] bytes = sample(100_000);
      InputStream broken =
          ScriptedSource.running(bytes, 70_000, () -> throwing(new IOException("broken")));
      InputStream tooShort = new ByteArrayInputStream(bytes);
      Outcome<StoredObject> first = Outcome.of(() -> probe.put(key(1), broken, known(100_000)));
      Outcome<StoredObject> second = Outcome.of(() -> probe.put(key(1), tooShort, known(100_001)));
      Outcome<StoredObject> third = Outcome.of(() -> probe.put(key(1), bytes));
      assertThat(third.failure()).as("after %s and %s", first, second).isEmpty();
      probe.assertHolds(key(1), bytes);
    }
  }

  @Test
  @DisplayName("S10 A second put to a key is ALREADY_EXISTS and the first object stays as it is")
  default void keyIsWrittenOnce() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      for (int size : List.of(0, 1, 100_000)) {
        probe.put(key(size), sample(size));
        for (byte[] other : List.of(sample(size), sample(size + 1), new byte[0])) {
          assertRefused(Reason.ALREADY_EXISTS, () -> probe.put(key(size), other));
          probe.assertHolds(key(size), sample(size));
        }
      }
    }
  }

  @Test
  @DisplayName("S11 Of concurrent puts to one key exactly one succeeds, the rest ALREADY_EXISTS")
  default void oneOfConcurrentPutsWins() throws Exception {
    try (StorageBackend storage = open();
        Workers workers = new Workers()) {
      StorageProbe probe = new StorageProbe(storage);
      for (int round = 0; round < 10; round++) {
        ContentKey key = key(round);
        List<Outcome<StoredObject>> outcomes =
            workers.race(8, number -> probe.put(key, sample(100_000 + number)));
        assertThat(outcomes).filteredOn(Outcome::succeeded).hasSize(1);
        for (int number = 0; number < outcomes.size(); number++) {
          if (outcomes.get(number).succeeded()) {
            probe.assertHolds(key, sample(100_000 + number));
          }
          outcomes.get(number).failure().ifPresent(e -> assertRefusal(Reason.ALREADY_EXISTS, e));
        }
      }
    }
  }

  @Test
  @DisplayName("S12 Put never closes the caller's stream")
  default void sourceStaysOpen() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      byte[] bytes = sample(70_000);
      ScriptedSource stored = ScriptedSource.of(bytes);
      ScriptedSource again = ScriptedSource.of(bytes);
      ScriptedSource tooLong = ScriptedSource.of(bytes);
      ScriptedSource broken =
          ScriptedSource.running(bytes, 60_000, () -> throwing(new IOException("broken")));
      List<Outcome<StoredObject>> outcomes =
          List.of(
              Outcome.of(() -> probe.put(key(1), stored, known(bytes.length))),
              Outcome.of(() -> probe.put(key(1), again, OptionalLong.empty())),
              Outcome.of(() -> probe.put(key(2), tooLong, known(9))),
              Outcome.of(() -> probe.put(key(3), broken, OptionalLong.empty())));
      assertThat(List.of(stored, again, tooLong, broken))
          .as("sources, after %s", outcomes)
          .noneMatch(ScriptedSource::closed);
    }
  }

  @Test
  @DisplayName("S13 A source that gives few bytes at a time is stored whole")
  default void tricklingSourceIsStoredWhole() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      byte[] bytes = sample(200_001);
      for (int atATime : List.of(1, 7, 8191)) {
        probe.put(
            key(atATime), ScriptedSource.fewAtATime(bytes, atATime), OptionalLong.of(bytes.length));
        probe.put(
            key(100_000 + atATime),
            ScriptedSource.fewAtATime(bytes, atATime),
            OptionalLong.empty());
        assertThat(probe.read(key(atATime))).isEqualTo(bytes);
        assertThat(probe.read(key(100_000 + atATime))).isEqualTo(bytes);
      }
    }
  }

  @Test
  @DisplayName("S14 Keys of every allowed form are objects of their own, also below one another")
  default void everyKeyIsAnObjectOfItsOwn() throws Exception {
    List<String> keys =
        List.of(
            "a",
            "a/b",
            "a/b/c",
            "a-b",
            "ab",
            "-",
            "--",
            "-/-",
            "0",
            "con",
            "nul/aux",
            "tmp",
            "public",
            "public/" + "0".repeat(32),
            "private/" + "0".repeat(32),
            "x".repeat(128),
            "a/".repeat(63) + "zz");
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      for (int i = 0; i < keys.size(); i++) {
        probe.put(key(keys.get(i)), sample(1000 + i));
      }
      for (int i = 0; i < keys.size(); i++) {
        probe.assertHolds(key(keys.get(i)), sample(1000 + i));
      }
      assertThat(probe.listed()).hasSameSizeAs(keys);
    }
  }

  @Test
  @DisplayName("S15 The hints change nothing about the bytes")
  default void hintsDoNotTouchTheBytes() throws Exception {
    List<String> types =
        List.of(
            "text/plain; charset=utf-16",
            "application/gzip",
            "text/html",
            "application/x-" + "x".repeat(200));
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      byte[] bytes = "one\r\ntwo\n\u00e9\u0000".getBytes(UTF_8);
      for (String type : types) {
        ContentKey key = key(types.indexOf(type));
        ContentHints hints = new ContentHints(ContentType.of(type));
        storage.put(key, new ByteArrayInputStream(bytes), OptionalLong.of(bytes.length), hints);
        probe.assertHolds(key, bytes);
      }
    }
  }

  @Test
  @DisplayName("S16 The bytes are the source's at the time of the put, whatever becomes of them")
  default void storedBytesAreACopy() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      byte[] bytes = sample(10_000);
      probe.put(key(1), bytes);
      Arrays.fill(bytes, (byte) 0);
      probe.assertHolds(key(1), sample(10_000));
    }
  }

  private static OptionalLong known(long size) {
    return OptionalLong.of(size);
  }

  /** Throws what is given, so that a source can throw anything. */
  private static void throwing(Throwable thrown) throws IOException {
    if (thrown instanceof IOException checked) {
      throw checked;
    }
    if (thrown instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    throw new IOException(thrown);
  }
}
