package io.filelibrary.http.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.http.route.HttpFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A spool of 10 MiB that leaves 100 MiB of its disk free. */
final class SpoolRoomTest {
  private static final int MIB = 1 << 20;
  private static final Instant END = Instant.parse("2026-03-01T10:15:30Z");
  private static final UUID FIRST = new UUID(1, 1);
  private static final UUID SECOND = new UUID(1, 2);

  @TempDir private Path directory;
  private final AtomicLong usable = new AtomicLong(1000L * MIB);
  private SpoolDirectory spool;

  @BeforeEach
  void open() throws IOException {
    SpoolLimits limits = SpoolLimits.DEFAULT.withMaxBytes(10 * MIB).withReservedBytes(100 * MIB);
    spool = SpoolDirectory.open(directory, limits, usable::get, Duration.ofMinutes(1));
  }

  private static SpoolRecord record(UUID upload, OptionalLong length) {
    return new SpoolRecord(
        upload,
        upload,
        "channel",
        "ada",
        upload,
        length,
        100 * MIB,
        Optional.empty(),
        END,
        OptionalLong.empty());
  }

  private SpooledUpload create(UUID upload) {
    return spool.create(record(upload, OptionalLong.empty()));
  }

  private static void append(SpooledUpload upload, int bytes) {
    append(upload, new ByteArrayInputStream(new byte[bytes]), OptionalLong.empty());
  }

  private static void append(SpooledUpload upload, InputStream body, OptionalLong declared) {
    upload.append(upload.offset(), body, declared, Optional.empty());
  }

  private static void assertFull(ThrowingCallable call) {
    assertThatExceptionOfType(HttpFailure.class)
        .isThrownBy(call)
        .satisfies(failure -> assertThat(failure.status()).isEqualTo(507))
        .satisfies(failure -> assertThat(failure.code()).isEqualTo("spool_full"));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  @Test
  void allUploadsTogetherHaveTheRoom() {
    try (SpooledUpload first = create(FIRST);
        SpooledUpload second = create(SECOND)) {
      append(first, 6 * MIB);

      assertFull(() -> append(second, 6 * MIB));

      assertThat(first.offset()).isEqualTo(6 * MIB);
      assertThat(second.offset()).isBetween(3L * MIB, 4L * MIB);
    }
  }

  @Test
  void bodyThatSaysThatItIsTooLargeIsRefusedAtOnce() {
    try (SpooledUpload first = create(FIRST);
        SpooledUpload second = create(SECOND)) {
      append(first, 6 * MIB);

      assertFull(() -> append(second, unread(), OptionalLong.of(6 * MIB)));

      append(second, 3 * MIB);
    }
  }

  private static InputStream unread() {
    return new InputStream() {
      @Override
      public int read() {
        throw new AssertionError("nothing is read");
      }

      @Override
      public int read(byte[] buffer, int offset, int length) {
        throw new AssertionError("nothing is read");
      }
    };
  }

  @Test
  void roomThatAnUploadHadIsThereWhenItIsDeleted() {
    try (SpooledUpload first = create(FIRST);
        SpooledUpload second = create(SECOND)) {
      append(first, 6 * MIB);
      assertFull(() -> append(second, unread(), OptionalLong.of(6 * MIB)));

      first.delete();

      append(second, 6 * MIB);
    }
  }

  @Test
  void bytesThatWereThereBeforeCount() throws IOException {
    try (SpooledUpload first = create(FIRST)) {
      append(first, 9 * MIB);
    }

    SpoolLimits limits = SpoolLimits.DEFAULT.withMaxBytes(10 * MIB);
    spool = SpoolDirectory.open(directory, limits, usable::get, Duration.ofMinutes(1));

    try (SpooledUpload second = create(SECOND)) {
      assertFull(() -> append(second, 2 * MIB));
    }
  }

  @Test
  void uploadThatCannotFitIsNotBegun() throws IOException {
    assertFull(() -> spool.create(record(FIRST, OptionalLong.of(11 * MIB))));

    assertThat(files()).isEmpty();
  }

  @Test
  void diskKeepsItsReserve() {
    usable.set(102 * MIB);
    try (SpooledUpload upload = create(FIRST)) {
      assertFull(() -> append(upload, unread(), OptionalLong.of(3 * MIB)));

      append(upload, new ByteArrayInputStream(new byte[MIB]), OptionalLong.of(MIB));
    }
  }

  @Test
  void diskThatFillsUpMeanwhileEndsABodyWithinAMebibyte() {
    try (SpooledUpload upload = create(FIRST)) {
      InputStream body =
          new InputStream() {
            private int count;

            @Override
            public int read() {
              throw new AssertionError("read in pieces");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
              count += length;
              if (count > 2 * MIB) {
                usable.set(100 * MIB);
              }
              return length;
            }
          };

      assertFull(() -> append(upload, body, OptionalLong.empty()));

      assertThat(upload.offset()).isBetween(2L * MIB, 3L * MIB + 128 * 1024);
    }
  }

  @Test
  void fileOfAFormHasTheSameRoomAndLeavesNothing() throws IOException {
    InputStream large = new ByteArrayInputStream(new byte[11 * MIB]);
    assertFull(() -> spool.keep(large, OptionalLong.empty()));
    assertThat(files()).isEmpty();

    try (WaitingFile kept =
        spool.keep(new ByteArrayInputStream(new byte[9 * MIB]), OptionalLong.empty())) {
      assertThat(Files.size(kept.path())).isEqualTo(9 * MIB);
      try (SpooledUpload upload = create(FIRST)) {
        assertFull(() -> append(upload, unread(), OptionalLong.of(2 * MIB)));
      }
    }

    spool.sweep(END.plus(Duration.ofDays(1)));
    assertThat(files()).noneMatch(file -> file.toString().endsWith(".part"));
  }

  @Test
  void sourceThatFailsIsNoFailureOfTheSpool() throws IOException {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            throw new IOException("gone");
          }
        };

    assertThatThrownBy(() -> spool.keep(broken, OptionalLong.empty()))
        .isInstanceOf(IOException.class)
        .hasMessage("gone");
    assertThat(files()).isEmpty();
  }
}
