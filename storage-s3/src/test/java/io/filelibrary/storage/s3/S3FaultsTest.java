package io.filelibrary.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.filelibrary.error.Effect;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.StoredPart;
import io.filelibrary.model.TransferGrant;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.MultipartUpload;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.testkit.GrantClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a put that is refused, whose source fails, or that is not alone. */
@Timeout(60)
class S3FaultsTest {
  private static final ContentKey KEY = new ContentKey("private/0123456789abcdef0123456789abcdef");
  private static final byte[] SMALL = bytes(100_000);
  private static final byte[] LARGE = bytes(2 * S3Options.MIN_PART_SIZE + 1000);

  private final S3Server server = S3Server.shared();
  private final S3Server.Buckets buckets = server.create();
  private final Faults faults = new Faults();
  private S3Storage storage;

  @BeforeEach
  void open() throws IOException {
    storage = S3Storage.open(server.options(buckets).withAttempts(3), faults);
  }

  @AfterEach
  void noUploadIsLeftOpen() {
    assertThat(server.openUploads(buckets)).as("open uploads").isZero();
    storage.close();
    server.drop(buckets);
  }

  @Test
  void refusedPutSaysWhy() {
    faults.next(1, Faults.PUT_OBJECT, Faults.refusal(403, "AccessDenied"));
    assertFailure(failureOf(SMALL), Reason.DENIED, Effect.NONE);
    faults.next(1, Faults.PUT_OBJECT, Faults.refusal(403, "QuotaExceeded"));
    assertFailure(failureOf(SMALL), Reason.STORAGE_FULL, Effect.NONE);
  }

  @Test
  void objectThatAnotherMadeMeanwhileIsNotTakenForOurs() throws IOException {
    try (S3Storage another = S3Storage.open(server.options(buckets))) {
      faults.next(
          1,
          Faults.PUT_OBJECT,
          chain -> {
            another.put(
                KEY, new ByteArrayInputStream(SMALL), OptionalLong.empty(), ContentHints.NONE);
            throw new IOException("lost");
          });
      assertFailure(failureOf(SMALL), Reason.ALREADY_EXISTS, Effect.NONE);
    }
  }

  @Test
  void storeThatIgnoresTheConditionIsAskedBefore() throws IOException {
    server.ignoreConditionsOnCompletion(buckets);
    AtomicInteger heads = new AtomicInteger();
    try (S3Storage another = S3Storage.open(server.options(buckets))) {
      faults.next(
          1,
          request -> request.method().equals("HEAD") && heads.incrementAndGet() == 2,
          chain -> {
            another.put(
                KEY, new ByteArrayInputStream(SMALL), OptionalLong.empty(), ContentHints.NONE);
            return chain.proceed(chain.request());
          });
      assertFailure(failureOf(LARGE), Reason.ALREADY_EXISTS, Effect.NONE);
    }
    assertHolds(SMALL);
  }

  @Test
  void joinedPartsThatCannotBeLookedAtAreToldAsDone() throws Exception {
    MultipartUpload upload = storage.beginParts(KEY, ContentHints.NONE);
    TransferGrant grant = storage.grantPart(upload, 1, SMALL.length, Instant.now().plusSeconds(60));
    GrantClient.send(grant, SMALL).assertTaken("a part");
    List<StoredPart> parts = storage.parts(upload);
    AtomicInteger heads = new AtomicInteger();
    faults.next(
        1,
        request -> request.method().equals("HEAD") && heads.incrementAndGet() == 2,
        Faults.refusal(403, "AccessDenied"));
    BackendException failure =
        catchThrowableOfType(BackendException.class, () -> storage.completeParts(upload, parts));
    assertFailure(failure, Reason.DENIED, Effect.DONE);
    assertHolds(SMALL);
  }

  @Test
  void killedSourceLeavesNoObject() throws IOException {
    IOException killed = new IOException("killed");
    InputStream source =
        new SequenceInputStream(
            new ByteArrayInputStream(bytes(6 * S3Options.MIN_PART_SIZE + 1000)),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw killed;
              }

              @Override
              public int read(byte[] buffer, int offset, int length) throws IOException {
                assertThat(server.openUploads(buckets)).as("uploads begun").isEqualTo(1);
                throw killed;
              }
            });
    assertThat(
            catchThrowable(() -> storage.put(KEY, source, OptionalLong.empty(), ContentHints.NONE)))
        .isSameAs(killed);
    assertThat(storage.stat(KEY)).isEmpty();
  }

  @Test
  void sourceIsReadAheadByNoMoreThanThePartsOnTheirWay() throws IOException {
    ReadAhead source = new ReadAhead(12);
    faults.next(
        Integer.MAX_VALUE,
        Faults.PUT_PART,
        chain -> {
          // Two parts are on their way and a third one is read, before the first is let through.
          source.awaitParts(3);
          Response answer = chain.proceed(chain.request());
          source.answered();
          return answer;
        });
    try (S3Storage narrow = S3Storage.open(server.options(buckets).withParallelParts(2), faults)) {
      narrow.put(KEY, source, OptionalLong.empty(), ContentHints.NONE);
    }
    assertThat(source.mostPartsAhead()).isEqualTo(3);
    storage.delete(List.of(KEY));
  }

  /** Parts of zeros; knows how many of them were taken before others were answered. */
  private static final class ReadAhead extends InputStream {
    private final long size;
    private long taken;
    private int answered;
    private long most;

    ReadAhead(int parts) {
      this.size = (long) parts * S3Options.MIN_PART_SIZE;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("read in bulk");
    }

    @Override
    public synchronized int read(byte[] buffer, int offset, int length) {
      if (taken == size) {
        return -1;
      }
      int count = (int) Math.min(length, size - taken);
      taken += count;
      most = Math.max(most, taken - (long) answered * S3Options.MIN_PART_SIZE);
      notifyAll();
      return count;
    }

    synchronized void awaitParts(int ahead) throws IOException {
      try {
        while (taken < Math.min(size, (long) (answered + ahead) * S3Options.MIN_PART_SIZE)) {
          wait();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }

    synchronized void answered() {
      answered++;
      notifyAll();
    }

    synchronized long mostPartsAhead() {
      return (most + S3Options.MIN_PART_SIZE - 1) / S3Options.MIN_PART_SIZE;
    }
  }

  private StoredObject put(byte[] bytes) throws IOException {
    return storage.put(
        KEY, new ByteArrayInputStream(bytes), OptionalLong.of(bytes.length), ContentHints.NONE);
  }

  private BackendException failureOf(byte[] bytes) {
    return catchThrowableOfType(BackendException.class, () -> put(bytes));
  }

  private static void assertFailure(BackendException failure, Reason reason, Effect effect) {
    assertThat(failure.reason()).as("the reason of %s", failure).isEqualTo(reason);
    assertThat(failure.effect()).as("the effect of %s", failure).isEqualTo(effect);
  }

  private void assertHolds(byte[] bytes) throws IOException {
    try (InputStream in = storage.open(KEY, ByteRange.ALL)) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
    }
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new SplittableRandom(size).nextBytes(bytes);
    return bytes;
  }
}
