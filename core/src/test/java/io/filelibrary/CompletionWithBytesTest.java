package io.filelibrary;

import static io.filelibrary.Fixture.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.error.BackendUnavailable;
import io.filelibrary.error.ChecksumMismatch;
import io.filelibrary.error.Effect;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.NameTaken;
import io.filelibrary.error.QuotaExceeded;
import io.filelibrary.error.SizeMismatch;
import io.filelibrary.error.SourceFailed;
import io.filelibrary.error.UploadCompleted;
import io.filelibrary.error.UploadExpired;
import io.filelibrary.error.UploadNotFound;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.UploadId;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two-step uploads that are completed by the call that brings their bytes. The channel has a quota
 * of 1,000,000 bytes; the small contents are the catalog's, the large ones the storage's.
 */
final class CompletionWithBytesTest {
  private static final int LARGE = 100_000;
  private static final Destination FILE = Destination.at("x.txt");
  private static final Duration DAY = Duration.ofDays(1);

  @RegisterExtension
  final Fixture fixture = Fixture.withSpec(spec -> spec.withQuotaBytes(1_000_000));

  private final ChannelFiles files = fixture.files;
  private final UploadDesk desk = files.uploads();

  private PendingUpload begin() {
    return desk.begin(FILE, UploadOptions.DEFAULT);
  }

  private static InputStream source(int size) {
    return new ByteArrayInputStream(Fixture.bytes(size));
  }

  private FileItem complete(UploadId upload, int size) {
    return desk.complete(upload, source(size));
  }

  /** Checks that a call leaves the upload open, and nothing in the storage or for later. */
  private <E extends FileLibraryException> E refused(
      Class<E> type, PendingUpload upload, int size) {
    List<ContentKey> before = fixture.storage.keys();
    E error = fixture.refusedWithPendingFile(type, upload, () -> complete(upload.id(), size));
    fixture.library.collect();
    assertThat(fixture.storage.keys()).as("stored objects").isEqualTo(before);
    return error;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, LARGE})
  void fileHasTheBytesThatCame(int size) {
    PendingUpload upload = begin();
    long before = fixture.lastChange();

    FileItem file = complete(upload.id(), size);

    assertThat(file.id()).isEqualTo(upload.file().id());
    assertThat(file.status()).isEqualTo(FileStatus.COMPLETED);
    assertThat(file.size()).isEqualTo(size);
    assertThat(file.version()).isEqualTo(1);
    assertThat(file.revision()).isEqualTo(upload.file().revision() + 1);
    assertThat(file.sha256()).hasValue(Fixture.sha256(Fixture.bytes(size)));
    assertThat(files.find("x.txt")).contains(file);
    assertThat(fixture.read(file.id())).isEqualTo(Fixture.bytes(size));
    assertThat(fixture.usage().bytes()).isEqualTo(size);
    assertThat(fixture.changesAfter(before)).containsExactly("UPDATED x.txt");
    assertThat(desk.complete(upload.id())).isEqualTo(file);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, LARGE})
  void oneCommitIsDurable(int size) {
    PendingUpload upload = begin();
    int before = fixture.catalog.durableCommits();

    complete(upload.id(), size);

    assertThat(fixture.catalog.durableCommits()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, LARGE})
  void completedUploadIsRefused(int size) {
    PendingUpload upload = begin();
    complete(upload.id(), size);

    fixture.refused(UploadCompleted.class, () -> complete(upload.id(), size));
    fixture.refusedWithoutTrace(UploadCompleted.class, () -> complete(upload.id(), LARGE + 1));
    assertThat(fixture.read(upload.file().id())).isEqualTo(Fixture.bytes(size));
  }

  @Test
  void unknownUploadIsNotFound() {
    UploadId unknown = UploadId.parse("00000000-0000-7000-8000-000000000000");

    fixture.refusedWithoutTrace(UploadNotFound.class, () -> complete(unknown, LARGE));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, LARGE})
  void formerBytesAreReplaced(int size) {
    PendingUpload upload = begin();
    desk.receive(upload.id(), source(LARGE + 1));

    FileItem file = complete(upload.id(), size);
    fixture.collectEverything();

    assertThat(fixture.read(file.id())).isEqualTo(Fixture.bytes(size));
    assertThat(fixture.storage.keys()).hasSize(size > Fixture.INLINE_LIMIT ? 2 : 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, LARGE})
  void failedCallKeepsWhatCameBefore(int size) throws IOException {
    PendingUpload upload = begin();
    desk.receive(upload.id(), source(size));
    InputStream closed = InputStream.nullInputStream();
    closed.close();

    fixture.refusedWithPendingFile(
        SourceFailed.class, upload, () -> desk.complete(upload.id(), closed));

    assertThat(fixture.read(desk.complete(upload.id()).id())).isEqualTo(Fixture.bytes(size));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, LARGE})
  void declaredSizeIsVerified(int size) {
    PendingUpload upload = desk.begin(FILE, UploadOptions.DEFAULT.withExpectedSize(size));

    refused(SizeMismatch.class, upload, size - 1);
    refused(SizeMismatch.class, upload, size + 1);
    assertThat(complete(upload.id(), size).size()).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, LARGE})
  void declaredHashIsVerified(int size) {
    PendingUpload upload =
        desk.begin(
            FILE, UploadOptions.DEFAULT.withExpectedSha256(Fixture.sha256(Fixture.bytes(size))));

    refused(ChecksumMismatch.class, upload, size + 1);
    assertThat(complete(upload.id(), size).size()).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, LARGE})
  void quotaHolds(int size) {
    PendingUpload upload = begin();
    files.upload("y", Fixture.bytes(1_000_000 - size + 1));

    refused(QuotaExceeded.class, upload, size);
    assertThat(complete(upload.id(), size - 1).size()).isEqualTo(size - 1);
  }

  @Test
  void expiredUploadIsRefusedBeforeAByteIsRead() {
    PendingUpload upload = begin();
    fixture.clock.advance(DAY);
    InputStream source = new ByteArrayInputStream(new byte[10]);

    fixture.refused(UploadExpired.class, () -> desk.complete(upload.id(), source));

    assertThat(source).hasBinaryContent(new byte[10]);
  }

  @Test
  void uploadThatExpiresWhileTheBytesFlowIsExpired() {
    PendingUpload upload = begin();
    fixture.storage.duringPut(() -> fixture.clock.advance(DAY));

    fixture.refusedWithoutTrace(UploadExpired.class, () -> complete(upload.id(), LARGE));
  }

  @Test
  void ofTwoAtOnceTheOneThatEndsFirstCompletesTheUpload() {
    PendingUpload upload = begin();
    fixture.storage.duringPut(() -> complete(upload.id(), LARGE + 1));

    fails(UploadCompleted.class, () -> complete(upload.id(), LARGE));
    fixture.library.collect();

    assertThat(fixture.read(upload.file().id())).isEqualTo(Fixture.bytes(LARGE + 1));
    assertThat(fixture.storage.keys()).as("stored objects").hasSize(2);
  }

  @Test
  void completionOfFormerBytesMeanwhileWins() {
    PendingUpload upload = begin();
    desk.receive(upload.id(), source(10));
    fixture.storage.duringPut(() -> desk.complete(upload.id()));

    fails(UploadCompleted.class, () -> complete(upload.id(), LARGE));
    fixture.library.collect();

    assertThat(fixture.read(upload.file().id())).isEqualTo(Fixture.bytes(10));
    assertThat(fixture.storage.keys()).as("stored objects").hasSize(1);
  }

  @Test
  void bytesReceivedMeanwhileAreReplaced() {
    PendingUpload upload = begin();
    fixture.storage.duringPut(() -> desk.receive(upload.id(), source(LARGE + 1)));

    FileItem file = complete(upload.id(), LARGE);
    fixture.library.collect();

    assertThat(fixture.read(file.id())).isEqualTo(Fixture.bytes(LARGE));
    assertThat(fixture.storage.keys()).as("stored objects").hasSize(2);
  }

  @Test
  void receiptThatEndsAfterTheCompletionIsRefused() {
    PendingUpload upload = begin();
    fixture.storage.duringPut(() -> complete(upload.id(), 10));

    fails(UploadCompleted.class, () -> desk.receive(upload.id(), source(LARGE)));

    assertThat(fixture.read(upload.file().id())).isEqualTo(Fixture.bytes(10));
  }

  @Test
  void uploadAbortedMeanwhileIsNotFound() {
    PendingUpload upload = begin();
    fixture.storage.duringPut(() -> desk.abort(upload.id()));

    fails(UploadNotFound.class, () -> complete(upload.id(), LARGE));
    fixture.library.collect();

    assertThat(fixture.storage.keys()).as("stored objects").hasSize(1);
  }

  @Test
  void uploadIntoATrashedFolderIsRefusedBeforeAByteIsRead() {
    ItemId folder = files.createFolder("a").id();
    PendingUpload upload = desk.begin(Destination.at("a/x"), UploadOptions.DEFAULT);
    files.trash(folder);
    InputStream source = new ByteArrayInputStream(new byte[10]);

    fixture.refused(ItemNotFound.class, () -> desk.complete(upload.id(), source));

    assertThat(source).hasBinaryContent(new byte[10]);
  }

  @Test
  void folderTrashedWhileTheBytesFlowIsNotFound() {
    ItemId folder = files.createFolder("a").id();
    PendingUpload upload = desk.begin(Destination.at("a/x"), UploadOptions.DEFAULT);
    fixture.storage.duringPut(() -> files.trash(folder));

    fails(ItemNotFound.class, () -> complete(upload.id(), LARGE));
    fixture.library.collect();

    assertThat(fixture.storage.keys()).as("stored objects").hasSize(1);
    files.trashBin().restore(folder);
    assertThat(complete(upload.id(), LARGE).path()).hasToString("a/x");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, LARGE})
  void fileInTheWayIsReplaced(int size) {
    FileItem old = files.upload("x.txt", Fixture.bytes(size + 1));
    PendingUpload upload =
        desk.begin(FILE, UploadOptions.DEFAULT.withConflict(ConflictPolicy.REPLACE));

    FileItem replacement = complete(upload.id(), size);

    assertThat(files.find("x.txt")).contains(replacement);
    assertThat(fixture.read("x.txt")).isEqualTo(Fixture.bytes(size));
    fails(ItemNotFound.class, () -> files.get(old.id()));
    fixture.collectEverything();
    assertThat(fixture.usage().items()).isEqualTo(1);
    assertThat(fixture.usage().bytes()).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, LARGE})
  void folderInTheWayIsNeverReplaced(int size) {
    FileItem old = files.upload("x.txt", Fixture.bytes(5));
    PendingUpload upload =
        desk.begin(FILE, UploadOptions.DEFAULT.withConflict(ConflictPolicy.REPLACE));
    desk.receive(upload.id(), source(20));
    fixture.delete(old.id());
    ItemId folder = files.createFolder("x.txt").id();

    refused(NameTaken.class, upload, size);

    fixture.delete(folder);
    assertThat(desk.complete(upload.id()).size()).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, LARGE})
  void catalogThatFailsBeforeTheCommitLeavesTheUploadOpen(int size) {
    PendingUpload upload = begin();
    fixture.catalog.failWrite(false, new BackendException(Reason.UNAVAILABLE, "busy"));

    BackendUnavailable error = refused(BackendUnavailable.class, upload, size);

    assertThat(error.effect()).isEqualTo(Effect.NONE);
    assertThat(fixture.read(complete(upload.id(), size).id())).isEqualTo(Fixture.bytes(size));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, LARGE})
  void catalogThatTimesOutAtTheCommitHasAnUnknownEffect(int size) {
    PendingUpload upload = begin();
    desk.receive(upload.id(), source(size + 1));
    fixture.catalog.failWrite(
        true, new BackendException(Reason.UNAVAILABLE, Effect.UNKNOWN, "timeout", null));

    assertThatThrownBy(() -> complete(upload.id(), size))
        .isInstanceOfSatisfying(
            BackendUnavailable.class,
            error -> assertThat(error.effect()).isEqualTo(Effect.UNKNOWN));

    fixture.refused(UploadCompleted.class, () -> complete(upload.id(), size));
    fixture.collectEverything();
    assertThat(fixture.read("x.txt")).isEqualTo(Fixture.bytes(size));
  }

  @Test
  void storageThatFailsLeavesTheUploadOpen() {
    PendingUpload upload = begin();
    fixture.storage.failPut(false, new IOException("timeout"));

    refused(FileLibraryException.class, upload, LARGE);

    assertThat(complete(upload.id(), LARGE).size()).isEqualTo(LARGE);
  }
}
