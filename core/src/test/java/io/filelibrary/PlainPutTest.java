package io.filelibrary;

import static io.filelibrary.Fixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.ChecksumMismatch;
import io.filelibrary.error.FileTooLarge;
import io.filelibrary.error.SizeMismatch;
import io.filelibrary.error.UploadExpired;
import io.filelibrary.error.UploadIncomplete;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.TransferGrant;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bytes that clients send by a PUT that carries nothing but them. */
final class PlainPutTest {
  private static final UploadOptions PLAIN = UploadOptions.DEFAULT.withPlainPut();
  private static final Duration DAY = Duration.ofDays(1);

  @RegisterExtension
  final Fixture fixture =
      Fixture.withStorage(
          options -> options.withUploadLifetime(DAY).withDeletionGrace(Duration.ofHours(1)),
          StagingStorage::new);

  private final UploadDesk desk = fixture.files.uploads();
  private final StagingStorage storage = (StagingStorage) fixture.storage;

  private PendingUpload begin(UploadOptions options) {
    return desk.begin(Destination.at("x.png"), options);
  }

  private PendingUpload sent(UploadOptions options, int size) {
    PendingUpload upload = begin(options);
    storage.send(bytes(size));
    return upload;
  }

  @Test
  void grantNeedsNoHeaderAndItsKeyTellsTheWayAndTheEnd() {
    PendingUpload upload = begin(PLAIN);

    TransferGrant grant = upload.grant().orElseThrow();
    assertThat(grant.method()).isEqualTo("PUT");
    assertThat(grant.headers()).isEmpty();
    assertThat(grant.formFields()).isEmpty();
    long second = fixture.clock.instant().plus(DAY).getEpochSecond();
    assertThat(storage.key().value()).matches("private/[0-9a-f]{32}-" + second + "-put-form");
  }

  @Test
  void grantIsMadeAgainAsItWas() {
    PendingUpload upload = begin(PLAIN);
    ContentKey key = storage.key();

    assertThat(desk.find(upload.file().id())).contains(upload);

    assertThat(storage.key()).isEqualTo(key);
  }

  @Test
  void keyOfAFormIsAsItAlwaysWas() {
    begin(UploadOptions.DEFAULT.withForm());

    long second = fixture.clock.instant().plus(DAY).getEpochSecond();
    assertThat(storage.key().value()).matches("private/[0-9a-f]{32}-" + second + "-form");
  }

  @Test
  void completedFileHasTheBytesSentLastAndTheTypeOfItsName() {
    PendingUpload upload = sent(PLAIN.withVisibility(Visibility.PUBLIC), 10);
    storage.send(bytes(11));

    FileItem file = desk.complete(upload.id());

    assertThat(file.contentType()).isEqualTo(ContentType.of("image/png"));
    assertThat(fixture.read(file.id())).isEqualTo(bytes(11));
    assertThat(storage.taken())
        .singleElement()
        .satisfies(
            terms ->
                assertThat(terms.hints()).isEqualTo(new ContentHints(ContentType.of("image/png"))));
  }

  @Test
  void declaredTypeIsThatOfTheObjectTooWhenNobodySaysThatTheBytesHaveCome() {
    ContentType type = ContentType.of("image/webp");
    PendingUpload upload = sent(PLAIN.withContentType(type), 10);

    FileItem file = (FileItem) fixture.files.get(upload.file().id());

    assertThat(file.status()).isEqualTo(FileStatus.COMPLETED);
    assertThat(file.contentType()).isEqualTo(type);
    assertThat(storage.taken())
        .singleElement()
        .satisfies(terms -> assertThat(terms.hints().contentType()).isEqualTo(type));
  }

  @Test
  void announcedKeyIsCompleted() {
    PendingUpload upload = sent(PLAIN, 10);

    assertThat(fixture.library.arrived(storage.key())).isTrue();

    assertThat(fixture.read(upload.file().id())).isEqualTo(bytes(10));
  }

  @Test
  void collectorCompletesWhatCameInTime() {
    PendingUpload upload = sent(PLAIN, 10);
    fixture.clock.advance(DAY);

    fixture.library.collect();

    assertThat(fixture.read(upload.file().id())).isEqualTo(bytes(10));
  }

  @Test
  void tooManyBytesAreNoObjectAndCanBeReplaced() {
    PendingUpload upload = sent(PLAIN.withMaxSize(10), 11);

    fixture.refusedWithPendingFile(FileTooLarge.class, upload, () -> desk.complete(upload.id()));
    fixture.library.collect();
    assertThat(storage.taken()).isEmpty();
    assertThat(storage.aside()).isEqualTo(1);

    storage.send(bytes(10));
    assertThat(desk.complete(upload.id()).size()).isEqualTo(10);
  }

  @Test
  void otherSizesThanDeclaredAreNoObjectAndCanBeReplaced() {
    PendingUpload upload = sent(PLAIN.withExpectedSize(10), 11);
    fixture.refusedWithPendingFile(SizeMismatch.class, upload, () -> desk.complete(upload.id()));
    storage.send(bytes(9));
    fixture.refusedWithPendingFile(SizeMismatch.class, upload, () -> desk.complete(upload.id()));
    assertThat(storage.taken()).isEmpty();

    storage.send(bytes(10));
    assertThat(desk.complete(upload.id()).size()).isEqualTo(10);
  }

  @Test
  void bytesOfAnotherHashAreRefusedAndGo() {
    PendingUpload upload = sent(PLAIN.withExpectedSha256(Fixture.sha256(bytes(9))), 10);

    fixture.refusedWithPendingFile(
        ChecksumMismatch.class, upload, () -> desk.complete(upload.id()));
    fixture.collectEverything();

    assertThat(fixture.paths()).isEmpty();
    assertThat(storage.keys()).doesNotContain(storage.key());
  }

  @Test
  void bytesOfAnotherSizeGoWithTheUpload() {
    sent(PLAIN.withMaxSize(10), 11);

    fixture.collectEverything();

    assertThat(fixture.paths()).isEmpty();
    assertThat(storage.aside()).isZero();
  }

  @Test
  void bytesSentForAnUploadThatWasGivenUpGo() {
    PendingUpload upload = sent(PLAIN, 10);
    desk.abort(upload.id());
    storage.send(bytes(11));

    fixture.collectEverything();

    assertThat(storage.aside()).isZero();
    assertThat(storage.keys()).doesNotContain(storage.key());
  }

  @Test
  void bytesSentAfterTheTakingChangeNothingAndGoWhenNoMoreCanCome() {
    FileItem file = desk.complete(sent(PLAIN, 10).id());
    storage.send(bytes(11));
    fixture.library.collect();
    assertThat(storage.aside()).isEqualTo(1);

    fixture.clock.advance(DAY);
    fixture.library.collect();

    assertThat(storage.aside()).isZero();
    assertThat(fixture.read(file.id())).isEqualTo(bytes(10));
  }

  @Test
  void bytesThatCannotBeDroppedStopNoCollection() {
    FileItem file = desk.complete(sent(PLAIN, 10).id());
    storage.send(bytes(11));
    fixture.clock.advance(DAY);
    storage.failDrop(new BackendException(Reason.DENIED, "no permission to delete"));

    assertThat(fixture.library.collect().expiredUploads()).isEqualTo(1);

    fixture.files.delete(file.id(), DeleteOptions.DEFAULT);
    fixture.collectEverything();
    assertThat(storage.aside()).isZero();
  }

  @Test
  void bytesThatDidNotComeAreNotCompletedAndExpire() {
    PendingUpload upload = begin(PLAIN);
    fixture.refused(UploadIncomplete.class, () -> desk.complete(upload.id()));
    fixture.clock.advance(DAY);

    fixture.refused(UploadExpired.class, () -> desk.complete(upload.id()));
  }

  @Test
  void bytesThroughTheLibraryCountAndThoseSentGo() {
    PendingUpload upload = sent(PLAIN, 10);
    desk.receive(upload.id(), new ByteArrayInputStream(bytes(12)));

    FileItem file = desk.complete(upload.id());
    fixture.collectEverything();

    assertThat(fixture.read(file.id())).isEqualTo(bytes(12));
    assertThat(storage.aside()).isZero();
  }

  /** A storage that grants other requests alone. */
  @Nested
  final class OtherStorages {
    @RegisterExtension
    final Fixture fixture = Fixture.withStorage(UnaryOperator.identity(), DirectStorage::new);

    private final UploadDesk desk = fixture.files.uploads();

    @Test
    void storageThatGrantsOtherRequestsGrantsNone() {
      PendingUpload upload = desk.begin(Destination.at("x"), PLAIN);
      assertThat(upload.grant()).isEmpty();
      desk.receive(upload.id(), new ByteArrayInputStream(bytes(10)));

      assertThat(fixture.read(desk.complete(upload.id()).id())).isEqualTo(bytes(10));
    }

    @Test
    void formIsAnotherRequestWhereThereAreNone() {
      PendingUpload upload = desk.begin(Destination.at("x"), UploadOptions.DEFAULT.withForm());
      assertThat(upload.grant().orElseThrow().method()).isEqualTo("PUT");
    }
  }
}
