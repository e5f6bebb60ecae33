package io.filelibrary;

import static io.filelibrary.Fixture.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.NameTaken;
import io.filelibrary.error.ParentNotFound;
import io.filelibrary.error.UploadExpired;
import io.filelibrary.error.UploadNotFound;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.UploadId;
import io.filelibrary.model.UploadOptions;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and expiry of two-step uploads, which live for a day. */
final class TwoStepConflictTest {
  private static final Destination FILE = Destination.at("x.txt");
  private static final Duration DAY = Duration.ofDays(1);

  @RegisterExtension final Fixture fixture = Fixture.create();

  private final ChannelFiles files = fixture.files;
  private final UploadDesk desk = files.uploads();

  private PendingUpload begin(ConflictPolicy conflict) {
    return desk.begin(FILE, UploadOptions.DEFAULT.withConflict(conflict));
  }

  private void receive(UploadId upload, int size) {
    desk.receive(upload, new ByteArrayInputStream(Fixture.bytes(size)));
  }

  @Test
  void pendingFileHoldsItsName() {
    PendingUpload upload = begin(ConflictPolicy.FAIL);

    NameTaken error = fixture.refused(NameTaken.class, () -> files.createFolder("x.txt"));

    assertThat(error.itemId()).isEqualTo(upload.file().id().value());
    fixture.refused(NameTaken.class, () -> begin(ConflictPolicy.FAIL));
    fixture.refusedWithoutTrace(NameTaken.class, () -> files.upload("x.txt", new byte[100_000]));
  }

  @Test
  void takenNameIsRefusedAtTheBeginning() {
    files.upload("x.txt", new byte[1]);

    fixture.refused(NameTaken.class, () -> begin(ConflictPolicy.FAIL));
  }

  @Test
  void missingParentIsRefusedAtTheBeginning() {
    fixture.refused(
        ParentNotFound.class, () -> desk.begin(Destination.at("a/x"), UploadOptions.DEFAULT));
  }

  @Test
  void parentsAreCreatedAtTheBeginningWhenAsked() {
    desk.begin(Destination.at("a/b/x"), UploadOptions.DEFAULT.withCreateParents());

    assertThat(fixture.paths()).containsExactly("a", "a/b");
  }

  @Test
  void renamedPendingFileKnowsItsNameAtTheBeginning() {
    files.upload("x.txt", new byte[1]);

    PendingUpload upload = begin(ConflictPolicy.RENAME);

    assertThat(upload.file().name()).hasToString("x (2).txt");
    receive(upload.id(), 10);
    assertThat(desk.complete(upload.id()).name()).hasToString("x (2).txt");
  }

  @Test
  void replacementWaitsBesideTheTree() {
    FileItem old = files.upload("x.txt", Fixture.bytes(5));

    PendingUpload upload = begin(ConflictPolicy.REPLACE);
    receive(upload.id(), 10);

    assertThat(files.find("x.txt")).contains(old);
    assertThat(fixture.read("x.txt")).isEqualTo(Fixture.bytes(5));
    assertThat(files.get(upload.file().id())).isEqualTo(upload.file());
    assertThat(upload.file().path()).hasToString("x.txt");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100_000})
  void completionReplacesTheFile(int size) {
    FileItem old = files.upload("x.txt", Fixture.bytes(size + 1));
    PendingUpload upload = begin(ConflictPolicy.REPLACE);
    receive(upload.id(), size);

    FileItem replacement = desk.complete(upload.id());

    assertThat(files.find("x.txt")).contains(replacement);
    assertThat(fixture.read("x.txt")).isEqualTo(Fixture.bytes(size));
    fails(ItemNotFound.class, () -> files.get(old.id()));
    fixture.collectEverything();
    assertThat(fixture.usage().items()).isEqualTo(1);
    assertThat(fixture.usage().bytes()).isEqualTo(size);
  }

  @Test
  void replacementOfAFileThatWentMeanwhileTakesTheName() {
    FileItem old = files.upload("x.txt", Fixture.bytes(5));
    PendingUpload upload = begin(ConflictPolicy.REPLACE);
    fixture.delete(old.id());
    receive(upload.id(), 10);

    assertThat(desk.complete(upload.id()).path()).hasToString("x.txt");
  }

  @Test
  void abortedReplacementLeavesTheFile() {
    FileItem old = files.upload("x.txt", Fixture.bytes(5));
    PendingUpload upload = begin(ConflictPolicy.REPLACE);
    receive(upload.id(), 100_000);

    desk.abort(upload.id());

    assertThat(files.find("x.txt")).contains(old);
    fixture.collectEverything();
    assertThat(fixture.storage.keys()).hasSize(1);
    assertThat(fixture.usage().items()).isEqualTo(1);
  }

  @Test
  void twoReplacementsAreCompletedOneAfterTheOther() {
    files.upload("x.txt", Fixture.bytes(5));
    PendingUpload first = begin(ConflictPolicy.REPLACE);
    PendingUpload second = begin(ConflictPolicy.REPLACE);
    receive(first.id(), 10);
    receive(second.id(), 20);

    desk.complete(second.id());
    desk.complete(first.id());

    assertThat(fixture.read("x.txt")).isEqualTo(Fixture.bytes(10));
    assertThat(fixture.paths()).containsExactly("x.txt");
  }

  @Test
  void replacementWhoseFolderIsDeletedIsNotFound() {
    ItemId folder = files.createFolder("a").id();
    files.upload("a/x", Fixture.bytes(5));
    PendingUpload upload =
        desk.begin(
            Destination.at("a/x"), UploadOptions.DEFAULT.withConflict(ConflictPolicy.REPLACE));
    receive(upload.id(), 100_000);
    fixture.delete(folder);

    fails(ItemNotFound.class, () -> desk.complete(upload.id()));

    fixture.collectEverything();
    assertThat(fixture.usage().items()).isZero();
    assertThat(fixture.storage.keys()).hasSize(1);
  }

  @Test
  void folderIsNeverReplaced() {
    files.createFolder("x.txt");

    fixture.refused(NameTaken.class, () -> begin(ConflictPolicy.REPLACE));
  }

  @Test
  void uploadIsCompletedUntilItsTimeIsOver() {
    PendingUpload upload = begin(ConflictPolicy.FAIL);
    receive(upload.id(), 10);
    fixture.clock.advance(DAY.minusMillis(1));

    assertThat(desk.complete(upload.id()).size()).isEqualTo(10);
  }

  @Test
  void expiredUploadTakesNoBytesAndIsNotCompleted() {
    PendingUpload upload = begin(ConflictPolicy.FAIL);
    receive(upload.id(), 10);
    fixture.clock.advance(DAY);

    fixture.refused(UploadExpired.class, () -> desk.complete(upload.id()));
    fixture.refused(UploadExpired.class, () -> receive(upload.id(), 10));
  }

  @Test
  void completedUploadIsForgottenByTheCollectorWhenItsTimeIsOver() {
    PendingUpload upload = begin(ConflictPolicy.FAIL);
    receive(upload.id(), 10);
    desk.complete(upload.id());
    fixture.clock.advance(DAY);

    fixture.library.collect();

    fixture.refused(UploadNotFound.class, () -> desk.complete(upload.id()));
    assertThat(fixture.read(upload.file().id())).isEqualTo(Fixture.bytes(10));
  }

  @Test
  void uploadThatExpiresWhileTheBytesFlowIsExpired() {
    PendingUpload upload = begin(ConflictPolicy.FAIL);
    fixture.storage.duringPut(() -> fixture.clock.advance(DAY));

    fails(UploadExpired.class, () -> receive(upload.id(), 100_000));

    fixture.collectEverything();
    assertThat(fixture.storage.keys()).hasSize(1);
  }

  @Test
  void expiredPendingFileGivesWayToAFolder() {
    PendingUpload upload = begin(ConflictPolicy.FAIL);
    receive(upload.id(), 100_000);
    fixture.clock.advance(DAY);

    assertThat(files.createFolder("x.txt").name()).hasToString("x.txt");

    fails(FileLibraryException.class, () -> desk.complete(upload.id()));
    fixture.collectEverything();
    assertThat(fixture.usage().items()).isEqualTo(1);
    assertThat(fixture.storage.keys()).hasSize(1);
  }

  @Test
  void expiredPendingFileGivesWayToAnUploadAndARename() {
    begin(ConflictPolicy.FAIL);
    fixture.clock.advance(DAY);

    PendingUpload again = begin(ConflictPolicy.FAIL);

    assertThat(again.file().name()).hasToString("x.txt");
    fixture.clock.advance(DAY);
    ItemId folder = files.createFolder("a").id();
    assertThat(files.rename(folder, "x.txt").name()).hasToString("x.txt");
  }

  @Test
  void collectedUploadIsNotFoundAndItsFileIsGone() {
    PendingUpload upload = begin(ConflictPolicy.FAIL);
    receive(upload.id(), 100_000);
    fixture.clock.advance(DAY);

    fixture.library.collect();

    fails(UploadNotFound.class, () -> desk.complete(upload.id()));
    fails(ItemNotFound.class, () -> files.get(upload.file().id()));
    assertThat(files.list(FolderRef.root(), ListOptions.DEFAULT.withPending(true)))
        .extracting(page -> page.items(), InstanceOfAssertFactories.LIST)
        .isEmpty();
  }

  @Test
  void expiredReplacementLeavesTheFile() {
    FileItem old = files.upload("x.txt", Fixture.bytes(5));
    PendingUpload upload = begin(ConflictPolicy.REPLACE);
    receive(upload.id(), 100_000);

    fixture.collectEverything();

    fails(ItemNotFound.class, () -> files.get(upload.file().id()));
    assertThat(files.find("x.txt")).contains(old);
    assertThat(fixture.usage().items()).isEqualTo(1);
    assertThat(fixture.storage.keys()).hasSize(1);
  }

  @Test
  void collectorThatRunsBeforeExpiryKeepsTheBytes() {
    PendingUpload upload = begin(ConflictPolicy.FAIL);
    receive(upload.id(), 100_000);
    fixture.clock.advance(DAY.minusMillis(1));
    fixture.library.collect();

    assertThat(fixture.read(desk.complete(upload.id()).id())).isEqualTo(Fixture.bytes(100_000));
  }
}
