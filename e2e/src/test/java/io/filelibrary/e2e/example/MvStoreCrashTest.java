package io.filelibrary.e2e.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StoredObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the contract does not test: a crash, memory, and that the file has one user. */
@Timeout(120)
class MvStoreCrashTest {
  private static final ContentKey DONE = new ContentKey("done");
  private static final ContentKey CUT_OFF = new ContentKey("cut-off");
  private static final int CHUNKS = 400;
  private static final long SIZE = CHUNKS * 256L * 1024;

  @TempDir Path folder;

  @Test
  void killedProcessLosesNoObjectAndLeavesNoChunk() throws Exception {
    Path file = folder.resolve("contents.mv");
    killInTheMiddleOfAPut(file);

    assertThat(numberOf("marked", file)).as("marks of unfinished puts").isEqualTo(1);
    assertThat(numberOf("chunks", file)).as("chunks").isGreaterThan(CHUNKS + 1);
    try (MvStoreStorage storage = MvStoreStorage.open(file)) {
      assertThat(storage.list(Optional.empty(), 9))
          .extracting(StoredObject::key)
          .containsOnly(DONE);
      try (InputStream bytes = storage.open(DONE, ByteRange.ALL)) {
        assertThat(bytes.transferTo(OutputStream.nullOutputStream())).isEqualTo(SIZE);
      }
    }
    assertThat(numberOf("marked", file)).isZero();
    assertThat(numberOf("chunks", file)).isEqualTo(CHUNKS + 1);
  }

  @Test
  void secondInstanceIsRefused() throws Exception {
    Path file = folder.resolve("contents.mv");
    try (MvStoreStorage first = MvStoreStorage.open(file)) {
      assertThatThrownBy(() -> MvStoreStorage.open(file).close())
          .isInstanceOfSatisfying(
              BackendException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MISCONFIGURED));
      assertThat(first.stat(DONE)).isEmpty();
    }
  }

  private static int numberOf(String map, Path file) {
    try (MVStore store = new MVStore.Builder().fileName(file.toString()).readOnly().open()) {
      return store.openMap(map).size();
    }
  }

  /** The heap is smaller than the content. */
  private static void killInTheMiddleOfAPut(Path file) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    Process process =
        new ProcessBuilder(
                java, "-Xmx64m", "-cp", classes, MvStoreCrashTest.class.getName(), file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      assertThat(said.readLine()).isEqualTo("done");
      assertThat(said.readLine()).isEqualTo("half");
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  /** In the other JVM: puts one object, and waits for ever in the middle of the second. */
  public static void main(String[] arguments) throws IOException {
    MvStoreStorage storage = MvStoreStorage.open(Path.of(arguments[0]));
    storage.put(DONE, new Zeros(false), OptionalLong.of(SIZE), ContentHints.NONE);
    System.out.println("done");
    storage.put(CUT_OFF, new Zeros(true), OptionalLong.empty(), ContentHints.NONE);
  }

  private static final class Zeros extends InputStream {
    private final boolean endless;
    private long left = SIZE;

    Zeros(boolean endless) {
      this.endless = endless;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : 0;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0 && endless) {
        System.out.println("half");
        return System.in.read(); // Nobody writes there: it waits until it is killed.
      }
      int count = (int) Math.min(left, length);
      Arrays.fill(target, offset, offset + count, (byte) 0);
      left -= count;
      return count == 0 && length > 0 ? -1 : count;
    }
  }
}
