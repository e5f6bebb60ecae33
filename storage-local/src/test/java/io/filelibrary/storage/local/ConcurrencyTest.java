package io.filelibrary.storage.local;

import static io.filelibrary.storage.local.Samples.KEY;
import static io.filelibrary.storage.local.Samples.bytes;
import static io.filelibrary.storage.local.Samples.keysByPages;
import static io.filelibrary.storage.local.Samples.put;
import static io.filelibrary.storage.local.Samples.read;
import static io.filelibrary.storage.local.Samples.sourceThat;
import static io.filelibrary.storage.local.Samples.temporaryFiles;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.storage.local.Places.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many threads, many instances and two processes on one root; and threads that are interrupted. */
final class ConcurrencyTest {
  private static final int THREADS = 8;

  @TempDir Path temporary;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private Places places;

  @BeforeEach
  void openPlaces() {
    places = new Places(temporary);
  }

  @AfterEach
  void closePlaces() throws IOException {
    threads.shutdownNow();
    places.close();
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void ofManyThreadsThatPutOneKeyExactlyOneWins(Place place) throws Exception {
    Path root = places.root(place);
    List<LocalStorage> instances = List.of(LocalStorage.open(root), LocalStorage.open(root));

    for (int round = 0; round < 10; round++) {
      ContentKey key = OtherProcess.raceKey(round);
      CyclicBarrier read = new CyclicBarrier(THREADS);
      List<Callable<Boolean>> puts = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        LocalStorage storage = instances.get(thread % instances.size());
        puts.add(() -> putAfter(storage, key, read));
      }

      assertThat(wins(puts)).isEqualTo(1);
      assertThat(instances.get(0).stat(key)).isPresent();
    }
    assertThat(temporaryFiles(root)).isEmpty();
  }

  private static boolean putAfter(LocalStorage storage, ContentKey key, CyclicBarrier barrier)
      throws IOException {
    InputStream source =
        sourceThat(
            () -> {
              try {
                barrier.await();
              } catch (Exception broken) {
                throw new IOException(broken);
              }
            });
    try {
      storage.put(key, source, OptionalLong.of(0), ContentHints.NONE);
      return true;
    } catch (BackendException lost) {
      assertThat(lost.reason()).isEqualTo(Reason.ALREADY_EXISTS);
      return false;
    }
  }

  private long wins(List<Callable<Boolean>> puts) throws Exception {
    long wins = 0;
    for (Future<Boolean> put : threads.invokeAll(puts)) {
      wins += put.get() ? 1 : 0;
    }
    return wins;
  }

  @Test
  void ofTwoProcessesThatPutOneKeyExactlyOneWins() throws Exception {
    int count = 100;
    Path root = places.root(Place.DISK);
    LocalStorage storage = LocalStorage.open(root);
    Process other = OtherProcess.start("race", root, count);

    try (BufferedReader written =
        new BufferedReader(new InputStreamReader(other.getInputStream(), UTF_8))) {
      assertThat(written.readLine()).isEqualTo("ready");
      int own = OtherProcess.race(storage, count);
      int others = Integer.parseInt(written.readLine());

      assertThat(own + others).isEqualTo(count);
    } finally {
      other.destroy();
    }
    assertThat(temporaryFiles(root)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aListingShowsAllThatStaysWhileOthersComeAndGo(Place place) throws Exception {
    LocalStorage storage =
        LocalStorage.open(LocalStorageOptions.of(places.root(place)).withFsync(false));
    List<String> staying = new ArrayList<>();
    for (int index = 0; index < 50; index++) {
      ContentKey key = new ContentKey("stays/" + Integer.toString(100 + index * 37, 36));
      put(storage, key, "");
      staying.add(key.value());
    }
    staying.sort(null);
    AtomicBoolean done = new AtomicBoolean();
    Future<?> churn = threads.submit(() -> comeAndGo(storage, done));

    for (int round = 0; round < 10; round++) {
      List<String> listed = keysByPages(storage, 7);
      assertThat(listed).isSorted().doesNotHaveDuplicates().containsAll(staying);
    }

    done.set(true);
    churn.get();
  }

  private static Boolean comeAndGo(LocalStorage storage, AtomicBoolean done) throws IOException {
    for (int index = 0; !done.get(); index++) {
      ContentKey key = new ContentKey("stays/" + Integer.toString(index % 36, 36) + "-goes");
      put(storage, key, "");
      storage.delete(List.of(key));
    }
    return true;
  }

  @Test
  void aPutOnAnInterruptedThreadSucceedsOnADiskAndKeepsTheInterrupt() throws IOException {
    LocalStorage storage = LocalStorage.open(places.root(Place.DISK));

    Thread.currentThread().interrupt();
    try {
      put(storage, KEY, "text");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(read(storage, KEY)).isEqualTo("text");
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aPutThatIsInterruptedEndsWellOrLeavesNothing(Place place) throws IOException {
    Path root = places.root(place);
    LocalStorage storage = LocalStorage.open(root);
    boolean succeeded;

    try {
      storage.put(
          KEY,
          sourceThat(() -> Thread.currentThread().interrupt()),
          OptionalLong.empty(),
          ContentHints.NONE);
      succeeded = true;
    } catch (IOException failure) {
      succeeded = false;
    } finally {
      Thread.interrupted();
    }

    assertThat(storage.stat(KEY).isPresent()).isEqualTo(succeeded);
    assertThat(temporaryFiles(root)).isEmpty();
  }

  @Test
  void anInterruptedReaderDoesNotDisturbAnother() throws IOException {
    LocalStorage storage = LocalStorage.open(places.root(Place.DISK));
    storage.put(KEY, bytes("x".repeat(300_000)), OptionalLong.empty(), ContentHints.NONE);

    try (InputStream first = storage.open(KEY, ByteRange.ALL);
        InputStream second = storage.open(KEY, ByteRange.ALL)) {
      Thread.currentThread().interrupt();
      try {
        assertThatThrownBy(first::readAllBytes).isInstanceOf(IOException.class);
      } finally {
        Thread.interrupted();
      }

      assertThat(second.readAllBytes()).hasSize(300_000);
    }
  }
}
