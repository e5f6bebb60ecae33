package io.filelibrary.memory;

import static io.filelibrary.memory.CatalogFixture.assertReason;
import static io.filelibrary.memory.Rows.NOW;
import static io.filelibrary.memory.Rows.key;
import static io.filelibrary.memory.Rows.sha256;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InMemoryStorageTest {
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final InMemoryStorage storage = InMemoryStorage.create(CLOCK);

  @Test
  void putTellsWhatItStored() throws IOException {
    StoredObject stored = put(key(1), "hello");

    assertThat(stored).isEqualTo(new StoredObject(key(1), 5, Optional.of(sha256("hello")), NOW));
    assertThat(storage.stat(key(1))).contains(stored);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 200_000})
  void bytesComeBackAsTheyWere(int size) throws IOException {
    byte[] bytes = randomBytes(size);
    put(key(1), new ByteArrayInputStream(bytes), OptionalLong.empty());
    put(key(2), new ByteArrayInputStream(bytes), OptionalLong.of(size));

    assertThat(read(key(1), ByteRange.ALL)).isEqualTo(bytes);
    assertThat(read(key(2), ByteRange.ALL)).isEqualTo(bytes);
    assertThat(readOneByOne(key(1))).isEqualTo(bytes);
  }

  @Test
  void sourceThatGivesFewBytesAtATimeIsReadToItsEnd() throws IOException {
    byte[] bytes = randomBytes(150_000);
    put(key(1), new TricklingStream(bytes), OptionalLong.of(bytes.length));

    assertThat(read(key(1), ByteRange.ALL)).isEqualTo(bytes);
  }

  @Test
  void keyIsWrittenOnce() throws IOException {
    put(key(1), "first");

    assertReason(Reason.ALREADY_EXISTS, () -> put(key(1), "second"));
    assertThat(read(key(1), ByteRange.ALL)).asString(UTF_8).isEqualTo("first");
  }

  @Test
  void oneOfTwoConcurrentPutsSucceeds() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    CountDownLatch bothRead = new CountDownLatch(2);
    try {
      List<Future<Boolean>> puts = new ArrayList<>();
      for (int writer = 0; writer < 2; writer++) {
        puts.add(threads.submit(() -> succeeds(new MeetingStream(bothRead))));
      }
      assertThat(List.of(puts.get(0).get(), puts.get(1).get()))
          .containsExactlyInAnyOrder(true, false);
    } finally {
      threads.shutdown();
      assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 4, 6, 70_000})
  void sizeOtherThanExpectedIsRefused(long expected) throws IOException {
    assertReason(
        Reason.SIZE_MISMATCH, () -> put(key(1), bytes("hello"), OptionalLong.of(expected)));
    assertThat(storage.stat(key(1))).isEmpty();
  }

  @Test
  void atMostOneByteMoreThanExpectedIsRead() throws IOException {
    ByteArrayInputStream source = new ByteArrayInputStream(new byte[100]);

    assertReason(Reason.SIZE_MISMATCH, () -> put(key(1), source, OptionalLong.of(10)));
    assertThat(source.available()).isEqualTo(89);
  }

  @Test
  void negativeExpectedSizeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> put(key(1), bytes("hello"), OptionalLong.of(-1)));
  }

  @Test
  void objectOverTheLimitIsRefused() throws IOException {
    InMemoryStorage small = new InMemoryStorage(CLOCK, 5);

    small.put(key(1), bytes("hello"), OptionalLong.empty(), ContentHints.NONE);
    assertReason(
        Reason.STORAGE_FULL,
        () -> small.put(key(2), bytes("hello!"), OptionalLong.empty(), ContentHints.NONE));
    assertReason(
        Reason.STORAGE_FULL,
        () -> small.put(key(2), bytes("hello!"), OptionalLong.of(6), ContentHints.NONE));
    assertThat(small.stat(key(2))).isEmpty();
  }

  @Test
  void hugeExpectedSizeIsRefusedBeforeTheSourceIsRead() {
    InputStream source = new FailingStream(new IOException("read"));

    assertReason(Reason.STORAGE_FULL, () -> put(key(1), source, OptionalLong.of(Long.MAX_VALUE)));
  }

  @Test
  void failureOfTheSourceIsRethrownAndLeavesNothingVisible() throws IOException {
    IOException failure = new IOException("source");
    InputStream source = new SequenceInputStream(bytes("hello"), new FailingStream(failure));

    assertThatThrownBy(() -> put(key(1), source, OptionalLong.empty())).isSameAs(failure);
    assertThat(storage.stat(key(1))).isEmpty();
    put(key(1), "again");
  }

  @Test
  void sourceIsLeftOpenForTheCaller() throws IOException {
    boolean[] closed = {false};
    InputStream source =
        new FilterInputStream(bytes("hello")) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };

    put(key(1), source, OptionalLong.empty());

    assertThat(closed[0]).isFalse();
  }

  @Test
  void bytesOfTheCallerAreCopied() throws IOException {
    byte[] bytes = "hello".getBytes(UTF_8);
    put(key(1), new ByteArrayInputStream(bytes), OptionalLong.of(5));
    Arrays.fill(bytes, (byte) 'x');
    Arrays.fill(read(key(1), ByteRange.ALL), (byte) 'y');

    assertThat(read(key(1), ByteRange.ALL)).asString(UTF_8).isEqualTo("hello");
  }

  @Test
  void rangesAreCutAtTheEnd() throws IOException {
    put(key(1), "hello");

    assertThat(read(key(1), ByteRange.of(1, 3))).asString(UTF_8).isEqualTo("ell");
    assertThat(read(key(1), ByteRange.of(1, Long.MAX_VALUE))).asString(UTF_8).isEqualTo("ello");
    assertThat(read(key(1), ByteRange.from(4))).asString(UTF_8).isEqualTo("o");
    assertThat(read(key(1), ByteRange.from(5))).isEmpty();
    assertThat(read(key(1), ByteRange.from(Long.MAX_VALUE))).isEmpty();
    assertThat(read(key(1), ByteRange.of(2, 0))).isEmpty();
  }

  @Test
  void rangesAcrossChunksAreRead() throws IOException {
    byte[] bytes = randomBytes(200_000);
    put(key(1), new ByteArrayInputStream(bytes), OptionalLong.empty());

    for (int offset : new int[] {0, 65_535, 65_536, 65_537, 131_071, 199_999}) {
      assertThat(read(key(1), ByteRange.of(offset, 70_000)))
          .isEqualTo(Arrays.copyOfRange(bytes, offset, Math.min(offset + 70_000, 200_000)));
    }
  }

  @Test
  void streamSkipsWithinItsRange() throws IOException {
    put(key(1), "hello");
    try (InputStream stream = storage.open(key(1), ByteRange.of(1, 3))) {
      assertThat(stream.available()).isEqualTo(3);
      assertThat(stream.skip(-1)).isZero();
      assertThat(stream.skip(2)).isEqualTo(2);
      assertThat(stream.read()).isEqualTo('l');
      assertThat(stream.skip(2)).isZero();
      assertThat(stream.read()).isEqualTo(-1);
      assertThat(stream.read(new byte[0])).isZero();
    }
  }

  @Test
  void closedStreamIsNotRead() throws IOException {
    put(key(1), "hello");
    InputStream stream = storage.open(key(1), ByteRange.ALL);
    stream.close();
    stream.close();

    assertThatIOException().isThrownBy(stream::read);
    assertThatIOException().isThrownBy(() -> stream.read(new byte[1]));
  }

  @Test
  void absentObjectIsNotOpened() throws IOException {
    assertReason(Reason.NOT_FOUND, () -> storage.open(key(1), ByteRange.ALL));
    assertThat(storage.stat(key(1))).isEmpty();
  }

  @Test
  void deletedObjectIsGoneAndItsOpenStreamReadsOn() throws IOException {
    put(key(1), "hello");
    try (InputStream stream = storage.open(key(1), ByteRange.ALL)) {
      storage.delete(List.of(key(1)));

      assertReason(Reason.NOT_FOUND, () -> storage.open(key(1), ByteRange.ALL));
      assertThat(stream.readAllBytes()).asString(UTF_8).isEqualTo("hello");
    }
  }

  @Test
  void deletePassesOverAbsentKeysAndCanBeRepeated() throws IOException {
    put(key(2), "hello");
    storage.delete(List.of(key(1), key(2), key(3)));
    storage.delete(List.of(key(1), key(2), key(3)));
    storage.delete(List.of());

    assertThat(storage.list(Optional.empty(), 10)).isEmpty();
  }

  @Test
  void listIsInTheOrderOfTheKeysAndPaged() throws IOException {
    for (String key : List.of("b", "a/b", "a", "a-b", "c")) {
      put(new ContentKey(key), key);
    }

    assertThat(keys(storage.list(Optional.empty(), 10)))
        .containsExactly("a", "a-b", "a/b", "b", "c");
    assertThat(keys(storage.list(Optional.empty(), 2))).containsExactly("a", "a-b");
    assertThat(keys(storage.list(Optional.of(new ContentKey("a-b")), 2)))
        .containsExactly("a/b", "b");
    assertThat(keys(storage.list(Optional.of(new ContentKey("bb")), 2))).containsExactly("c");
    assertThatIllegalArgumentException().isThrownBy(() -> storage.list(Optional.empty(), 0));
  }

  @Test
  void copyIsAnObjectOfItsOwn() throws IOException {
    put(key(1), "hello");

    StoredObject copy = storage.copy(key(1), key(2), ContentHints.NONE);
    storage.delete(List.of(key(1)));

    assertThat(copy).isEqualTo(new StoredObject(key(2), 5, Optional.of(sha256("hello")), NOW));
    assertThat(read(key(2), ByteRange.ALL)).asString(UTF_8).isEqualTo("hello");
  }

  @Test
  void copyNeedsASourceAndAFreeTarget() throws IOException {
    put(key(1), "hello");
    put(key(2), "other");

    assertReason(Reason.NOT_FOUND, () -> storage.copy(key(9), key(3), ContentHints.NONE));
    assertReason(Reason.ALREADY_EXISTS, () -> storage.copy(key(1), key(2), ContentHints.NONE));
    assertReason(Reason.ALREADY_EXISTS, () -> storage.copy(key(1), key(1), ContentHints.NONE));
    assertThat(read(key(2), ByteRange.ALL)).asString(UTF_8).isEqualTo("other");
  }

  @Test
  void closedStorageRefusesEveryCallAndEveryRead() throws IOException {
    put(key(1), "hello");
    InputStream stream = storage.open(key(1), ByteRange.ALL);
    storage.close();
    storage.close();

    assertReason(Reason.CLOSED, () -> put(key(2), "hello"));
    assertReason(Reason.CLOSED, () -> storage.copy(key(1), key(2), ContentHints.NONE));
    assertReason(Reason.CLOSED, () -> storage.open(key(1), ByteRange.ALL));
    assertReason(Reason.CLOSED, () -> storage.stat(key(1)));
    assertReason(Reason.CLOSED, () -> storage.delete(List.of(key(1))));
    assertReason(Reason.CLOSED, () -> storage.list(Optional.empty(), 1));
    assertReason(Reason.CLOSED, stream::read);
    stream.close();
  }

  private StoredObject put(ContentKey key, String text) throws IOException {
    return put(key, bytes(text), OptionalLong.empty());
  }

  private StoredObject put(ContentKey key, InputStream source, OptionalLong expectedSize)
      throws IOException {
    return storage.put(key, source, expectedSize, ContentHints.NONE);
  }

  private boolean succeeds(InputStream source) throws IOException {
    try {
      put(key(1), source, OptionalLong.empty());
      return true;
    } catch (BackendException e) {
      assertThat(e.reason()).isEqualTo(Reason.ALREADY_EXISTS);
      return false;
    }
  }

  private byte[] read(ContentKey key, ByteRange range) throws IOException {
    try (InputStream stream = storage.open(key, range)) {
      return stream.readAllBytes();
    }
  }

  private byte[] readOneByOne(ContentKey key) throws IOException {
    try (InputStream stream = storage.open(key, ByteRange.ALL)) {
      byte[] bytes = new byte[stream.available()];
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] = (byte) stream.read();
      }
      assertThat(stream.read()).isEqualTo(-1);
      return bytes;
    }
  }

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static byte[] randomBytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static List<String> keys(List<StoredObject> objects) {
    return objects.stream().map(object -> object.key().value()).toList();
  }

  /** Gives at most 1,000 bytes at a time. */
  private static final class TricklingStream extends InputStream {
    private final ByteArrayInputStream bytes;

    TricklingStream(byte[] bytes) {
      this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      return bytes.read(target, offset, Math.min(length, 1_000));
    }
  }

  /** Fails at the first read. */
  private static final class FailingStream extends InputStream {
    private final IOException failure;

    FailingStream(IOException failure) {
      this.failure = failure;
    }

    @Override
    public int read() throws IOException {
      throw failure;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return read();
    }
  }

  /** Ends once as many threads as it waits for have come to its end. */
  private static final class MeetingStream extends InputStream {
    private final CountDownLatch meeting;

    MeetingStream(CountDownLatch meeting) {
      this.meeting = meeting;
    }

    @Override
    public int read() throws IOException {
      meeting.countDown();
      try {
        assertThat(meeting.await(30, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return read();
    }
  }
}
