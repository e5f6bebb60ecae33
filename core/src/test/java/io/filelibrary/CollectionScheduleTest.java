package io.filelibrary;

import static io.filelibrary.Fixture.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.CatalogMismatch;
import io.filelibrary.error.InvalidSize;
import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.memory.InMemoryStorage;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Item;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentKey;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class CollectionScheduleTest {
  private static final ContentKey MARK = new ContentKey("catalog-id");

  private final HostThreads host = new HostThreads();

  @AfterEach
  void stopHost() {
    host.shutdownNow();
  }

  /** Runs nothing but what a test runs itself. */
  private static final class HostThreads extends ScheduledThreadPoolExecutor {
    private Runnable run = () -> {};
    private Duration first = Duration.ZERO;
    private Duration interval = Duration.ZERO;

    HostThreads() {
      super(1);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(
        Runnable command, long initialDelay, long delay, TimeUnit unit) {
      run = command;
      first = Duration.of(initialDelay, unit.toChronoUnit());
      interval = Duration.of(delay, unit.toChronoUnit());
      return super.scheduleWithFixedDelay(command, 100, 100, TimeUnit.DAYS);
    }
  }

  private LibraryOptions daily(LibraryOptions options) {
    return options.withCollection(CollectionSchedule.every(Duration.ofDays(1)).on(host));
  }

  private static List<Thread> collectors() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("filelibrary-collector"))
        .toList();
  }

  private static void deleteFile(Fixture fixture) {
    Item file = fixture.files.upload("a.bin", new byte[Fixture.INLINE_LIMIT + 1]);
    fixture.files.delete(file.id(), DeleteOptions.DEFAULT);
    fixture.clock.advance(Duration.ofDays(1));
  }

  @Test
  void hostsThreadsCleanUp() {
    Fixture fixture = Fixture.withOptions(this::daily);
    deleteFile(fixture);
    assertThat(fixture.storage.keys()).hasSize(2);

    host.run.run();

    assertThat(fixture.storage.keys()).containsExactly(MARK);
    assertThat(host.interval).isEqualTo(Duration.ofDays(1));
    assertThat(host.first).isEqualTo(Duration.ofDays(1).dividedBy(10));
    assertThat(collectors()).as("threads of the library's own").isEmpty();
  }

  @Test
  void failedRunIsMadeUpForByTheNext() {
    Fixture fixture = Fixture.withOptions(this::daily);
    deleteFile(fixture);
    fixture.storage.failOpen(new BackendException(Reason.UNAVAILABLE, "busy"));

    host.run.run();
    assertThat(fixture.storage.keys()).hasSize(2);

    host.run.run();
    assertThat(fixture.storage.keys()).containsExactly(MARK);
  }

  @Test
  void closedLibraryCollectsNoMoreAndLeavesTheHostsThreads() {
    Fixture fixture = Fixture.withOptions(this::daily);
    deleteFile(fixture);

    fixture.library.close();
    host.run.run();

    assertThat(host.isShutdown()).isFalse();
    assertThat(host.getQueue()).allMatch(task -> ((ScheduledFuture<?>) task).isCancelled());
  }

  @Test
  void libraryCollectsOnADaemonThreadThatEndsWithIt() throws Exception {
    CompletableFuture<Thread> collector = new CompletableFuture<>();
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            if (Thread.currentThread().getName().equals("filelibrary-collector")) {
              collector.complete(Thread.currentThread());
            }
            return Instant.EPOCH;
          }

          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    LibraryOptions options =
        LibraryOptions.defaults()
            .withClock(clock)
            .withCollection(CollectionSchedule.every(Duration.ofSeconds(1)));
    Thread thread;
    try (FileLibrary library = FileLibrary.inMemory(options)) {
      thread = collector.get(30, TimeUnit.SECONDS);
      assertThat(thread.isDaemon()).isTrue();
      assertThat(library.channels()).isEmpty();
    }
    thread.join();
    assertThat(collectors()).isEmpty();
  }

  @Test
  void libraryForUnitTestsHasNoThread() {
    FileLibrary library = FileLibrary.inMemory();
    assertThat(collectors()).isEmpty();
    assertThat(library.collect().deletedContents()).isZero();
  }

  @Test
  void intervalUnderASecondIsRefused() {
    fails(InvalidSize.class, () -> CollectionSchedule.every(Duration.ofMillis(999)));
    fails(InvalidSize.class, () -> CollectionSchedule.every(Duration.ofDays(40_000)));
  }

  @Test
  void storageWithoutItsMarkIsLeftAlone() throws IOException {
    Fixture fixture = Fixture.create();
    deleteFile(fixture);
    fixture.storage.delete(List.of(MARK));

    fails(CatalogMismatch.class, fixture.library::collect);

    assertThat(fixture.storage.keys()).hasSize(1);
  }

  @Test
  void storageOfAnotherCatalogIsLeftAlone() throws IOException {
    TestClock clock = new TestClock();
    InMemoryStorage storage = InMemoryStorage.create(clock);
    LibraryOptions options = LibraryOptions.defaults().withClock(clock).withoutCollection();
    FileLibrary first = FileLibrary.open(InMemoryCatalog.create(new UUID(1, 1)), storage, options);
    storage.delete(List.of(MARK));
    FileLibrary second = FileLibrary.open(InMemoryCatalog.create(new UUID(2, 2)), storage, options);

    fails(CatalogMismatch.class, first::collect);
    assertThat(second.collect().deletedContents()).isZero();
  }
}
