package io.filelibrary.http.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.http.route.HttpFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the spool keeps, and what a crash leaves of it. */
final class SpoolDirectoryTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:15:30Z");
  private static final UUID UPLOAD = new UUID(7, 8);

  @TempDir private Path directory;
  private SpoolDirectory spool;

  @BeforeEach
  void open() throws IOException {
    spool = SpoolDirectory.open(directory.resolve("spool"), SpoolLimits.DEFAULT);
  }

  private static SpoolRecord record(UUID upload, OptionalLong length) {
    return new SpoolRecord(
        upload,
        new UUID(1, 1),
        "channel",
        "ada",
        new UUID(2, 2),
        length,
        100,
        Optional.of("key dmFsdWU="),
        NOW.plus(Duration.ofHours(1)),
        OptionalLong.empty());
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(US_ASCII));
  }

  private Path file(String suffix) {
    return spool.path().resolve("tus-" + UPLOAD + suffix);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> paths = Files.list(spool.path())) {
      return paths.toList();
    }
  }

  private void append(SpooledUpload upload, String text) {
    upload.append(upload.offset(), text(text), OptionalLong.empty(), Optional.empty());
  }

  @Test
  void recordAndBytesAreReadAgain() throws IOException {
    SpoolRecord record = record(UPLOAD, OptionalLong.of(20));
    try (SpooledUpload upload = spool.create(record)) {
      append(upload, "hello");
    }

    SpoolDirectory again = SpoolDirectory.open(spool.path(), SpoolLimits.DEFAULT);

    try (SpooledUpload upload = again.open(UPLOAD).orElseThrow()) {
      assertThat(upload.record()).isEqualTo(record);
      assertThat(upload.offset()).isEqualTo(5);
      assertThat(upload.isWhole()).isFalse();
    }
  }

  @Test
  void crashWhileAnUploadIsCreatedLeavesNone() throws IOException {
    Files.createFile(file(".lock"));
    Files.createFile(file(".data"));
    Files.writeString(file(".json.part"), "{\"version\":1,\"upl");

    assertThat(spool.open(UPLOAD)).isEmpty();

    try (SpooledUpload upload = spool.create(record(UPLOAD, OptionalLong.of(5)))) {
      assertThat(upload.offset()).isZero();
    }
    try (SpooledUpload upload = spool.open(UPLOAD).orElseThrow()) {
      assertThat(upload.offset()).isZero();
    }
  }

  @Test
  void crashWhileAnUploadIsCreatedAnewNeverMixesTheBytes() throws IOException {
    try (SpooledUpload upload = spool.create(record(UPLOAD, OptionalLong.of(20)))) {
      append(upload, "former");
    }
    // The first step of the second creation.
    Files.delete(file(".json"));

    assertThat(spool.open(UPLOAD)).isEmpty();
    try (SpooledUpload upload = spool.create(record(UPLOAD, OptionalLong.of(20)))) {
      assertThat(upload.offset()).isZero();
    }
  }

  @Test
  void crashWhileAChunkWaitsForItsChecksumLeavesNothingOfIt() throws IOException {
    Path image = directory.resolve("image");
    try (SpooledUpload upload = spool.create(record(UPLOAD, OptionalLong.of(20)))) {
      append(upload, "hello");
      InputStream body = new CrashingBody(text(" world"), spool.path(), image);
      ChunkChecksum checksum = ChunkChecksum.parse("sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=");
      assertThatThrownBy(() -> upload.append(5, body, OptionalLong.empty(), Optional.of(checksum)))
          .isInstanceOfSatisfying(
              HttpFailure.class, failure -> assertThat(failure.status()).isEqualTo(460));
      assertThat(upload.offset()).isEqualTo(5);
    }

    try (SpooledUpload upload =
        SpoolDirectory.open(image, SpoolLimits.DEFAULT).open(UPLOAD).orElseThrow()) {
      assertThat(Files.size(image.resolve(file(".data").getFileName()))).isEqualTo(11);
      assertThat(upload.offset()).isEqualTo(5);
      append(upload, "!");
    }
    try (SpooledUpload upload =
        SpoolDirectory.open(image, SpoolLimits.DEFAULT).open(UPLOAD).orElseThrow()) {
      assertThat(upload.offset()).isEqualTo(6);
    }
  }

  /** A body that copies the spool when its bytes are written and it is not at its end yet. */
  private static final class CrashingBody extends InputStream {
    private final InputStream bytes;
    private final Path spool;
    private final Path image;
    private int reads;

    private CrashingBody(InputStream bytes, Path spool, Path image) {
      this.bytes = bytes;
      this.spool = spool;
      this.image = image;
    }

    @Override
    public int read() throws IOException {
      return bytes.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (++reads == 2) {
        copy();
      }
      return bytes.read(buffer, offset, length);
    }

    private void copy() throws IOException {
      Files.createDirectory(image);
      try (Stream<Path> paths = Files.list(spool)) {
        paths.forEach(
            path -> {
              try {
                Files.copy(path, image.resolve(path.getFileName()));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
      }
    }
  }

  @Test
  void uploadIsForOneAtATime() throws IOException {
    try (SpooledUpload upload = spool.create(record(UPLOAD, OptionalLong.of(20)))) {
      assertThat(upload.offset()).isZero();
      for (SpoolDirectory each :
          List.of(spool, SpoolDirectory.open(spool.path(), SpoolLimits.DEFAULT))) {
        assertThatThrownBy(() -> each.open(UPLOAD))
            .isInstanceOfSatisfying(
                HttpFailure.class, failure -> assertThat(failure.status()).isEqualTo(423));
      }
    }
    spool.open(UPLOAD).orElseThrow().close();
  }

  @Test
  void deletedUploadLeavesNoFile() throws IOException {
    try (SpooledUpload upload = spool.create(record(UPLOAD, OptionalLong.of(20)))) {
      upload.delete();
    }

    assertThat(spool.open(UPLOAD)).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void sweepDeletesUploadsThatAreOverAndNoOthers() throws IOException {
    UUID later = new UUID(9, 9);
    spool.create(record(UPLOAD, OptionalLong.of(20))).close();
    SpoolRecord other = record(later, OptionalLong.of(20));
    Instant end = NOW.plus(Duration.ofHours(2));
    spool
        .create(
            new SpoolRecord(
                later,
                other.file(),
                other.channel(),
                other.actor(),
                other.generation(),
                other.length(),
                other.maxSize(),
                other.metadata(),
                end,
                other.verified()))
        .close();

    assertThat(spool.sweep(NOW)).isZero();
    assertThat(spool.sweep(NOW.plus(Duration.ofHours(1)))).isEqualTo(1);

    assertThat(spool.open(UPLOAD)).isEmpty();
    spool.open(later).orElseThrow().close();
    assertThat(files()).hasSize(3);
  }

  @Test
  void sweepLeavesAnUploadThatARequestHas() throws IOException {
    Instant end = NOW.plus(Duration.ofDays(3));
    try (SpooledUpload upload = spool.create(record(UPLOAD, OptionalLong.of(20)))) {
      assertThat(spool.sweep(end)).isZero();
      assertThat(SpoolDirectory.open(spool.path(), SpoolLimits.DEFAULT).sweep(end)).isZero();
      assertThat(upload.offset()).isZero();
    }

    assertThat(spool.sweep(end)).isEqualTo(1);
    assertThat(files()).isEmpty();
  }

  @Test
  void sweepDeletesLeftoversOfCrashesAfterADay() throws IOException {
    Path form = Files.createFile(spool.path().resolve("form-1.part"));
    Path stranger = Files.createFile(spool.path().resolve("README"));
    List<Path> leftovers =
        List.of(
            form,
            Files.createFile(file(".lock")),
            Files.createFile(file(".data")),
            Files.createFile(file(".json.part")));
    for (Path each : List.of(form, stranger, file(".lock"), file(".data"), file(".json.part"))) {
      Files.setLastModifiedTime(each, FileTime.from(NOW));
    }

    assertThat(spool.sweep(NOW.plus(Duration.ofHours(23)))).isZero();
    assertThat(files()).containsAll(leftovers);
    spool.sweep(NOW.plus(Duration.ofHours(25)));

    assertThat(files()).containsExactly(stranger);
  }
}
