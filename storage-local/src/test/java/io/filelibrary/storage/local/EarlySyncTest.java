package io.filelibrary.storage.local;

import static io.filelibrary.storage.local.Samples.KEY;
import static io.filelibrary.storage.local.Samples.filesBelow;
import static io.filelibrary.storage.local.Samples.sourceThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.filelibrary.error.Effect;
import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.storage.local.Places.Place;
import io.filelibrary.storage.local.RecordingCalls.Call;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A large object is forced while it comes, and what becomes of that when something fails. */
@Timeout(60)
final class EarlySyncTest {
  private static final int STEP = (int) EarlySync.STEP_BYTES;
  private static final byte[] CONTENT = content();

  private final IOException diskError = new IOException("Input/output error");
  private final RecordingCalls calls = new RecordingCalls();

  @TempDir Path temporary;
  private Path root;

  @BeforeEach
  void resolveRoot() throws IOException {
    root = temporary.toRealPath().resolve("files");
  }

  @AfterEach
  void noThreadIsLeft() {
    assertThat(syncThread()).isFalse();
  }

  /** More than two steps. */
  private static byte[] content() {
    byte[] content = new byte[2 * STEP + STEP / 2];
    new Random(32).nextBytes(content);
    return content;
  }

  private LocalStorage open() throws IOException {
    LocalStorage storage = LocalStorage.open(LocalStorageOptions.of(root), calls);
    calls.takeMade();
    return storage;
  }

  private static void put(LocalStorage storage, InputStream source) throws IOException {
    storage.put(KEY, source, OptionalLong.empty(), ContentHints.NONE);
  }

  private static InputStream bytes(int from, int to) {
    return new ByteArrayInputStream(CONTENT, from, to - from);
  }

  /** Gives the beginning of the content, one step and a bit, does something, and gives the rest. */
  private static InputStream whole(Samples.Action afterOneStep) {
    int bit = STEP + LocalStorage.BUFFER_BYTES * 2;
    List<InputStream> parts =
        List.of(bytes(0, bit), sourceThat(afterOneStep), bytes(bit, CONTENT.length));
    return new SequenceInputStream(Collections.enumeration(parts));
  }

  private static boolean syncThread() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals(EarlySync.THREAD_NAME));
  }

  private static void awaitEndOfSyncThread() {
    while (syncThread()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whatCameIsForcedBeforeTheRestComesAndAllAtTheEnd() throws IOException {
    LocalStorage storage = open();
    List<Call> before = new ArrayList<>();

    put(
        storage,
        whole(
            () -> {
              while (!before.contains(Call.SYNC_FILE)) {
                before.addAll(calls.takeMade());
              }
            }));

    List<Call> after = calls.takeMade();
    assertThat(after.subList(after.lastIndexOf(Call.WRITE) + 1, after.size()))
        .containsSubsequence(Call.SYNC_FILE, Call.LINK, Call.SYNC_DIRECTORY, Call.DELETE);
    try (InputStream stored = storage.open(KEY, ByteRange.ALL)) {
      assertThat(Arrays.equals(stored.readAllBytes(), CONTENT)).isTrue();
    }
  }

  @Test
  void anObjectOfOneStepIsForcedOnceAndStartsNoThread() throws IOException {
    AtomicBoolean thread = new AtomicBoolean();
    InputStream end = sourceThat(() -> thread.set(syncThread()));

    put(open(), new SequenceInputStream(bytes(0, STEP), end));

    assertThat(thread).isFalse();
    assertThat(Collections.frequency(calls.takeMade(), Call.SYNC_FILE)).isEqualTo(1);
  }

  @Test
  void aFailedEarlySyncFailsThePutBeforeTheRestIsRead() throws IOException {
    LocalStorage storage = open();
    calls.failOnce(Call.SYNC_FILE, diskError);
    InputStream source = whole(EarlySyncTest::awaitEndOfSyncThread);

    assertGivenUp(() -> put(storage, source));

    assertThat(source.read()).isNotNegative();
  }

  @Test
  void aFailedEarlySyncFailsAPutThatHasAllItsBytes() throws IOException {
    LocalStorage storage = open();
    calls.failOnce(Call.SYNC_FILE, diskError);
    InputStream end = sourceThat(EarlySyncTest::awaitEndOfSyncThread);
    InputStream source = new SequenceInputStream(bytes(0, STEP + STEP / 2), end);

    assertGivenUp(() -> put(storage, source));
  }

  @Test
  void anEarlySyncThatFailsWhileThePutWaitsForItFailsThePut() throws IOException {
    LocalStorage storage = open();
    Thread caller = Thread.currentThread();
    calls.failOnce(Call.SYNC_FILE, diskError);
    calls.duringSync(() -> awaitWaiting(caller));

    assertGivenUp(() -> put(storage, bytes(0, STEP + STEP / 2)));
  }

  private interface Put {
    void run() throws IOException;
  }

  /** Checks that a put fails by the disk, forces nothing a second time, and leaves nothing. */
  private void assertGivenUp(Put put) throws IOException {
    BackendException failure = catchThrowableOfType(BackendException.class, put::run);

    assertThat(failure).hasCause(diskError);
    assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(failure.effect()).isEqualTo(Effect.NONE);
    assertThat(calls.takeMade())
        .doesNotContain(Call.LINK)
        .satisfies(made -> assertThat(Collections.frequency(made, Call.SYNC_FILE)).isEqualTo(1));
    assertThat(filesBelow(root)).containsExactly("format");
  }

  @Test
  void aDefectInAnEarlySyncFailsThePut() throws IOException {
    LocalStorage storage = open();
    IllegalStateException defect = new IllegalStateException("a defect");
    calls.duringSync(
        () -> {
          throw defect;
        });

    assertThatThrownBy(() -> put(storage, whole(EarlySyncTest::awaitEndOfSyncThread)))
        .hasRootCause(defect);

    assertThat(filesBelow(root)).containsExactly("format");
  }

  @Test
  void aSourceThatFailsAndAnInterruptWaitForTheSyncThatRuns() throws IOException {
    LocalStorage storage = open();
    IOException failure = new IOException("the client went away");
    Thread caller = Thread.currentThread();
    calls.duringSync(() -> awaitWaiting(caller));

    assertThatThrownBy(
            () ->
                put(
                    storage,
                    whole(
                        () -> {
                          caller.interrupt();
                          throw failure;
                        })))
        .isSameAs(failure);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(calls.takeMade()).endsWith(Call.DELETE).doesNotContain(Call.LINK);
    assertThat(filesBelow(root)).containsExactly("format");
  }

  /** Waits until another thread waits. */
  private static void awaitWaiting(Thread thread) {
    while (thread != Thread.currentThread() && thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void anInterruptedCallerStoresAndStaysInterrupted() throws IOException {
    LocalStorage storage = open();
    Thread.currentThread().interrupt();

    put(storage, bytes(0, CONTENT.length));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(storage.stat(KEY)).isPresent();
  }

  @Test
  void withoutFsyncThereIsNoThread() throws IOException {
    LocalStorage storage = LocalStorage.open(LocalStorageOptions.of(root).withFsync(false));
    AtomicBoolean thread = new AtomicBoolean();

    put(storage, whole(() -> thread.set(syncThread())));

    assertThat(thread).isFalse();
  }

  @Test
  void otherFileSystemsStoreThemAsWell() throws IOException {
    try (Places places = new Places(temporary)) {
      LocalStorage storage = LocalStorage.open(places.root(Place.UNIX));

      put(storage, bytes(0, CONTENT.length));

      try (InputStream stored = storage.open(KEY, ByteRange.ALL)) {
        assertThat(Arrays.equals(stored.readAllBytes(), CONTENT)).isTrue();
      }
    }
  }
}
