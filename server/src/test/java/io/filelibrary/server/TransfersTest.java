package io.filelibrary.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.error.LibraryClosed;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.ItemPath;
import io.filelibrary.model.NamePolicy;
import io.filelibrary.model.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How an import ends early, and the threads that it runs on. */
@Timeout(60)
final class TransfersTest {
  @TempDir Path temporary;
  private final FileLibrary library = FileLibrary.inMemory();
  private final AtomicBoolean interrupted = new AtomicBoolean();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(
          InputStream.nullInputStream(), OutputStream.nullOutputStream(), messages, () -> false);

  @BeforeEach
  void makeChannel() {
    library.createChannel(ChannelSpec.of(ChannelId.of("main"), new TenantId("main")));
  }

  @AfterEach
  void closeLibrary() {
    library.close();
  }

  @Test
  void failureOfTheLibraryEndsTheImportAndIsNotListedForEachFile() throws IOException {
    Path source = thousandFiles();
    ChannelFiles files = library.channel("main", "tester");
    library.close();

    try (Transfers transfers = new Transfers(terminal, 4, interrupted::get)) {
      assertThatThrownBy(() -> imports(files, transfers).run(source, ItemPath.ROOT))
          .isInstanceOf(LibraryClosed.class);
      assertThat(transfers.tally().files()).isZero();
    }
    assertThat(messages.size()).isZero();
  }

  @Test
  void interruptedImportTakesNoMore() throws IOException {
    Path source = thousandFiles();
    interrupted.set(true);

    try (Transfers transfers = new Transfers(terminal, 4, interrupted::get)) {
      imports(library.channel("main", "tester"), transfers).run(source, ItemPath.ROOT);
      assertThat(transfers.tally().summary("imported")).startsWith("imported 0 folders, 0 files");
    }
    assertThat(messages.size()).isZero();
  }

  @Test
  void transferUnderWayEndsWhenInterrupted() {
    try (Transfers transfers = new Transfers(terminal, 1, interrupted::get)) {
      transfers.add(
          () -> {
            try (Transfers.Transfer transfer = transfers.begin()) {
              transfer.transferred(10);
              assertThat(transfers.tally().bytesSoFar()).isEqualTo(10);
              interrupted.set(true);
              transfer.transferred(20);
              transfers.tally().file(20);
            }
          });
      transfers.finish();

      assertThat(transfers.tally().files()).isZero();
      assertThat(transfers.tally().bytesSoFar()).isZero();
    }
  }

  @Test
  void firstFailureLetsTheRestPassAndIsThrown() {
    AtomicInteger done = new AtomicInteger();
    try (Workers workers = new Workers(1)) {
      workers.add(done::incrementAndGet);
      workers.add(
          () -> {
            throw new IllegalStateException("first");
          });
      workers.add(done::incrementAndGet);

      assertThatThrownBy(workers::finish).hasMessage("first");
      assertThat(workers.failed()).isTrue();
      assertThat(done).hasValue(1);
    }
  }

  @Test
  void whoAddsATaskWaitsWhileTooManyAreWaiting() throws InterruptedException {
    CountDownLatch gate = new CountDownLatch(1);
    AtomicInteger added = new AtomicInteger();
    try (Workers workers = new Workers(1)) {
      Thread adder =
          new Thread(
              () -> {
                for (int i = 0; i < 100; i++) {
                  workers.add(() -> await(gate));
                  added.incrementAndGet();
                }
              });
      adder.start();
      while (adder.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      assertThat(added.get()).isLessThan(20);
      gate.countDown();
      adder.join();
      workers.finish();
    }
    assertThat(added).hasValue(100);
  }

  private DirectoryImport imports(ChannelFiles files, Transfers transfers) {
    LibraryLocation location = new LibraryLocation(temporary.resolve("data"));
    ImportRules rules = new ImportRules(NamePolicy.PORTABLE, false, ConflictPolicy.FAIL, location);
    return new DirectoryImport(files, rules, transfers);
  }

  private Path thousandFiles() throws IOException {
    Path source = temporary.resolve("source");
    for (int i = 0; i < 1000; i++) {
      Trees.file(source, "f" + i, "x");
    }
    return source;
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
