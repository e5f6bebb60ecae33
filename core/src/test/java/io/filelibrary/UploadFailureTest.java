package io.filelibrary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.error.BackendFailed;
import io.filelibrary.error.BackendUnavailable;
import io.filelibrary.error.ChecksumMismatch;
import io.filelibrary.error.Effect;
import io.filelibrary.error.FileTooLarge;
import io.filelibrary.error.NameTaken;
import io.filelibrary.error.ParentNotFound;
import io.filelibrary.error.QuotaExceeded;
import io.filelibrary.error.SizeMismatch;
import io.filelibrary.error.SourceFailed;
import io.filelibrary.error.StorageFull;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.Sha256;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads that fail leave no trace. The channel has a quota of 1,000,000 bytes. */
final class UploadFailureTest {
  private static final int LARGE = 200_000;
  private static final int QUOTA = 1_000_000;
  private static final Destination FILE = Destination.at("x");

  @RegisterExtension final Fixture fixture = Fixture.withSpec(spec -> spec.withQuotaBytes(QUOTA));

  private final ChannelFiles files = fixture.files;

  @TempDir Path disk;

  /** Throws after so many bytes. */
  private static InputStream breaking(int size, int after) {
    return new FilterInputStream(new ByteArrayInputStream(Fixture.bytes(size), 0, after)) {
      @Override
      public int read() throws IOException {
        int next = super.read();
        return next < 0 ? broken() : next;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        return count < 0 ? broken() : count;
      }

      private int broken() throws IOException {
        throw new IOException("the line is dead");
      }
    };
  }

  private void upload(int size, UploadOptions options) {
    files.upload(FILE, new ByteArrayInputStream(Fixture.bytes(size)), options);
  }

  @ParameterizedTest
  @CsvSource({"100,0", "100,50", "100,100", "200000,0", "200000,100000", "200000,200000"})
  void sourceThatThrowsIsSourceFailed(int size, int after) {
    SourceFailed error =
        fixture.refusedWithoutTrace(
            SourceFailed.class, () -> files.upload("x", breaking(size, after)));

    assertThat(error).hasRootCauseMessage("the line is dead");
    assertThat(error.effect()).isEqualTo(Effect.NONE);
  }

  @Test
  void missingFileOfTheDiskIsSourceFailed() {
    fixture.refusedWithoutTrace(
        SourceFailed.class, () -> files.upload("x", disk.resolve("missing")));
  }

  @Test
  void folderOfTheDiskIsSourceFailed() {
    fixture.refusedWithoutTrace(SourceFailed.class, () -> files.upload("x", disk));
  }

  @ParameterizedTest
  @CsvSource({
    "100,99,100",
    "100,0,1",
    "100,101,100",
    "200000,199999,200000",
    "200000,200001,200000"
  })
  void otherSizeThanDeclaredIsRefused(int size, long declared, long counted) {
    SizeMismatch error =
        fixture.refusedWithoutTrace(
            SizeMismatch.class,
            () -> upload(size, UploadOptions.DEFAULT.withExpectedSize(declared)));

    assertThat(error.expected()).isEqualTo(declared);
    assertThat(error.actual()).isEqualTo(counted);
  }

  @Test
  void otherSizeOfAnArrayIsRefused() {
    fixture.refusedWithoutTrace(
        SizeMismatch.class,
        () -> files.upload(FILE, new byte[5], UploadOptions.DEFAULT.withExpectedSize(6)));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, LARGE})
  void otherHashThanDeclaredIsRefused(int size) {
    fixture.refusedWithoutTrace(
        ChecksumMismatch.class,
        () -> upload(size, UploadOptions.DEFAULT.withExpectedSha256(Fixture.sha256(new byte[1]))));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 99, 199_999})
  void moreBytesThanAllowedAreRefused(int limit) {
    FileTooLarge error =
        fixture.refusedWithoutTrace(
            FileTooLarge.class, () -> upload(limit + 1, UploadOptions.DEFAULT.withMaxSize(limit)));

    assertThat(error.limit()).isEqualTo(limit);
  }

  @Test
  void sourceIsReadNoFurtherThanOneByteOverTheLimit() {
    InputStream endless =
        new InputStream() {
          private long given;

          @Override
          public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : 0;
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            given += length;
            if (given > 10_000_000) {
              throw new IOException("read on and on");
            }
            return length;
          }
        };

    fixture.refusedWithoutTrace(
        FileTooLarge.class,
        () -> files.upload(FILE, endless, UploadOptions.DEFAULT.withMaxSize(LARGE)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 99, 199_999})
  void sourceGivesAtMostOneByteTooMany(int limit) {
    ByteArrayInputStream declared = new ByteArrayInputStream(new byte[limit + 100]);
    ByteArrayInputStream allowed = new ByteArrayInputStream(new byte[limit + 100]);

    fixture.refusedWithoutTrace(
        SizeMismatch.class,
        () -> files.upload(FILE, declared, UploadOptions.DEFAULT.withExpectedSize(limit)));
    fixture.refusedWithoutTrace(
        FileTooLarge.class,
        () -> files.upload(FILE, allowed, UploadOptions.DEFAULT.withMaxSize(limit)));

    assertThat(declared.available()).isEqualTo(99);
    assertThat(allowed.available()).isEqualTo(99);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 900_000})
  void quotaIsKeptToTheByte(int already) {
    files.upload("already", Fixture.bytes(already));
    fixture.refusedWithoutTrace(
        QuotaExceeded.class, () -> upload(QUOTA - already + 1, UploadOptions.DEFAULT));

    upload(QUOTA - already, UploadOptions.DEFAULT);

    assertThat(fixture.usage().bytes()).isEqualTo(QUOTA);
  }

  @Test
  void exceededQuotaTellsTheNumbers() {
    files.upload("already", Fixture.bytes(10));

    QuotaExceeded error =
        fixture.refusedWithoutTrace(QuotaExceeded.class, () -> files.upload("x", new byte[QUOTA]));

    assertThat(error.quota()).isEqualTo(QUOTA);
    assertThat(error.needed()).isEqualTo(QUOTA + 10);
  }

  @Test
  void storageThatFailsWithoutEffectIsUnavailable() {
    fixture.storage.failPut(false, new BackendException(Reason.UNAVAILABLE, "busy"));

    BackendUnavailable error =
        fixture.refusedWithoutTrace(
            BackendUnavailable.class, () -> upload(LARGE, UploadOptions.DEFAULT));

    assertThat(error.retryable()).isTrue();
    assertThat(error.effect()).isEqualTo(Effect.NONE);
  }

  @Test
  void storageThatTimesOutWithoutEffectIsUnavailable() {
    fixture.storage.failPut(false, new IOException("timeout"));

    BackendUnavailable error =
        fixture.refusedWithoutTrace(
            BackendUnavailable.class, () -> upload(LARGE, UploadOptions.DEFAULT));

    assertThat(error.effect()).isEqualTo(Effect.NONE);
  }

  @Test
  void storageThatTimesOutAfterTheEffectIsASuccess() {
    fixture.storage.failPut(true, new IOException("timeout"));

    FileItem file = files.upload("x", Fixture.bytes(LARGE));

    assertThat(fixture.read(file.id())).isEqualTo(Fixture.bytes(LARGE));
  }

  @Test
  void unknownEffectOfAStorageIsLookedUp() {
    fixture.storage.failPut(
        true, new BackendException(Reason.UNAVAILABLE, Effect.UNKNOWN, "timeout", null));

    FileItem file = files.upload("x", Fixture.bytes(LARGE));

    assertThat(fixture.read(file.id())).isEqualTo(Fixture.bytes(LARGE));
  }

  @Test
  void uploadFailsWhenTheStorageCannotSayWhetherTheObjectIsThere() {
    fixture.storage.failPut(true, new IOException("timeout"));
    fixture.storage.failStat(new IOException("timeout"));

    fixture.refusedWithoutTrace(
        BackendUnavailable.class, () -> upload(LARGE, UploadOptions.DEFAULT));
  }

  @Test
  void storageThatStoredAnotherSizeIsBackendFailed() {
    fixture.storage.misreport(
        stored ->
            new StoredObject(stored.key(), stored.size() - 1, stored.sha256(), stored.storedAt()));

    fixture.refusedWithoutTrace(BackendFailed.class, () -> upload(LARGE, UploadOptions.DEFAULT));
  }

  @Test
  void storageThatStoredOtherBytesIsBackendFailed() {
    Sha256 other = Sha256.of(new byte[32]);
    fixture.storage.misreport(
        stored ->
            new StoredObject(stored.key(), stored.size(), Optional.of(other), stored.storedAt()));

    fixture.refusedWithoutTrace(BackendFailed.class, () -> upload(LARGE, UploadOptions.DEFAULT));
  }

  @Test
  void storageThatStopsAtTheDeclaredSizeDoesNotHideThatThereIsMore() {
    fixture.storage.readOnly(LARGE - 1);

    fixture.refusedWithoutTrace(
        SizeMismatch.class, () -> upload(LARGE, UploadOptions.DEFAULT.withExpectedSize(LARGE - 1)));
  }

  @Test
  void objectOfAPutThatDidNotReadTheWholeSourceIsNotTaken() {
    fixture.storage.readOnly(LARGE - 1);
    fixture.storage.failPut(true, new IOException("timeout"));

    fixture.refusedWithoutTrace(
        BackendUnavailable.class, () -> upload(LARGE, UploadOptions.DEFAULT));
  }

  @Test
  void bytesOfAFailedUploadAreNotKeptUntilItExpires() {
    List<ContentKey> before = fixture.storage.keys();
    fixture.storage.duringPut(() -> files.upload("x", Fixture.bytes(1)));

    assertThatThrownBy(() -> upload(LARGE, UploadOptions.DEFAULT)).isInstanceOf(NameTaken.class);
    fixture.library.collect();

    assertThat(fixture.storage.keys()).isEqualTo(before);
  }

  @Test
  void bytesOfAPutWithoutAnAnswerAreNotKeptUntilTheUploadExpires() {
    List<ContentKey> before = fixture.storage.keys();
    fixture.storage.failPut(true, new IOException("timeout"));
    fixture.storage.failStat(new IOException("timeout"));

    fixture.refused(BackendUnavailable.class, () -> upload(LARGE, UploadOptions.DEFAULT));
    fixture.library.collect();

    assertThat(fixture.storage.keys()).isEqualTo(before);
  }

  @Test
  void fullStorageIsToldAsSuch() {
    fixture.storage.failPut(false, new BackendException(Reason.STORAGE_FULL, "full"));

    fixture.refusedWithoutTrace(StorageFull.class, () -> upload(LARGE, UploadOptions.DEFAULT));
  }

  @Test
  void storageThatRefusesIsBackendFailed() {
    fixture.storage.failPut(false, new BackendException(Reason.DENIED, "no"));

    BackendFailed error =
        fixture.refusedWithoutTrace(
            BackendFailed.class, () -> upload(LARGE, UploadOptions.DEFAULT));

    assertThat(error.retryable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, LARGE})
  void catalogThatFailsBeforeTheCommitLeavesNothing(int size) {
    fixture.catalog.failWrite(false, new BackendException(Reason.UNAVAILABLE, "busy"));

    BackendUnavailable error =
        fixture.refusedWithoutTrace(
            BackendUnavailable.class, () -> upload(size, UploadOptions.DEFAULT));

    assertThat(error.effect()).isEqualTo(Effect.NONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, LARGE})
  void catalogThatTimesOutAtTheCommitHasAnUnknownEffect(int size) {
    fixture.catalog.failWrite(
        true, new BackendException(Reason.UNAVAILABLE, Effect.UNKNOWN, "timeout", null));

    assertThatThrownBy(() -> upload(size, UploadOptions.DEFAULT))
        .isInstanceOfSatisfying(
            BackendUnavailable.class,
            error -> assertThat(error.effect()).isEqualTo(Effect.UNKNOWN));

    fixture.collectEverything();
    assertThat(fixture.read("x")).isEqualTo(Fixture.bytes(size));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, LARGE})
  void listenerThatThrowsEndsTheUpload(int size) {
    IllegalStateException thrown = new IllegalStateException("enough");

    IllegalStateException error =
        fixture.refusedWithoutTrace(
            IllegalStateException.class,
            () ->
                upload(
                    size,
                    UploadOptions.DEFAULT.withProgress(
                        bytes -> {
                          throw thrown;
                        })));

    assertThat(error).isSameAs(thrown);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, LARGE})
  void takenNameLeavesNothing(int size) {
    files.upload("x", new byte[1]);

    fixture.refusedWithoutTrace(NameTaken.class, () -> upload(size, UploadOptions.DEFAULT));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, LARGE})
  void missingParentLeavesNothing(int size) {
    fixture.refusedWithoutTrace(
        ParentNotFound.class, () -> files.upload("a/x", Fixture.bytes(size)));
  }

  @Test
  void nameTakenWhileTheBytesFlowIsRefused() {
    fixture.storage.duringPut(() -> files.createFolder("x"));

    assertThatThrownBy(() -> upload(LARGE, UploadOptions.DEFAULT)).isInstanceOf(NameTaken.class);

    fixture.collectEverything();
    assertThat(fixture.paths()).containsExactly("x");
    assertThat(fixture.storage.keys()).hasSize(1);
  }

  @Test
  void quotaUsedUpWhileTheBytesFlowIsExceeded() {
    fixture.storage.duringPut(() -> files.upload("y", Fixture.bytes(QUOTA - LARGE + 1)));

    assertThatThrownBy(() -> upload(LARGE, UploadOptions.DEFAULT))
        .isInstanceOf(QuotaExceeded.class);

    assertThat(fixture.paths()).containsExactly("y");
  }

  @Test
  void createdParentsAreNotLeftByAFailedUpload() {
    fixture.refusedWithoutTrace(
        ChecksumMismatch.class,
        () ->
            files.upload(
                Destination.at("a/b/x"),
                Fixture.bytes(LARGE),
                UploadOptions.DEFAULT
                    .withCreateParents()
                    .withExpectedSha256(Fixture.sha256(new byte[1]))));
  }

  @Test
  void largestFileOfTheLibraryHoldsBesides() {
    Fixture small = Fixture.withOptions(options -> options.withMaxFileSize(10));
    small.files.upload("fits", new byte[10]);

    small.refusedWithoutTrace(
        FileTooLarge.class,
        () ->
            small.files.upload(
                Destination.at("x"), new byte[11], UploadOptions.DEFAULT.withMaxSize(100)));

    small.check();
    small.library.close();
  }
}
