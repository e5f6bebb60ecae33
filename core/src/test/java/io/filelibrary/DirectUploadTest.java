package io.filelibrary;

import static io.filelibrary.Fixture.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.ChecksumMismatch;
import io.filelibrary.error.FilePending;
import io.filelibrary.error.FileTooLarge;
import io.filelibrary.error.QuotaExceeded;
import io.filelibrary.error.SizeMismatch;
import io.filelibrary.error.UploadCompleted;
import io.filelibrary.error.UploadIncomplete;
import io.filelibrary.error.UploadNotFound;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.ContentKey;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A storage that takes bytes directly and serves public contents. */
final class DirectUploadTest {
  private static final Destination FILE = Destination.at("x.txt");

  @RegisterExtension
  final Fixture fixture = Fixture.withStorage(UnaryOperator.identity(), DirectStorage::new);

  private final ChannelFiles files = fixture.files;
  private final UploadDesk desk = files.uploads();
  private final DirectStorage storage = (DirectStorage) fixture.storage;

  private PendingUpload begin() {
    return desk.begin(FILE, UploadOptions.DEFAULT);
  }

  @Test
  void grantLastsAtMostAsLongAsTheUpload() {
    PendingUpload upload = begin();

    assertThat(upload.grant()).isPresent();
    assertThat(upload.grant().orElseThrow().method()).isEqualTo("PUT");
    assertThat(upload.grant().orElseThrow().expiresAt()).isBeforeOrEqualTo(upload.expiresAt());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 100_000})
  void bytesThatArrivedAreCompleted(int size) {
    PendingUpload upload = begin();
    storage.send(Fixture.bytes(size));

    FileItem file = desk.complete(upload.id());

    assertThat(file.size()).isEqualTo(size);
    assertThat(file.sha256()).hasValue(Fixture.sha256(Fixture.bytes(size)));
    assertThat(fixture.read(file.id())).isEqualTo(Fixture.bytes(size));
    assertThat(desk.complete(upload.id())).isEqualTo(file);
  }

  @Test
  void uploadWithoutBytesIsIncomplete() {
    PendingUpload upload = begin();

    fixture.refused(UploadIncomplete.class, () -> desk.complete(upload.id()));
  }

  @Test
  void otherSizeThanDeclaredIsRefused() {
    PendingUpload upload = desk.begin(FILE, UploadOptions.DEFAULT.withExpectedSize(10));
    storage.send(Fixture.bytes(11));

    fixture.refusedWithPendingFile(SizeMismatch.class, upload, () -> desk.complete(upload.id()));
  }

  @Test
  void otherHashThanDeclaredIsRefused() {
    PendingUpload upload =
        desk.begin(
            FILE, UploadOptions.DEFAULT.withExpectedSha256(Fixture.sha256(Fixture.bytes(10))));
    storage.send(Fixture.bytes(11));

    fixture.refusedWithPendingFile(
        ChecksumMismatch.class, upload, () -> desk.complete(upload.id()));
  }

  @Test
  void moreBytesThanAllowedAreRefused() {
    PendingUpload upload = desk.begin(FILE, UploadOptions.DEFAULT.withMaxSize(10));
    storage.send(Fixture.bytes(11));

    fixture.refusedWithPendingFile(FileTooLarge.class, upload, () -> desk.complete(upload.id()));
  }

  @Test
  void moreBytesThanTheQuotaAreRefused() {
    fixture.library.updateChannel(
        ChannelSpec.of(Fixture.CHANNEL, TenantId.of("acme")).withQuotaBytes(10));
    PendingUpload upload = begin();
    storage.send(Fixture.bytes(11));

    fixture.refusedWithPendingFile(QuotaExceeded.class, upload, () -> desk.complete(upload.id()));
  }

  @Test
  void bytesThroughTheLibraryAreTakenToo() {
    PendingUpload upload = begin();
    desk.receive(upload.id(), new ByteArrayInputStream(Fixture.bytes(100_000)));

    assertThat(fixture.read(desk.complete(upload.id()).id())).isEqualTo(Fixture.bytes(100_000));
  }

  @Test
  void bytesThroughTheLibraryCompleteTheFileWhateverWasSent() {
    PendingUpload upload = begin();
    storage.send(Fixture.bytes(10));

    FileItem file = desk.complete(upload.id(), new ByteArrayInputStream(Fixture.bytes(100_000)));

    assertThat(fixture.read(file.id())).isEqualTo(Fixture.bytes(100_000));
    fixture.collectEverything();
    assertThat(storage.keys()).hasSize(2);
  }

  @Test
  void sentBytesThatAreFoundWhileOthersFlowAreTheFiles() {
    PendingUpload upload = begin();
    fixture.storage.duringPut(
        () -> {
          storage.send(Fixture.bytes(10));
          files.get(upload.file().id());
        });

    fails(
        UploadCompleted.class,
        () -> desk.complete(upload.id(), new ByteArrayInputStream(Fixture.bytes(100_000))));

    assertThat(fixture.read(upload.file().id())).isEqualTo(Fixture.bytes(10));
    fixture.collectEverything();
    assertThat(storage.keys()).hasSize(2);
  }

  @Test
  void fileWithTheWrongBytesIsGivenUpByTheCollector() {
    PendingUpload upload = desk.begin(FILE, UploadOptions.DEFAULT.withExpectedSize(10));
    storage.send(Fixture.bytes(11));

    fixture.collectEverything();

    fails(UploadNotFound.class, () -> desk.complete(upload.id()));
    assertThat(storage.keys()).hasSize(1);
    assertThat(fixture.usage().items()).isZero();
  }

  @Test
  void bytesOfAnAbortedUploadAreDeleted() {
    PendingUpload upload = begin();
    storage.send(Fixture.bytes(10));
    desk.abort(upload.id());

    fixture.collectEverything();

    assertThat(storage.keys()).hasSize(1);
  }

  @Test
  void bytesThatArriveAfterTheAbortAreDeletedWhenTheGrantIsOver() {
    PendingUpload upload = begin();
    desk.abort(upload.id());
    fixture.clock.advance(Duration.ofHours(2));
    fixture.library.collect();
    storage.send(Fixture.bytes(10));

    fixture.collectEverything();

    assertThat(storage.keys()).hasSize(1);
  }

  @Test
  void pendingFilesShowUntilTheirBytesArrive() {
    begin();

    assertThat(files.list(FolderRef.root(), ListOptions.DEFAULT.withPending(true)).items())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 100_000})
  void publicFileHasAUrlWhoseObjectIsThere(int size) {
    FileItem file =
        files.upload(
            FILE, Fixture.bytes(size), UploadOptions.DEFAULT.withVisibility(Visibility.PUBLIC));

    assertThat(files.publicUrl(file.id())).hasValue(urlOf(fixture.contentKey(file.id())));
    assertThat(storage.keys()).contains(fixture.contentKey(file.id()));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100_000})
  void privateFileHasNoUrl(int size) {
    FileItem file = files.upload("x", Fixture.bytes(size));

    assertThat(files.publicUrl(file.id())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100_000})
  void fileMadePublicHasAUrlWhoseObjectIsThere(int size) {
    FileItem file = files.upload("x", Fixture.bytes(size));

    files.update(file.id(), ItemChanges.NONE.withVisibility(Visibility.PUBLIC));

    assertThat(files.publicUrl(file.id())).hasValue(urlOf(fixture.contentKey(file.id())));
    assertThat(storage.keys()).contains(fixture.contentKey(file.id()));
    assertThat(fixture.read(file.id())).isEqualTo(Fixture.bytes(size));
  }

  @Test
  void pendingFileHasNoUrl() {
    PendingUpload upload =
        desk.begin(FILE, UploadOptions.DEFAULT.withVisibility(Visibility.PUBLIC));

    fails(FilePending.class, () -> files.publicUrl(upload.file().id()));
  }

  private static URI urlOf(ContentKey key) {
    return URI.create("https://storage.example/" + key);
  }
}
