package io.filelibrary.testkit;

import static io.filelibrary.testkit.BackendFailures.assertRefused;
import static io.filelibrary.testkit.StorageProbe.key;
import static io.filelibrary.testkit.StorageProbe.sample;
import static java.util.Arrays.copyOfRange;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.StorageBackend;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How objects are read, whole and in part. */
interface StorageReadRules extends StorageLocation {

  @Test
  @DisplayName("S30 A range inside an object gives exactly its bytes")
  default void rangeInsideGivesItsBytes() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      byte[] bytes = sample(200_000);
      probe.put(key(1), bytes);
      int[][] parts = {
        {0, 10}, {1, 1}, {100, 65536}, {65535, 2}, {65536, 65536}, {131_071, 3}, {0, 200_000}
      };
      for (int[] part : parts) {
        assertThat(probe.read(key(1), ByteRange.of(part[0], part[1])))
            .as("%d bytes from %d", part[1], part[0])
            .isEqualTo(copyOfRange(bytes, part[0], part[0] + part[1]));
      }
    }
  }

  @Test
  @DisplayName("S31 A range without a length runs to the end of the object")
  default void openRangeRunsToTheEnd() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      byte[] bytes = sample(200_000);
      probe.put(key(1), bytes);
      for (int offset : List.of(0, 1, 65535, 65536, 131_072, 199_999)) {
        assertThat(probe.read(key(1), ByteRange.from(offset)))
            .as("from %d", offset)
            .isEqualTo(copyOfRange(bytes, offset, bytes.length));
      }
    }
  }

  @Test
  @DisplayName("S32 A range that ends past the object gives as many bytes as there are")
  default void rangePastTheEndIsCut() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      byte[] bytes = sample(200_000);
      probe.put(key(1), bytes);
      for (long length : List.of(2L, 65536L, 200_000L, (long) Integer.MAX_VALUE, Long.MAX_VALUE)) {
        assertThat(probe.read(key(1), ByteRange.of(199_999, length)))
            .as("%d bytes from the last", length)
            .isEqualTo(copyOfRange(bytes, 199_999, 200_000));
      }
      assertThat(probe.read(key(1), ByteRange.of(0, 200_001))).isEqualTo(bytes);
    }
  }

  @Test
  @DisplayName("S33 A range that begins at or past the end gives no byte")
  default void rangeBehindTheEndIsEmpty() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      for (int size : List.of(0, 1, 65536)) {
        probe.put(key(size), sample(size));
        for (long offset : List.of((long) size, size + 1L, 1L << 40, Long.MAX_VALUE)) {
          assertThat(probe.read(key(size), ByteRange.from(offset))).as("from %d", offset).isEmpty();
          assertThat(probe.read(key(size), ByteRange.of(offset, 1))).as("at %d", offset).isEmpty();
          assertThat(probe.read(key(size), ByteRange.of(offset, Long.MAX_VALUE))).isEmpty();
        }
      }
    }
  }

  @Test
  @DisplayName("S34 A range of no bytes gives none, wherever it begins")
  default void emptyRangeGivesNothing() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      for (int size : List.of(0, 1, 70_000)) {
        probe.put(key(size), sample(size));
        for (long offset : List.of(0L, 1L, size + 1L)) {
          assertThat(probe.read(key(size), ByteRange.of(offset, 0))).as("at %d", offset).isEmpty();
        }
      }
    }
  }

  @Test
  @DisplayName("S35 Opening an absent key is NOT_FOUND at once, whatever the range")
  default void absentKeyShowsAtOpen() throws Exception {
    try (StorageBackend storage = open()) {
      new StorageProbe(storage).put(key("a/b"), sample(10));
      List<ByteRange> ranges =
          List.of(ByteRange.ALL, ByteRange.of(5, 5), ByteRange.of(0, 0), ByteRange.from(100));
      for (String absent : List.of("a", "a/b/c", "a/bc", "b", "private/x")) {
        for (ByteRange range : ranges) {
          assertRefused(Reason.NOT_FOUND, () -> storage.open(key(absent), range).close());
        }
      }
    }
  }

  @Test
  @DisplayName("S36 The stream gives single bytes from 0 to 255, skips, and keeps to its end")
  default void streamBehavesAsAnInputStream() throws Exception {
    byte[] bytes = new byte[1000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    try (StorageBackend storage = open()) {
      new StorageProbe(storage).put(key(1), bytes);
      try (InputStream in = storage.open(key(1), ByteRange.ALL)) {
        for (int i = 0; i < 600; i++) {
          assertThat(in.read()).as("byte %d", i).isEqualTo(i & 0xFF);
        }
        assertThat(in.read(new byte[10], 0, 0)).as("a read of nothing").isZero();
        in.skipNBytes(100);
        assertThat(in.available()).isBetween(0, 300);
        byte[] rest = new byte[310];
        assertThat(in.readNBytes(rest, 5, 305)).isEqualTo(300);
        assertThat(copyOfRange(rest, 5, 305)).isEqualTo(copyOfRange(bytes, 700, 1000));
        assertThat(in.read()).as("the end").isEqualTo(-1);
        assertThat(in.read(rest)).as("the end again").isEqualTo(-1);
        assertThat(in.skip(10)).as("skipping at the end").isZero();
      }
    }
  }

  @Test
  @DisplayName("S37 A stream may be closed early and twice, and nothing suffers from it")
  default void streamMayBeClosedEarly() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      byte[] bytes = sample(3_000_000);
      probe.put(key(1), bytes);
      for (int taken : List.of(0, 1, 100_000)) {
        InputStream in = storage.open(key(1), ByteRange.ALL);
        assertThat(in.readNBytes(taken)).hasSize(taken);
        in.close();
        in.close();
      }
      probe.assertHolds(key(1), bytes);
      storage.delete(List.of(key(1)));
      probe.assertAbsent(key(1));
    }
  }

  @Test
  @DisplayName("S38 Many streams on one object are open at once, each at its own place")
  default void streamsOnOneObjectAreIndependent() throws Exception {
    try (StorageBackend storage = open()) {
      byte[] bytes = sample(300_000);
      new StorageProbe(storage).put(key(1), bytes);
      List<InputStream> streams = new ArrayList<>();
      try {
        for (int i = 0; i < 20; i++) {
          streams.add(storage.open(key(1), ByteRange.from(i)));
        }
        for (int step = 0; step < 4; step++) {
          for (int i = 0; i < streams.size(); i++) {
            int from = i + step * 70_000;
            assertThat(streams.get(i).readNBytes(70_000))
                .isEqualTo(copyOfRange(bytes, from, from + 70_000));
          }
        }
      } finally {
        for (InputStream stream : streams) {
          stream.close();
        }
      }
    }
  }

  @Test
  @DisplayName("S39 Many threads read one object at once, and each gets all of it")
  default void threadsReadOneObjectAtOnce() throws Exception {
    try (StorageBackend storage = open();
        Workers workers = new Workers()) {
      StorageProbe probe = new StorageProbe(storage);
      byte[] bytes = sample(1_000_000);
      probe.put(key(1), bytes);
      List<Outcome<Boolean>> outcomes =
          workers.race(8, number -> Arrays.equals(probe.read(key(1)), bytes));
      assertThat(outcomes)
          .allSatisfy(
              outcome -> {
                assertThat(outcome.failure()).isEmpty();
                assertThat(outcome.value()).as("read the same bytes").hasValue(true);
              });
    }
  }

  @Test
  @DisplayName("S40 An object deleted while it is read is read to its end, or the stream fails")
  default void deletedObjectNeverEndsEarly() throws Exception {
    try (StorageBackend storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      byte[] bytes = sample(5_000_001);
      probe.put(key(1), bytes);
      try (InputStream in = storage.open(key(1), ByteRange.ALL)) {
        assertThat(in.readNBytes(10)).hasSize(10);
        storage.delete(List.of(key(1)));
        probe.assertAbsent(key(1));
        StorageProbe.assertReadsOnOrFails(in, copyOfRange(bytes, 10, bytes.length));
      }
    }
  }
}
