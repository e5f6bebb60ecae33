package io.filelibrary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.filelibrary.error.BackendUnavailable;
import io.filelibrary.error.ChecksumMismatch;
import io.filelibrary.error.FileTooLarge;
import io.filelibrary.error.SizeMismatch;
import io.filelibrary.error.SourceFailed;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Contents that are hashed by a second thread, which ends with them whatever becomes of them. */
@Timeout(60)
final class LargeUploadTest {
  private static final int SIZE = 9_000_000;
  private static final Destination FILE = Destination.at("x");

  @RegisterExtension final Fixture fixture = Fixture.create();

  private final ChannelFiles files = fixture.files;
  private final byte[] bytes = Fixture.bytes(SIZE);

  @AfterEach
  void noThreadIsLeft() {
    assertThat(hashThreads()).isZero();
  }

  private static long hashThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("filelibrary-hash"))
        .count();
  }

  private InputStream source() {
    return new ByteArrayInputStream(bytes);
  }

  private InputStream thenDoing(Action action) {
    InputStream then =
        new InputStream() {
          @Override
          public int read() throws IOException {
            action.run();
            return -1;
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return read();
          }
        };
    return new SequenceInputStream(source(), then);
  }

  private interface Action {
    void run() throws IOException;
  }

  @Test
  void hashIsThatOfTheBytes() {
    FileItem file = files.upload("x", source());

    assertThat(file.sha256()).hasValue(Fixture.sha256(bytes));
    assertThat(fixture.read(file.id())).isEqualTo(bytes);
  }

  @Test
  void secondThreadHashesWhileTheSourceIsRead() {
    assumeThat(Runtime.getRuntime().availableProcessors())
        .as("processors: with one there is no second thread")
        .isGreaterThan(1);
    AtomicLong seen = new AtomicLong();

    files.upload("x", thenDoing(() -> seen.set(hashThreads())));

    assertThat(seen).hasValue(1);
  }

  @Test
  void sourceThatFails() {
    fixture.refusedWithoutTrace(
        SourceFailed.class,
        () ->
            files.upload(
                "x",
                thenDoing(
                    () -> {
                      throw new IOException("the line is dead");
                    })));
  }

  @Test
  void sizeHashAndBoundOfTheOptionsAreKept() {
    fixture.refusedWithoutTrace(
        SizeMismatch.class,
        () -> files.upload(FILE, source(), UploadOptions.DEFAULT.withExpectedSize(SIZE - 1)));
    fixture.refusedWithoutTrace(
        SizeMismatch.class,
        () -> files.upload(FILE, source(), UploadOptions.DEFAULT.withExpectedSize(SIZE + 1)));
    fixture.refusedWithoutTrace(
        FileTooLarge.class,
        () -> files.upload(FILE, source(), UploadOptions.DEFAULT.withMaxSize(SIZE - 1)));
    fixture.refusedWithoutTrace(
        ChecksumMismatch.class,
        () ->
            files.upload(
                FILE,
                source(),
                UploadOptions.DEFAULT.withExpectedSha256(Fixture.sha256(new byte[SIZE]))));

    files.upload(FILE, source(), UploadOptions.DEFAULT.withExpectedSha256(Fixture.sha256(bytes)));
  }

  @Test
  void storageThatFailsHalfWay() {
    fixture.storage.failPut(true, new BackendException(Reason.UNAVAILABLE, "no more"));
    fixture.storage.readOnly(SIZE - 1);

    fixture.refusedWithoutTrace(BackendUnavailable.class, () -> files.upload("x", source()));
  }

  @Test
  void interruptedCallerStaysInterrupted() {
    Thread.currentThread().interrupt();

    FileItem file = files.upload("x", source());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(file.sha256()).hasValue(Fixture.sha256(bytes));
  }
}
