package io.filelibrary;

import static io.filelibrary.Fixture.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.error.ChecksumMismatch;
import io.filelibrary.error.FilePending;
import io.filelibrary.error.FileTooLarge;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.QuotaExceeded;
import io.filelibrary.error.SizeMismatch;
import io.filelibrary.error.SourceFailed;
import io.filelibrary.error.UploadCompleted;
import io.filelibrary.error.UploadIncomplete;
import io.filelibrary.error.UploadNotFound;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.UploadId;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Visibility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The channel has a quota of 1,000,000 bytes. */
final class TwoStepUploadTest {
  private static final int LARGE = 100_000;
  private static final Destination FILE = Destination.at("x.txt");

  @RegisterExtension
  final Fixture fixture = Fixture.withSpec(spec -> spec.withQuotaBytes(1_000_000));

  private final ChannelFiles files = fixture.files;
  private final UploadDesk desk = files.uploads();

  private PendingUpload begin() {
    return desk.begin(FILE, UploadOptions.DEFAULT);
  }

  private void receive(UploadId upload, int size) {
    desk.receive(upload, new ByteArrayInputStream(Fixture.bytes(size)));
  }

  @Test
  void pendingFileSaysWhatItIs() {
    PendingUpload upload = desk.begin(FILE, UploadOptions.DEFAULT.withExpectedSize(10));

    FileItem file = upload.file();
    assertThat(file.status()).isEqualTo(FileStatus.PENDING);
    assertThat(file.size()).isEqualTo(10);
    assertThat(file.sha256()).isEmpty();
    assertThat(file.version()).isZero();
    assertThat(file.contentType()).hasToString("text/plain");
    assertThat(upload.grant()).isEmpty();
    assertThat(upload.expiresAt()).isEqualTo(fixture.clock.instant().plus(Duration.ofDays(1)));
    assertThat(files.get(file.id())).isEqualTo(file);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, LARGE})
  void completedFileHasTheBytesThatCame(int size) {
    PendingUpload upload = begin();
    receive(upload.id(), size);

    FileItem file = desk.complete(upload.id());

    assertThat(file.id()).isEqualTo(upload.file().id());
    assertThat(file.status()).isEqualTo(FileStatus.COMPLETED);
    assertThat(file.size()).isEqualTo(size);
    assertThat(file.version()).isEqualTo(1);
    assertThat(file.revision()).isEqualTo(upload.file().revision() + 1);
    assertThat(file.sha256()).hasValue(Fixture.sha256(Fixture.bytes(size)));
    assertThat(files.find("x.txt")).contains(file);
    assertThat(fixture.read(file.id())).isEqualTo(Fixture.bytes(size));
    assertThat(fixture.usage().bytes()).isEqualTo(size);
  }

  @Test
  void pendingFilesAreHiddenUnlessAskedFor() {
    ItemId file = begin().file().id();

    assertThat(files.find("x.txt")).isEmpty();
    assertThat(files.list(FolderRef.root(), ListOptions.DEFAULT).items()).isEmpty();
    assertThat(files.listTree(FolderRef.root(), ListOptions.DEFAULT).items()).isEmpty();
    assertThat(files.list(FolderRef.root(), ListOptions.DEFAULT.withPending(true)).items())
        .extracting(item -> item.id())
        .containsExactly(file);
    assertThat(files.listTree(FolderRef.root(), ListOptions.DEFAULT.withPending(true)).items())
        .extracting(item -> item.id())
        .containsExactly(file);
  }

  @Test
  void pendingFilesAreNotReadable() {
    PendingUpload upload = begin();
    receive(upload.id(), 10);

    fixture.refused(FilePending.class, () -> files.open(upload.file().id()).close());
  }

  @Test
  void pendingFilesAreNeitherCopiedNorTrashedNorMadePublic() {
    ItemId file = begin().file().id();

    fixture.refused(
        FilePending.class, () -> files.copy(file, Destination.at("y"), PlaceOptions.DEFAULT));
    fixture.refused(FilePending.class, () -> files.trash(file));
    fixture.refused(
        FilePending.class,
        () -> files.update(file, ItemChanges.NONE.withVisibility(Visibility.PUBLIC)));
  }

  @Test
  void pendingFileIsRenamedAndCompletedUnderItsNewName() {
    PendingUpload upload = begin();
    files.rename(upload.file().id(), "y.txt");
    receive(upload.id(), 10);

    assertThat(desk.complete(upload.id()).path()).hasToString("y.txt");
  }

  @Test
  void pendingFileIsMovedAndCompletedThere() {
    files.createFolder("a");
    PendingUpload upload = begin();
    files.move(upload.file().id(), Destination.at("a/z.txt"), PlaceOptions.DEFAULT);
    receive(upload.id(), 10);

    assertThat(desk.complete(upload.id()).path()).hasToString("a/z.txt");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, LARGE})
  void bytesReceivedAgainReplaceTheFormer(int size) {
    PendingUpload upload = begin();
    receive(upload.id(), LARGE + 1);
    receive(upload.id(), 5);
    receive(upload.id(), size);

    FileItem file = desk.complete(upload.id());

    assertThat(fixture.read(file.id())).isEqualTo(Fixture.bytes(size));
    fixture.collectEverything();
    assertThat(fixture.storage.keys()).hasSize(size > Fixture.INLINE_LIMIT ? 2 : 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, LARGE})
  void failedReceiptKeepsWhatCameBefore(int size) {
    PendingUpload upload = begin();
    receive(upload.id(), size);
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("dead");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("dead");
          }
        };

    fixture.refused(SourceFailed.class, () -> desk.receive(upload.id(), broken));

    assertThat(fixture.read(desk.complete(upload.id()).id())).isEqualTo(Fixture.bytes(size));
  }

  @Test
  void completionIsAnsweredAgain() {
    PendingUpload upload = begin();
    receive(upload.id(), 10);
    FileItem file = desk.complete(upload.id());
    long changes = fixture.lastChange();

    assertThat(desk.complete(upload.id())).isEqualTo(file);
    assertThat(fixture.lastChange()).isEqualTo(changes);
  }

  @Test
  void completionAnswersTheFileAsItIsThen() {
    PendingUpload upload = begin();
    receive(upload.id(), 10);
    desk.complete(upload.id());
    files.rename(upload.file().id(), "renamed");

    assertThat(desk.complete(upload.id()).name()).hasToString("renamed");
  }

  @Test
  void completionAgainOfATrashedFileIsNotFound() {
    PendingUpload upload = begin();
    receive(upload.id(), 10);
    desk.complete(upload.id());
    files.trash(upload.file().id());

    fixture.refused(ItemNotFound.class, () -> desk.complete(upload.id()));
  }

  @Test
  void completionWithoutBytesIsIncomplete() {
    PendingUpload upload = begin();

    fixture.refused(UploadIncomplete.class, () -> desk.complete(upload.id()));
    receive(upload.id(), 10);
    assertThat(desk.complete(upload.id()).size()).isEqualTo(10);
  }

  @Test
  void completedUploadTakesNoMoreBytes() {
    PendingUpload upload = begin();
    receive(upload.id(), 10);
    desk.complete(upload.id());

    fixture.refusedWithoutTrace(UploadCompleted.class, () -> receive(upload.id(), LARGE));
  }

  @Test
  void unknownUploadIsNotFound() {
    UploadId unknown = UploadId.parse("00000000-0000-7000-8000-000000000000");

    fixture.refused(UploadNotFound.class, () -> receive(unknown, 10));
    fixture.refused(UploadNotFound.class, () -> desk.complete(unknown));
    fixture.refused(UploadNotFound.class, () -> desk.abort(unknown));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 10, LARGE})
  void abortedUploadIsGone(int size) {
    PendingUpload upload = begin();
    if (size >= 0) {
      receive(upload.id(), size);
    }
    desk.abort(upload.id());

    fails(ItemNotFound.class, () -> files.get(upload.file().id()));
    fails(UploadNotFound.class, () -> desk.complete(upload.id()));
    fails(UploadNotFound.class, () -> receive(upload.id(), 10));
    fails(UploadNotFound.class, () -> desk.abort(upload.id()));
    assertThat(files.createFolder("x.txt").name()).hasToString("x.txt");
    fixture.collectEverything();
    assertThat(fixture.storage.keys()).hasSize(1);
    assertThat(fixture.usage().items()).isEqualTo(1);
  }

  @Test
  void completedUploadIsNotAborted() {
    PendingUpload upload = begin();
    receive(upload.id(), 10);
    desk.complete(upload.id());

    fixture.refused(UploadCompleted.class, () -> desk.abort(upload.id()));
  }

  @Test
  void declaredSizeIsVerified() {
    PendingUpload upload = desk.begin(FILE, UploadOptions.DEFAULT.withExpectedSize(LARGE));

    fixture.refused(SizeMismatch.class, () -> receive(upload.id(), LARGE - 1));
    fixture.refused(SizeMismatch.class, () -> receive(upload.id(), LARGE + 1));
    receive(upload.id(), LARGE);
    assertThat(desk.complete(upload.id()).size()).isEqualTo(LARGE);
  }

  @Test
  void declaredHashIsVerified() {
    PendingUpload upload =
        desk.begin(
            FILE, UploadOptions.DEFAULT.withExpectedSha256(Fixture.sha256(Fixture.bytes(10))));

    fixture.refused(ChecksumMismatch.class, () -> receive(upload.id(), 11));
    receive(upload.id(), 10);
    assertThat(desk.complete(upload.id()).size()).isEqualTo(10);
  }

  @Test
  void limitHoldsAtTheReceipt() {
    PendingUpload upload = desk.begin(FILE, UploadOptions.DEFAULT.withMaxSize(10));

    fixture.refused(FileTooLarge.class, () -> receive(upload.id(), 11));
    receive(upload.id(), 10);
    assertThat(desk.complete(upload.id()).size()).isEqualTo(10);
  }

  @Test
  void declaredSizeOverTheLimitIsRefusedAtTheBeginning() {
    fixture.refused(
        FileTooLarge.class,
        () -> desk.begin(FILE, UploadOptions.DEFAULT.withMaxSize(10).withExpectedSize(11)));
  }

  @Test
  void declaredSizeOverTheQuotaIsRefusedAtTheBeginning() {
    fixture.refused(
        QuotaExceeded.class,
        () -> desk.begin(FILE, UploadOptions.DEFAULT.withExpectedSize(1_000_001)));
  }

  @Test
  void quotaHoldsForBytesThatWereNotDeclared() {
    PendingUpload upload = begin();

    assertThatThrownBy(
            () -> {
              receive(upload.id(), 1_000_001);
              desk.complete(upload.id());
            })
        .isInstanceOf(QuotaExceeded.class);
    assertThat(fixture.usage().bytes()).isZero();
  }

  @Test
  void quotaUsedUpMeanwhileIsExceededAtCompletion() {
    PendingUpload upload = begin();
    receive(upload.id(), LARGE);
    files.upload("y", Fixture.bytes(1_000_000));

    fixture.refused(QuotaExceeded.class, () -> desk.complete(upload.id()));
  }

  @Test
  void folderTrashedMeanwhileIsNotFound() {
    ItemId folder = files.createFolder("a").id();
    PendingUpload upload = desk.begin(Destination.at("a/x"), UploadOptions.DEFAULT);
    receive(upload.id(), 10);
    files.trash(folder);

    fixture.refused(ItemNotFound.class, () -> desk.complete(upload.id()));
    files.trashBin().restore(folder);
    assertThat(desk.complete(upload.id()).path()).hasToString("a/x");
  }

  @Test
  void folderDeletedMeanwhileIsNotFound() {
    ItemId folder = files.createFolder("a").id();
    PendingUpload upload = desk.begin(Destination.at("a/x"), UploadOptions.DEFAULT);
    receive(upload.id(), LARGE);
    fixture.delete(folder);

    assertThatThrownBy(() -> desk.complete(upload.id())).isInstanceOf(ItemNotFound.class);
    fixture.collectEverything();
    assertThat(fixture.usage().items()).isZero();
    assertThat(fixture.storage.keys()).hasSize(1);
  }

  @Test
  void uploadOfAFileInTheTrashedFolderIsAborted() {
    ItemId folder = files.createFolder("a").id();
    PendingUpload upload = desk.begin(Destination.at("a/x"), UploadOptions.DEFAULT);
    files.trash(folder);

    desk.abort(upload.id());

    files.trashBin().restore(folder);
    assertThat(files.createFolder("a/x").path()).hasToString("a/x");
  }
}
