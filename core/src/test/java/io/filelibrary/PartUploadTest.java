package io.filelibrary;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.BackendFailed;
import io.filelibrary.error.BackendUnavailable;
import io.filelibrary.error.Effect;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.UploadExpired;
import io.filelibrary.error.UploadIncomplete;
import io.filelibrary.error.UploadNotFound;
import io.filelibrary.model.Destination;
import io.filelibrary.model.DownloadOptions;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import java.io.ByteArrayInputStream;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What crosses an upload in parts, and what becomes of it when a backend fails. */
final class PartUploadTest {
  private static final Destination FILE = Destination.at("x");
  private static final int LARGE = Fixture.INLINE_LIMIT + 1;

  @RegisterExtension
  final Fixture fixture = Fixture.withStorage(UnaryOperator.identity(), PartStorage::new);

  private final UploadDesk desk = fixture.files.uploads();
  private final PartStorage storage = (PartStorage) fixture.storage;

  private PendingUpload begin() {
    PendingUpload upload = desk.begin(FILE, UploadOptions.DEFAULT);
    assertThat(upload.grant()).isEmpty();
    return upload;
  }

  private PendingUpload sent() {
    PendingUpload upload = begin();
    assertThat(desk.grantPart(upload.id(), 1, 100)).isPresent();
    storage.send(1, Fixture.bytes(100));
    return upload;
  }

  @Test
  void partWhoseEndIsPastByTheClockOfTheStorageHasExpired() {
    PendingUpload upload = begin();
    storage.beLate();

    fixture.refused(UploadExpired.class, () -> desk.grantPart(upload.id(), 1, 100));
  }

  @Test
  void uploadWhoseEndIsPastByTheClockOfTheStorageIsNotBegun() {
    storage.beLate();

    BackendFailed error =
        fixture.refusedWithoutTrace(
            BackendFailed.class, () -> desk.begin(FILE, UploadOptions.DEFAULT.withForm()));

    assertThat(error).hasMessageContaining("clock");
    assertThat(error.effect()).isEqualTo(Effect.NONE);
  }

  @Test
  void uploadByFormIsFoundWithItsForm() {
    PendingUpload upload = desk.begin(FILE, UploadOptions.DEFAULT.withForm());

    assertThat(upload.grant()).isPresent();
    assertThat(desk.find(upload.file().id())).contains(upload);
  }

  @Test
  void uploadWhoseEndIsPastByTheClockOfTheStorageIsFoundWithoutAGrant() {
    PendingUpload upload = desk.begin(FILE, UploadOptions.DEFAULT.withForm());
    storage.beLate();

    PendingUpload found = desk.find(upload.file().id()).orElseThrow();

    assertThat(found.id()).isEqualTo(upload.id());
    assertThat(found.grant()).isEmpty();
  }

  @Test
  void downloadWhoseEndIsPastByTheClockOfTheStorageIsRefused() {
    FileItem file =
        fixture.files.upload(
            FILE, new ByteArrayInputStream(Fixture.bytes(LARGE)), UploadOptions.DEFAULT);
    storage.beLate();

    BackendFailed error =
        fixture.refused(
            BackendFailed.class,
            () -> fixture.files.grantDownload(file.id(), DownloadOptions.DEFAULT));

    assertThat(error).hasMessageContaining("clock");
    assertThat(error.effect()).isEqualTo(Effect.NONE);
  }

  @Test
  void partsThatTheUploadMayKnowAreKept() {
    PendingUpload upload = begin();
    fixture.catalog.failWrite(
        true, new BackendException(Reason.UNAVAILABLE, Effect.UNKNOWN, "the answer is lost", null));

    Fixture.fails(BackendUnavailable.class, () -> desk.grantPart(upload.id(), 1, 100));
    assertThat(desk.grantPart(upload.id(), 1, 100)).isPresent();
    storage.send(1, Fixture.bytes(100));

    assertThat(fixture.read(desk.complete(upload.id()).id())).isEqualTo(Fixture.bytes(100));
  }

  @Test
  void partsThatTheUploadDoesNotKnowAreDropped() {
    PendingUpload upload = begin();
    fixture.catalog.failWrite(false, new BackendException(Reason.UNAVAILABLE, "busy"));

    Fixture.fails(BackendUnavailable.class, () -> desk.grantPart(upload.id(), 1, 100));

    assertThat(storage.openUploads()).isZero();
  }

  @Test
  void bytesReceivedWhilePartsAreJoinedAreThoseOfTheFile() {
    PendingUpload upload = sent();
    byte[] received = Fixture.bytes(LARGE);
    storage.beforeJoining(() -> desk.receive(upload.id(), new ByteArrayInputStream(received)));

    assertThat(fixture.read(desk.complete(upload.id()).id())).isEqualTo(received);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, LARGE})
  void bytesThatCompleteTheUploadDropItsParts(int size) {
    PendingUpload upload = sent();

    FileItem file = desk.complete(upload.id(), new ByteArrayInputStream(Fixture.bytes(size)));

    assertThat(storage.openUploads()).isZero();
    assertThat(fixture.read(file.id())).isEqualTo(Fixture.bytes(size));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, LARGE})
  void partsStayWhenBytesDoNotCompleteTheUpload(int size) {
    PendingUpload upload = sent();
    fixture.catalog.failWrite(false, new BackendException(Reason.UNAVAILABLE, "busy"));

    fixture.refusedWithPendingFile(
        BackendUnavailable.class,
        upload,
        () -> desk.complete(upload.id(), new ByteArrayInputStream(Fixture.bytes(size))));

    assertThat(fixture.read(desk.complete(upload.id()).id())).isEqualTo(Fixture.bytes(100));
  }

  @Test
  void uploadCompletedWithBytesWhileItsPartsAreJoinedHasThese() {
    PendingUpload upload = sent();
    byte[] bytes = Fixture.bytes(LARGE);
    storage.beforeJoining(() -> desk.complete(upload.id(), new ByteArrayInputStream(bytes)));

    assertThat(fixture.read(desk.complete(upload.id()).id())).isEqualTo(bytes);
  }

  @Test
  void uploadGivenUpWhileItsPartsAreJoinedIsNotFound() {
    PendingUpload upload = sent();
    storage.beforeJoining(() -> desk.abort(upload.id()));

    Fixture.fails(UploadNotFound.class, () -> desk.complete(upload.id()));
  }

  @Test
  void partSentAgainWhileTheyAreJoinedIsJoinedTheNextTime() {
    PendingUpload upload = sent();
    byte[] again = Fixture.bytes(101);
    storage.beforeJoining(() -> storage.send(1, again));

    FileLibraryException error =
        fixture.refused(UploadIncomplete.class, () -> desk.complete(upload.id()));

    assertThat(error).hasMessageContaining("sent again; wait for it, then complete it");
    assertThat(fixture.read(desk.complete(upload.id()).id())).isEqualTo(again);
  }
}
