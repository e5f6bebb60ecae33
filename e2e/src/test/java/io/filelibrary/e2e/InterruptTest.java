package io.filelibrary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.TenantId;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.testkit.library.LibraryBackends;
import io.filelibrary.testkit.library.LibraryInvariants;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads that are interrupted in the middle of their calls, beside one that never is. */
@Timeout(120)
final class InterruptTest {
  private static final int CALLS = 60;

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(names = {"SQLITE_LOCAL", "SQLITE_SQLITE"})
  void interruptsHarmNoCallOfAnotherThread(LibraryPair pair) throws Exception {
    LibraryBackends backends = pair.backends(directory);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try (Catalog catalog = backends.catalog();
        StorageBackend storage = backends.storage()) {
      FileLibrary library =
          FileLibrary.open(catalog, storage, LibraryOptions.defaults().withoutCollection());
      library.createChannel(ChannelSpec.of(ChannelId.of("team"), TenantId.of("acme")));
      ChannelFiles files = library.channel("team", "ada");
      FileItem shared = files.upload("shared", new byte[300_000]);
      AtomicBoolean over = new AtomicBoolean();
      List<Future<List<String>>> interrupted = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        int number = i;
        interrupted.add(threads.submit(() -> callWhileInterrupted(files, shared, number)));
      }
      Future<Boolean> calm = threads.submit(() -> callInPeace(files, shared, over));

      for (Future<List<String>> each : interrupted) {
        for (String name : each.get()) {
          try (InputStream bytes = files.open(files.find(name).orElseThrow().id())) {
            assertThat(bytes.readAllBytes()).hasSize(100_000);
          }
        }
      }
      over.set(true);
      assertThat(calm.get()).isTrue();
      library.collect();
      LibraryInvariants.check(catalog, storage);
    } finally {
      threads.shutdownNow();
      assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Uploads and reads with interrupts at random moments; returns what was acknowledged. */
  private static List<String> callWhileInterrupted(
      ChannelFiles files, FileItem shared, int number) {
    Thread caller = Thread.currentThread();
    AtomicBoolean ended = new AtomicBoolean();
    Thread interrupter =
        new Thread(
            () -> {
              Random random = new Random(number);
              while (!ended.get()) {
                LockSupport.parkNanos(random.nextInt(3_000_000));
                caller.interrupt();
              }
            });
    interrupter.start();
    List<String> acknowledged = new ArrayList<>();
    try {
      for (int i = 0; i < CALLS; i++) {
        // As a host would: the interrupt is seen, and the next call begins without one.
        clearInterrupt();
        String name = "file" + number + "-" + i;
        if (succeeds(() -> files.upload(name, new byte[100_000]))) {
          acknowledged.add(name);
        }
        succeeds(() -> files.download(shared.id(), OutputStream.nullOutputStream()));
      }
    } finally {
      ended.set(true);
      while (interrupter.isAlive()) {
        clearInterrupt();
        Thread.onSpinWait();
      }
      clearInterrupt();
    }
    return acknowledged;
  }

  private static void clearInterrupt() {
    if (Thread.interrupted()) {
      Thread.onSpinWait();
    }
  }

  private static boolean succeeds(Runnable call) {
    try {
      call.run();
      return true;
    } catch (FileLibraryException failure) {
      assertThat(failure.code())
          .isIn(ErrorCode.BACKEND_UNAVAILABLE, ErrorCode.BACKEND_FAILED, ErrorCode.SOURCE_FAILED);
      assertThat(Thread.currentThread().isInterrupted())
          .as("the interrupt is kept: %s", failure)
          .isTrue();
      return false;
    }
  }

  private static boolean callInPeace(ChannelFiles files, FileItem shared, AtomicBoolean over) {
    int calls = 0;
    while (!over.get()) {
      files.upload("calm" + calls, new byte[100_000]);
      if (files.download(shared.id(), OutputStream.nullOutputStream()) != 300_000) {
        return false;
      }
      calls++;
    }
    return calls > 0;
  }
}
