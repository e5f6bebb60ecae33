package io.filelibrary.http.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.filelibrary.http.route.HttpFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request that waits for its client, which has sent {@code hello}, and others that come then. */
final class TakeOverTest {
  private static final UUID UPLOAD = new UUID(1, 1);

  @TempDir private Path directory;
  private final CountDownLatch waits = new CountDownLatch(1);
  private final CountDownLatch goesOn = new CountDownLatch(1);
  private final CompletableFuture<Integer> first = new CompletableFuture<>();
  private Thread thread = new Thread(() -> {});

  @AfterEach
  void letTheFirstRequestGo() throws InterruptedException {
    goesOn.countDown();
    thread.join();
  }

  private SpoolDirectory spool(Duration quiet) throws IOException {
    return SpoolDirectory.open(directory, SpoolLimits.DEFAULT, () -> Long.MAX_VALUE, quiet);
  }

  private static SpoolRecord record(int generation) {
    return new SpoolRecord(
        UPLOAD,
        UPLOAD,
        "channel",
        "ada",
        new UUID(2, generation),
        OptionalLong.of(11),
        11,
        Optional.empty(),
        Instant.parse("2026-03-01T10:15:30Z"),
        OptionalLong.empty());
  }

  /** Begins a request that is over with a status, 0 for success; returns while it waits. */
  private void beginFirst(SpoolDirectory spool) throws InterruptedException {
    spool.create(record(0)).close();
    thread = new Thread(() -> first.complete(send(spool)));
    thread.start();
    assertThat(waits.await(1, TimeUnit.MINUTES)).isTrue();
  }

  private int send(SpoolDirectory spool) {
    try (SpooledUpload upload = spool.open(UPLOAD).orElseThrow()) {
      try {
        append(upload, new Pausing());
        return 0;
      } catch (HttpFailure e) {
        upload.discard();
        upload.delete();
        return e.status();
      }
    }
  }

  private static void append(SpooledUpload upload, InputStream body) {
    upload.append(upload.offset(), body, OptionalLong.empty(), Optional.empty());
  }

  /** {@code hello}, and after a while {@code XXX}. */
  private final class Pausing extends InputStream {
    private int calls;

    @Override
    public int read() {
      throw new AssertionError("read in pieces");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      calls++;
      if (calls == 2) {
        waits.countDown();
        try {
          goesOn.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      byte[] piece = (calls == 1 ? "hello" : "XXX").getBytes(US_ASCII);
      System.arraycopy(piece, 0, buffer, offset, piece.length);
      return calls > 2 ? -1 : piece.length;
    }
  }

  private int endFirst() throws InterruptedException, ExecutionException {
    goesOn.countDown();
    return first.get();
  }

  private String bytes() throws IOException {
    return Files.readString(directory.resolve("tus-" + UPLOAD + ".data"));
  }

  @Test
  void nextRequestGoesOnWhereAQuietOneStopped() throws Exception {
    SpoolDirectory spool = spool(Duration.ZERO);
    beginFirst(spool);

    try (SpooledUpload upload = spool.open(UPLOAD).orElseThrow()) {
      assertThat(upload.offset()).isEqualTo(5);
      append(upload, new ByteArrayInputStream(" wor".getBytes(US_ASCII)));

      assertThat(endFirst()).isEqualTo(423);
      assertThat(bytes()).isEqualTo("hello wor");
      append(upload, new ByteArrayInputStream("ld".getBytes(US_ASCII)));
    }
    assertThat(bytes()).isEqualTo("hello world");
  }

  @Test
  void requestThatLostItsUploadGivesUpNoLockOfTheNext() throws Exception {
    SpoolDirectory spool = spool(Duration.ZERO);
    beginFirst(spool);

    try (SpooledUpload upload = spool.open(UPLOAD).orElseThrow()) {
      assertThat(endFirst()).isEqualTo(423);
      assertThat(upload.offset()).isEqualTo(5);
      for (SpoolDirectory each : new SpoolDirectory[] {spool, spool(Duration.ZERO)}) {
        assertThatExceptionOfType(HttpFailure.class)
            .isThrownBy(() -> each.open(UPLOAD))
            .satisfies(failure -> assertThat(failure.status()).isEqualTo(423));
      }
    }
    spool(Duration.ZERO).open(UPLOAD).orElseThrow().close();
  }

  @Test
  void uploadThatIsDeletedByTheNextStaysDeleted() throws Exception {
    SpoolDirectory spool = spool(Duration.ZERO);
    beginFirst(spool);

    try (SpooledUpload upload = spool.open(UPLOAD).orElseThrow()) {
      upload.delete();
    }

    assertThat(endFirst()).isEqualTo(423);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void uploadThatIsCreatedAnewIsNotTouchedByTheFormer() throws Exception {
    SpoolDirectory spool = spool(Duration.ZERO);
    beginFirst(spool);

    try (SpooledUpload upload = spool.create(record(1))) {
      upload.establish();
    }
    assertThat(endFirst()).isEqualTo(423);

    try (SpooledUpload upload = spool.open(UPLOAD).orElseThrow()) {
      assertThat(upload.record().generation()).isEqualTo(new UUID(2, 1));
      assertThat(upload.offset()).isZero();
    }
  }

  @Test
  void requestThatHasHeardOfItsClientLatelyKeepsItsUpload() throws Exception {
    SpoolDirectory spool = spool(Duration.ofMinutes(5));
    beginFirst(spool);

    assertThatExceptionOfType(HttpFailure.class)
        .isThrownBy(() -> spool.open(UPLOAD))
        .satisfies(failure -> assertThat(failure.status()).isEqualTo(423));

    assertThat(endFirst()).isZero();
    assertThat(bytes()).isEqualTo("helloXXX");
  }
}
