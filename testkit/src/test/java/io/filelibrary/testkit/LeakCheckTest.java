package io.filelibrary.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The leak check finds what a test leaves behind. */
class LeakCheckTest {
  private static final CountDownLatch END = new CountDownLatch(1);

  /** Leaves a thread behind, until it is told to end. */
  @ExtendWith(LeakCheck.class)
  static class LeakingThread {
    @Test
    @DisplayName("thread")
    void leaks() {
      Thread thread =
          new Thread(
              () -> {
                try {
                  END.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Leaves a file open, until the test has seen it. */
  @ExtendWith(LeakCheck.class)
  static class LeakingFile {
    private static InputStream open = InputStream.nullInputStream();

    @TempDir Path directory;

    @Test
    @DisplayName("file")
    void leaks() throws IOException {
      open = Files.newInputStream(Files.createFile(directory.resolve("left-open")));
    }
  }

  /** Starts a thread and opens a file, and leaves neither. */
  @ExtendWith(LeakCheck.class)
  static class Tidy {
    @TempDir Path directory;

    @Test
    @DisplayName("nothing")
    void leaksNothing() throws IOException, InterruptedException {
      Thread thread = new Thread(() -> {});
      thread.start();
      thread.join();
      Files.newInputStream(Files.createFile(directory.resolve("closed"))).close();
    }
  }

  @Test
  void threadThatIsLeftBehindIsFound() {
    try {
      assertThat(failed(LeakingThread.class)).containsExactly("thread");
    } finally {
      END.countDown();
    }
  }

  @Test
  void fileThatIsLeftOpenIsFound() throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs /proc");
    try {
      assertThat(failed(LeakingFile.class)).containsExactly("file");
    } finally {
      LeakingFile.open.close();
    }
  }

  @Test
  void tidyTestPasses() {
    assertThat(ContractRun.failedRules(Tidy.class)).isEmpty();
  }

  /** A leak that lasts for a second is found as one is that lasts for the time of all others. */
  private static SortedSet<String> failed(Class<?> leaking) {
    return ContractRun.failedRules(leaking, LeakCheck.PATIENCE_MILLIS, "1000");
  }
}
