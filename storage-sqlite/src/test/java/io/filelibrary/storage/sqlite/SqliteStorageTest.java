package io.filelibrary.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.filelibrary.error.Effect;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.Sha256;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects in chunks, and what is left of those that were not finished. */
final class SqliteStorageTest {
  private static final int CHUNK = 4096;
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.000000001Z");
  private static final ContentKey KEY = new ContentKey("private/a");

  @TempDir Path folder;
  private SqliteStorage storage;

  @BeforeEach
  void openStorage() throws Exception {
    storage = open(NOW);
  }

  @AfterEach
  void closeStorage() throws Exception {
    storage.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 20 * CHUNK + 7})
  void bytesComeBackWhetherTheirSizeIsDeclaredOrNot(int size) throws Exception {
    byte[] bytes = bytes(size);
    Sha256 hash = Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    StoredObject expected = new StoredObject(KEY, size, Optional.of(hash), NOW);
    assertThat(put(KEY, bytes, OptionalLong.empty())).isEqualTo(expected);
    ContentKey other = new ContentKey("private/b");
    assertThat(put(other, bytes, OptionalLong.of(size)).sha256()).contains(hash);
    assertThat(read(KEY, ByteRange.ALL)).isEqualTo(bytes);
    assertThat(read(other, ByteRange.ALL)).isEqualTo(bytes);
    storage.close();
    storage = open(NOW.plusSeconds(1));
    assertThat(storage.stat(KEY)).contains(expected);
    assertThat(read(KEY, ByteRange.ALL)).isEqualTo(bytes);
  }

  @Test
  void rangesAreCutAtTheEnd() throws Exception {
    byte[] bytes = bytes(3 * CHUNK + 5);
    put(KEY, bytes, OptionalLong.empty());
    for (long from : new long[] {0, 1, CHUNK - 1, CHUNK, 2 * CHUNK + 9, bytes.length - 1}) {
      for (long length : new long[] {0, 1, 2, CHUNK, CHUNK + 1, bytes.length}) {
        int end = (int) Math.min(bytes.length, from + length);
        assertThat(read(KEY, ByteRange.of(from, length)))
            .isEqualTo(Arrays.copyOfRange(bytes, (int) from, end));
      }
    }
    assertThat(read(KEY, ByteRange.from(CHUNK + 3)))
        .isEqualTo(Arrays.copyOfRange(bytes, CHUNK + 3, bytes.length));
    assertThat(read(KEY, ByteRange.from(bytes.length))).isEmpty();
    assertThat(read(KEY, ByteRange.from(Long.MAX_VALUE))).isEmpty();
    assertThat(read(KEY, ByteRange.of(1, Long.MAX_VALUE))).hasSize(bytes.length - 1);
  }

  @Test
  void aStreamReadsByteByByteAndSkips() throws Exception {
    byte[] bytes = bytes(2 * CHUNK);
    put(KEY, bytes, OptionalLong.empty());
    try (InputStream stream = storage.open(KEY, ByteRange.ALL)) {
      assertThat(stream.read()).isEqualTo(bytes[0] & 0xFF);
      assertThat(stream.skip(CHUNK)).isEqualTo(CHUNK);
      assertThat(stream.read()).isEqualTo(bytes[CHUNK + 1] & 0xFF);
      assertThat(stream.skip(Long.MAX_VALUE)).isEqualTo(CHUNK - 2);
      assertThat(stream.read()).isEqualTo(-1);
    }
  }

  @Test
  void aClosedStreamIsNotRead() throws Exception {
    put(KEY, bytes(2), OptionalLong.empty());
    InputStream stream = storage.open(KEY, ByteRange.ALL);
    stream.close();
    assertThatThrownBy(stream::read).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> stream.skip(1)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, 3 * CHUNK - 1, 3 * CHUNK})
  void aSourceThatIsLongerIsReadOneByteTooFarAndLeavesNothing(int declared) throws Exception {
    ByteArrayInputStream source = new ByteArrayInputStream(bytes(4 * CHUNK));
    assertThat(reason(() -> storage.put(KEY, source, OptionalLong.of(declared), ContentHints.NONE)))
        .isEqualTo(Reason.SIZE_MISMATCH);
    assertThat(source.available()).isEqualTo(4 * CHUNK - declared - 1);
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CHUNK, 2 * CHUNK + 1})
  void aSourceThatIsShorterLeavesNothing(int size) throws Exception {
    assertThat(reason(() -> put(KEY, bytes(size), OptionalLong.of(size + 1))))
        .isEqualTo(Reason.SIZE_MISMATCH);
    assertNothingIsLeft();
  }

  @Test
  void whatTheSourceThrowsIsRethrownAndLeavesNothing() throws Exception {
    for (Throwable thrown : List.of(new IOException("gone"), new IllegalStateException("bad"))) {
      InputStream source = new FailingSource(10 * CHUNK, thrown);
      assertThatThrownBy(() -> storage.put(KEY, source, OptionalLong.empty(), ContentHints.NONE))
          .isSameAs(thrown);
      assertNothingIsLeft();
    }
  }

  @Test
  void aTakenKeyIsRefusedAndItsObjectStays() throws Exception {
    put(KEY, new byte[] {1}, OptionalLong.empty());
    for (int size : new int[] {1, 3 * CHUNK}) {
      assertThat(reason(() -> put(KEY, bytes(size), OptionalLong.empty())))
          .isEqualTo(Reason.ALREADY_EXISTS);
    }
    assertThat(read(KEY, ByteRange.ALL)).containsExactly(1);
    assertThat(count("chunk")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5 * CHUNK})
  void ofConcurrentPutsToOneKeyOneWins(int size) throws Exception {
    List<String> outcomes =
        Threads.together(
            8,
            number -> {
              try {
                byte[] bytes = new byte[size];
                Arrays.fill(bytes, (byte) number);
                put(KEY, bytes, OptionalLong.empty());
                return "won " + number;
              } catch (BackendException e) {
                return e.reason().name();
              }
            });
    List<String> winners = outcomes.stream().filter(o -> o.startsWith("won")).toList();
    assertThat(winners).hasSize(1);
    assertThat(outcomes).filteredOn(o -> o.equals("ALREADY_EXISTS")).hasSize(7);
    assertThat(read(KEY, ByteRange.ALL))
        .hasSize(size)
        .containsOnly(Integer.parseInt(winners.get(0).substring(4)));
    assertThat(count("object")).isEqualTo(1);
    assertThat(count("chunk")).isEqualTo((size + CHUNK - 1) / CHUNK);
  }

  @Test
  void aSlowSourceHoldsNobodyUpAndNoPartOfItIsSeen() throws Exception {
    SlowSource slow = new SlowSource(5 * CHUNK);
    Threads.Running<StoredObject> put =
        Threads.start(() -> storage.put(KEY, slow, OptionalLong.empty(), ContentHints.NONE));
    slow.inTheMiddle.await();
    ContentKey other = new ContentKey("private/b");
    put(other, bytes(3 * CHUNK), OptionalLong.empty());
    assertThat(storage.stat(KEY)).isEmpty();
    assertThat(reason(() -> storage.open(KEY, ByteRange.ALL))).isEqualTo(Reason.NOT_FOUND);
    assertThat(storage.list(Optional.empty(), 9))
        .extracting(StoredObject::key)
        .containsExactly(other);
    storage.delete(List.of(KEY));
    slow.goOn.countDown();
    assertThat(put.result().size()).isEqualTo(10 * CHUNK);
    assertThat(read(KEY, ByteRange.ALL)).hasSize(10 * CHUNK);
  }

  @Test
  void aStreamOfADeletedObjectFailsAndDoesNotEndEarly() throws Exception {
    put(KEY, bytes(10 * CHUNK), OptionalLong.empty());
    try (InputStream stream = storage.open(KEY, ByteRange.ALL)) {
      stream.read();
      storage.delete(List.of(KEY));
      put(new ContentKey("private/b"), bytes(10 * CHUNK), OptionalLong.empty());
      assertThatThrownBy(stream::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  void deletingTakesAllChunksAndPassesOverAbsentKeys() throws Exception {
    ContentKey large = new ContentKey("private/large");
    put(KEY, bytes(1), OptionalLong.empty());
    put(large, bytes(9000 * 1024), OptionalLong.empty());
    storage.delete(List.of(new ContentKey("absent"), large, KEY, KEY));
    storage.delete(List.of(large));
    storage.delete(List.of());
    assertNothingIsLeft();
    assertThat(storage.stat(KEY)).isEmpty();
    assertThat(reason(() -> storage.open(large, ByteRange.ALL))).isEqualTo(Reason.NOT_FOUND);
  }

  @Test
  void listingIsPagedByKey() throws Exception {
    for (String key : List.of("b", "a/2", "a-1", "a/1", "c")) {
      put(new ContentKey(key), bytes(1), OptionalLong.empty());
    }
    assertThat(storage.list(Optional.empty(), 3))
        .extracting(o -> o.key().value())
        .containsExactly("a-1", "a/1", "a/2");
    assertThat(storage.list(Optional.of(new ContentKey("a/2-absent")), 3))
        .extracting(o -> o.key().value())
        .containsExactly("b", "c");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3 * CHUNK + 1})
  void aCopyIsAnObjectOfItsOwn(int size) throws Exception {
    byte[] bytes = bytes(size);
    StoredObject original = put(KEY, bytes, OptionalLong.empty());
    ContentKey target = new ContentKey("public/copy");
    StoredObject copy = storage.copy(KEY, target, ContentHints.NONE);
    assertThat(copy).isEqualTo(new StoredObject(target, size, original.sha256(), NOW));
    storage.delete(List.of(KEY));
    assertThat(read(target, ByteRange.ALL)).isEqualTo(bytes);
    assertThat(reason(() -> storage.copy(KEY, KEY, ContentHints.NONE))).isEqualTo(Reason.NOT_FOUND);
    put(KEY, bytes(1), OptionalLong.empty());
    assertThat(reason(() -> storage.copy(KEY, target, ContentHints.NONE)))
        .isEqualTo(Reason.ALREADY_EXISTS);
  }

  @Test
  void anotherChunkSizeReadsOlderObjects() throws Exception {
    byte[] bytes = bytes(5 * CHUNK + 3);
    put(KEY, bytes, OptionalLong.empty());
    try (SqliteStorage other = SqliteStorage.open(options(NOW).withChunkSize(7 * 1024))) {
      assertThat(other.open(KEY, ByteRange.from(CHUNK - 1)).readAllBytes())
          .isEqualTo(Arrays.copyOfRange(bytes, CHUNK - 1, bytes.length));
    }
  }

  @Test
  void whatACrashedPutHasLeftIsSweptWhenItsTimeIsOver() throws Exception {
    leaveHalfAPut();
    try (SqliteStorage soon = open(NOW.plus(Duration.ofHours(23)))) {
      soon.put(
          new ContentKey("b"),
          new ByteArrayInputStream(bytes(1)),
          OptionalLong.empty(),
          ContentHints.NONE);
      assertThat(count("object")).isEqualTo(2);
    }
    try (SqliteStorage later = open(NOW.plus(Duration.ofHours(25)))) {
      later.put(
          new ContentKey("c"),
          new ByteArrayInputStream(bytes(1)),
          OptionalLong.empty(),
          ContentHints.NONE);
    }
    assertThat(count("object")).isEqualTo(2);
    assertThat(count("chunk")).isEqualTo(2);
  }

  @Test
  void aPutThatWasTakenForAbandonedFails() throws Exception {
    SlowSource slow = new SlowSource(5 * CHUNK);
    Threads.Running<StoredObject> put =
        Threads.start(() -> storage.put(KEY, slow, OptionalLong.empty(), ContentHints.NONE));
    slow.inTheMiddle.await();
    try (SqliteStorage later = open(NOW.plus(Duration.ofHours(25)))) {
      later.put(
          new ContentKey("b"),
          new ByteArrayInputStream(bytes(1)),
          OptionalLong.empty(),
          ContentHints.NONE);
    }
    slow.goOn.countDown();
    assertThat(((BackendException) put.failure()).reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(storage.stat(KEY)).isEmpty();
    assertThat(count("object")).isEqualTo(1);
  }

  @Test
  void twoInstancesSeeEachOther() throws Exception {
    try (SqliteStorage second = open(NOW)) {
      put(KEY, bytes(3 * CHUNK), OptionalLong.empty());
      assertThat(second.stat(KEY)).isEqualTo(storage.stat(KEY)).isPresent();
      second.delete(List.of(KEY));
      assertThat(storage.stat(KEY)).isEmpty();
    }
  }

  @Test
  void aClosedStorageRefusesAllCalls() throws Exception {
    put(KEY, bytes(3 * CHUNK), OptionalLong.empty());
    InputStream open = storage.open(KEY, ByteRange.ALL);
    storage.close();
    storage.close();
    assertThat(reason(() -> storage.stat(KEY))).isEqualTo(Reason.CLOSED);
    assertThat(reason(() -> put(KEY, bytes(1), OptionalLong.empty()))).isEqualTo(Reason.CLOSED);
    assertThat(reason(() -> storage.delete(List.of(KEY)))).isEqualTo(Reason.CLOSED);
    assertThat(reason(() -> storage.open(KEY, ByteRange.ALL))).isEqualTo(Reason.CLOSED);
    assertThat(reason(() -> storage.list(Optional.empty(), 1))).isEqualTo(Reason.CLOSED);
    assertThat(reason(open::readAllBytes)).isEqualTo(Reason.CLOSED);
  }

  @Test
  void leftoversAreFoundByAnIndex() throws Exception {
    DatabaseSettings settings =
        new DatabaseSettings(
            folder.resolve("storage.db"), 1, Options.DEFAULT_BUSY_TIMEOUT, 8192, 1);
    try (Session session = new DatabaseFile(settings).openReader()) {
      for (String sql :
          List.of(ObjectTable.NEXT_DELETED, ObjectTable.NEXT_IDLE, ObjectTable.HIDDEN_NUMBERS)) {
        assertThat(
                session.list(
                    row ->
                        row.number() + " " + row.number() + " " + row.number() + " " + row.text(),
                    "EXPLAIN QUERY PLAN " + sql))
            .isNotEmpty()
            .allSatisfy(step -> assertThat(step).contains("INDEX object_unfinished"));
      }
    }
  }

  private SqliteStorageOptions options(Instant now) {
    return SqliteStorageOptions.of(folder.resolve("storage.db"))
        .withChunkSize(CHUNK)
        .withClock(Clock.fixed(now, ZoneOffset.UTC));
  }

  private SqliteStorage open(Instant now) throws BackendException {
    return SqliteStorage.open(options(now));
  }

  private StoredObject put(ContentKey key, byte[] bytes, OptionalLong size) throws IOException {
    return storage.put(key, new ByteArrayInputStream(bytes), size, ContentHints.NONE);
  }

  private byte[] read(ContentKey key, ByteRange range) throws IOException {
    try (InputStream stream = storage.open(key, range)) {
      return stream.readAllBytes();
    }
  }

  /** A row and chunks as a process leaves them that is killed in the middle of a put. */
  private void leaveHalfAPut() throws Exception {
    execute(
        "INSERT INTO object (number, key, state, chunk_size, content_type, touched_at)"
            + (" VALUES (77, 'private/x', 'WRITING', 4096, 'a/b', " + EpochNanos.of(NOW) + ")"));
    execute("INSERT INTO chunk (object, position, bytes) VALUES (77, 0, zeroblob(4096))");
    execute("INSERT INTO chunk (object, position, bytes) VALUES (77, 1, zeroblob(4096))");
  }

  private void assertNothingIsLeft() throws Exception {
    assertThat(storage.list(Optional.empty(), 9)).isEmpty();
    assertThat(count("object")).isZero();
    assertThat(count("chunk")).isZero();
  }

  private long count(String table) throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery("SELECT count(*) FROM " + table)) {
      return results.getLong(1);
    }
  }

  private void execute(String sql) throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect() throws Exception {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("storage.db"));
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static Reason reason(ThrowingCallable call) {
    Throwable failure = catchThrowable(call);
    assertThat(failure).isInstanceOf(BackendException.class);
    assertThat(((BackendException) failure).effect()).isEqualTo(Effect.NONE);
    return ((BackendException) failure).reason();
  }

  /** Gives some bytes and then throws. */
  @SuppressWarnings("InputStreamSlowMultibyteRead") // it stops at an exact byte
  private static final class FailingSource extends InputStream {
    private final Throwable thrown;
    private int left;

    FailingSource(int bytes, Throwable thrown) {
      this.left = bytes;
      this.thrown = thrown;
    }

    @Override
    public int read() throws IOException {
      if (left-- > 0) {
        return 1;
      }
      if (thrown instanceof IOException e) {
        throw e;
      }
      throw (RuntimeException) thrown;
    }
  }

  /** Gives some bytes, waits in the middle, and gives as many again. */
  @SuppressWarnings("InputStreamSlowMultibyteRead") // it stops at an exact byte
  private static final class SlowSource extends InputStream {
    private final CountDownLatch inTheMiddle = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final int half;
    private int given;

    SlowSource(int half) {
      this.half = half;
    }

    @Override
    public int read() throws IOException {
      if (given == half) {
        inTheMiddle.countDown();
        try {
          goOn.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      return given++ < 2 * half ? 1 : -1;
    }
  }
}
