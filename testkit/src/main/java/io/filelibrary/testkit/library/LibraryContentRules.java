package io.filelibrary.testkit.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.hash.Hashing;
import io.filelibrary.ChannelFiles;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.error.QuotaExceeded;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.Sha256;
import io.filelibrary.model.UploadOptions;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How bytes come into files, and which bytes do not. */
interface LibraryContentRules extends LibraryLocation {

  @Test
  @DisplayName("L20 Bytes of any size, declared or not, come back as they went")
  default void bytesComeBackAsTheyWent() throws Exception {
    int limit = LibraryProbe.INLINE_LIMIT;
    List<Integer> sizes =
        List.of(0, 1, limit - 1, limit, limit + 1, 65_535, 65_536, 65_537, 1_100_000);
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      for (int size : sizes) {
        byte[] bytes = LibraryScenario.bytes(size);
        UploadOptions declared =
            UploadOptions.DEFAULT.withExpectedSize(size).withExpectedSha256(hash(bytes));
        List<FileItem> uploaded =
            List.of(
                files.upload("array " + size, bytes),
                files.upload("stream " + size, new ByteArrayInputStream(bytes)),
                files.upload(
                    Destination.at("known " + size), new ByteArrayInputStream(bytes), declared));
        for (FileItem file : uploaded) {
          assertThat(file.size()).isEqualTo(size);
          assertThat(file.sha256()).hasValue(hash(bytes));
          assertThat(probe.read(file.id())).as("%s", file.name()).isEqualTo(bytes);
        }
      }
      probe.check();
    }
  }

  @Test
  @DisplayName("L21 An uploaded file tells its size, hash and media type, and is completed")
  default void uploadedFileIsDescribed() throws Exception {
    ContentType csv = ContentType.of("text/csv; charset=utf-8");
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      for (int size : LibraryProbe.SIZES) {
        byte[] bytes = LibraryScenario.bytes(size);
        Destination declared = Destination.at("declared.txt " + size);
        FileItem file =
            probe.files.upload(declared, bytes, UploadOptions.DEFAULT.withContentType(csv));
        FileItem guessed = probe.files.upload(size + ".PNG", bytes);
        FileItem unknown = probe.files.upload(size + ".no-such-extension", bytes);

        assertThat(file.status()).isEqualTo(FileStatus.COMPLETED);
        assertThat(file.size()).isEqualTo(size);
        assertThat(file.sha256()).hasValue(hash(bytes));
        assertThat(file.contentType()).isEqualTo(csv);
        assertThat(guessed.contentType()).isEqualTo(ContentType.of("image/png"));
        assertThat(guessed.extension()).isEqualTo("png");
        assertThat(unknown.contentType()).isEqualTo(ContentType.OCTET_STREAM);
        assertThat(probe.files.get(file.id())).isEqualTo(file);
      }
      probe.check();
    }
  }

  @Test
  @DisplayName("L22 A source longer than declared is SIZE_MISMATCH and leaves no file")
  default void longerSourceIsRefused() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      for (int size : LibraryProbe.SIZES) {
        for (int declared : List.of(0, 1, size - 1)) {
          refuseUpload(probe, ErrorCode.SIZE_MISMATCH, size, declaring(declared));
        }
      }
      assertNothingIsLeft(probe);
    }
  }

  @Test
  @DisplayName("L23 A source shorter than declared is SIZE_MISMATCH and leaves no file")
  default void shorterSourceIsRefused() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      for (int size : LibraryProbe.SIZES) {
        for (int declared : List.of(size + 1, size * 3, 2_000_000)) {
          refuseUpload(probe, ErrorCode.SIZE_MISMATCH, size, declaring(declared));
        }
      }
      refuseUpload(probe, ErrorCode.SIZE_MISMATCH, 0, declaring(1));
      assertNothingIsLeft(probe);
    }
  }

  @Test
  @DisplayName("L24 A source that fails, wherever it does, is SOURCE_FAILED and leaves no file")
  default void failingSourceIsRefused() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      for (int size : List.of(LibraryProbe.INLINE_LIMIT / 2, 10_000, 300_000)) {
        byte[] bytes = LibraryScenario.bytes(size);
        for (int position : List.of(0, 1, size / 2, size - 1, size)) {
          for (UploadOptions options : List.of(UploadOptions.DEFAULT, declaring(size))) {
            CountedSource source = CountedSource.failing(bytes, position);
            probe.refused(
                ErrorCode.SOURCE_FAILED,
                () -> probe.files.upload(Destination.at("file"), source, options));
          }
        }
      }
      assertNothingIsLeft(probe);
    }
  }

  @Test
  @DisplayName("L25 Bytes with another hash than declared are CHECKSUM_MISMATCH: no file")
  default void otherBytesThanDeclaredAreRefused() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      for (int size : LibraryProbe.SIZES) {
        Sha256 other = hash(LibraryScenario.bytes(size + 1));
        UploadOptions options = UploadOptions.DEFAULT.withExpectedSha256(other);
        refuseUpload(probe, ErrorCode.CHECKSUM_MISMATCH, size, options);
        refuseUpload(probe, ErrorCode.CHECKSUM_MISMATCH, size, options.withExpectedSize(size));
      }
      assertNothingIsLeft(probe);
    }
  }

  @Test
  @DisplayName("L26 More bytes than the call or the library allows are FILE_TOO_LARGE: no file")
  default void tooManyBytesAreRefused() throws Exception {
    int most = 5000;
    try (LibraryProbe probe =
        LibraryProbe.withOptions(open(), options -> options.withMaxFileSize(most))) {
      for (int limit : List.of(0, 10, most)) {
        UploadOptions limited = UploadOptions.DEFAULT.withMaxSize(limit);
        for (int size : List.of(limit + 1, 300_000)) {
          refuseUpload(probe, ErrorCode.FILE_TOO_LARGE, size, limited);
          refuseUpload(probe, ErrorCode.FILE_TOO_LARGE, size, limited.withExpectedSize(size));
        }
        probe.files.upload(Destination.at("" + limit), new byte[limit], limited);
      }
      refuseUpload(probe, ErrorCode.FILE_TOO_LARGE, most + 1, UploadOptions.DEFAULT);
      probe.check();
    }
  }

  @Test
  @DisplayName("L27 More bytes than the channel has room for are QUOTA_EXCEEDED: no file")
  default void quotaIsKept() throws Exception {
    ChannelSpec spec = LibraryProbe.spec(ChannelId.of("small"));
    ErrorCode code = ErrorCode.QUOTA_EXCEEDED;
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.channel(spec.withQuotaBytes(5000));
      ItemId file = files.upload("most", new byte[4500]).id();
      for (int size : List.of(501, 5000, 300_000)) {
        byte[] bytes = LibraryScenario.bytes(size);
        probe.refused(files, code, () -> files.upload("more", bytes));
        probe.refused(files, code, () -> files.upload("more", new ByteArrayInputStream(bytes)));
        probe.refused(
            files, code, () -> files.uploads().begin(Destination.at("more"), declaring(size)));
      }
      probe.refused(
          files, code, () -> files.copy(file, Destination.at("copy"), PlaceOptions.DEFAULT));
      files.upload("rest", new ByteArrayInputStream(new byte[500]));
      files.upload("empty", new byte[0]);
      assertThatExceptionOfType(QuotaExceeded.class)
          .isThrownBy(() -> files.upload("more", new byte[1]))
          .satisfies(e -> assertThat(e.quota()).isEqualTo(5000))
          .satisfies(e -> assertThat(e.needed()).isEqualTo(5001));
      probe.library.updateChannel(spec.withQuotaBytes(5001));
      files.upload("more", new byte[1]);
      assertThat(files.channel().usage().bytes()).isEqualTo(5001);
      probe.check();
    }
  }

  @Test
  @DisplayName("L28 Of a source no more than one byte too many is taken, and it is never closed")
  default void sourceIsTheCallers() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      for (int size : LibraryProbe.SIZES) {
        byte[] bytes = LibraryScenario.bytes(size);
        CountedSource whole = CountedSource.of(bytes);
        probe.files.upload(Destination.at("" + size), whole, declaring(size));
        assertThat(whole.taken()).isEqualTo(size);
        CountedSource declared = CountedSource.of(bytes);
        LibraryProbe.assertFails(
            ErrorCode.SIZE_MISMATCH,
            () -> probe.files.upload(Destination.at("x"), declared, declaring(100)));
        assertThat(declared.taken()).isLessThanOrEqualTo(101);
        CountedSource allowed = CountedSource.of(bytes);
        UploadOptions limit = UploadOptions.DEFAULT.withMaxSize(100);
        LibraryProbe.assertFails(
            ErrorCode.FILE_TOO_LARGE,
            () -> probe.files.upload(Destination.at("x"), allowed, limit));
        assertThat(allowed.taken()).isLessThanOrEqualTo(101);
        for (CountedSource source : List.of(whole, declared, allowed)) {
          assertThat(source.closed()).as("closed by the library").isFalse();
        }
      }
      probe.check();
    }
  }

  private static void refuseUpload(
      LibraryProbe probe, ErrorCode code, int size, UploadOptions options) {
    byte[] bytes = LibraryScenario.bytes(size);
    Destination file = Destination.at("file");
    probe.refused(code, () -> probe.files.upload(file, bytes, options));
    probe.refused(code, () -> probe.files.upload(file, CountedSource.of(bytes), options));
  }

  private static void assertNothingIsLeft(LibraryProbe probe) {
    probe.check();
    probe.collectEverything();
    probe.check();
    assertThat(probe.objects()).as("objects but for the mark").hasSize(1);
  }

  private static UploadOptions declaring(int size) {
    return UploadOptions.DEFAULT.withExpectedSize(size);
  }

  private static Sha256 hash(byte[] bytes) {
    return Sha256.of(Hashing.sha256().hashBytes(bytes).asBytes());
  }
}
