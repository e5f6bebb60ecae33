package io.filelibrary;

import static io.filelibrary.Fixture.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.BackendFailed;
import io.filelibrary.error.BackendUnavailable;
import io.filelibrary.error.ChecksumMismatch;
import io.filelibrary.error.FilePending;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.SizeMismatch;
import io.filelibrary.error.UploadExpired;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.AccessPolicy;
import io.filelibrary.spi.Action;
import io.filelibrary.spi.BackendException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that clients sent to the storage, and that nobody calls {@code complete} for. */
final class UnannouncedArrivalTest {
  private static final Destination FILE = Destination.at("x.txt");
  private static final ListOptions PENDING = ListOptions.DEFAULT.withPending(true);
  private static final Duration DAY = Duration.ofDays(1);

  private AccessPolicy decision = AccessPolicy.ALLOW_ALL;

  @RegisterExtension
  final Fixture fixture =
      Fixture.withStorage(
          options ->
              options
                  .withAccessPolicy(this::decide)
                  .withUploadLifetime(DAY)
                  .withDeletionGrace(Duration.ofHours(1)),
          DirectStorage::new);

  private final ChannelFiles files = fixture.files;
  private final ChannelFiles others = fixture.library.channel(Fixture.CHANNEL.value(), "bob");
  private final UploadDesk desk = files.uploads();
  private final DirectStorage storage = (DirectStorage) fixture.storage;

  private boolean decide(ActorId actor, Action action, Channel channel, Optional<Item> item) {
    return decision.allows(actor, action, channel, item);
  }

  private static BackendException busy() {
    return new BackendException(BackendException.Reason.UNAVAILABLE, "busy");
  }

  private PendingUpload begin() {
    return desk.begin(FILE, UploadOptions.DEFAULT);
  }

  private PendingUpload arrived() {
    PendingUpload upload = begin();
    storage.send(Fixture.bytes(10));
    return upload;
  }

  private FileStatus storedStatus(ItemId file) {
    return fixture.row(file).orElseThrow().file().orElseThrow().status();
  }

  /** The calls that come upon a file. */
  static List<Named<BiConsumer<ChannelFiles, ItemId>>> readings() {
    return List.of(
        Named.of("get", (files, file) -> files.get(file)),
        Named.of("find", (files, file) -> assertThat(files.find("x.txt")).isPresent()),
        Named.of("open", (files, file) -> Fixture.read(files, file)),
        Named.of("open path", (files, file) -> close(files.open("x.txt"))),
        Named.of("publicUrl", (files, file) -> files.publicUrl(file)));
  }

  private static void close(InputStream bytes) {
    try {
      bytes.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("readings")
  void readingCompletesWhatHasArrived(BiConsumer<ChannelFiles, ItemId> reading) {
    PendingUpload upload = arrived();
    int before = storage.stats();
    long changes = fixture.lastChange();

    reading.accept(files, upload.file().id());

    assertThat(storedStatus(upload.file().id())).isEqualTo(FileStatus.COMPLETED);
    assertThat(storage.stats()).isEqualTo(before + 1);
    assertThat(fixture.changesAfter(changes)).containsExactly("UPDATED x.txt");
    assertThat(fixture.read(upload.file().id())).isEqualTo(Fixture.bytes(10));
    assertThat(desk.complete(upload.id())).isEqualTo(files.get(upload.file().id()));
  }

  @ParameterizedTest
  @MethodSource("readings")
  void completedFileIsNotLookedForAgain(BiConsumer<ChannelFiles, ItemId> reading) {
    PendingUpload upload = arrived();
    desk.complete(upload.id());
    int before = storage.stats();

    reading.accept(files, upload.file().id());

    assertThat(storage.stats()).isEqualTo(before);
  }

  @Test
  void readingWhatHasNotArrivedChangesNothing() {
    PendingUpload upload = begin();
    int before = storage.stats();

    assertThat(files.get(upload.file().id())).isEqualTo(upload.file());
    assertThat(files.find("x.txt")).isEmpty();
    fixture.refused(FilePending.class, () -> files.open(upload.file().id()).close());
    assertThat(storage.stats()).isEqualTo(before + 3);
  }

  @Test
  void bytesThroughTheLibraryAreNotLookedForInTheStorage() {
    PendingUpload upload = begin();
    desk.receive(upload.id(), new ByteArrayInputStream(Fixture.bytes(10)));
    int before = storage.stats();

    assertThat(files.get(upload.file().id())).isEqualTo(upload.file());
    fixture.refused(FilePending.class, () -> files.open(upload.file().id()).close());
    assertThat(storage.stats()).isEqualTo(before);
  }

  @Test
  void bytesOfAnotherSizeLeaveTheFilePending() {
    PendingUpload upload = desk.begin(FILE, UploadOptions.DEFAULT.withExpectedSize(11));
    storage.send(Fixture.bytes(10));

    assertThat(files.get(upload.file().id())).isEqualTo(upload.file());
    assertThat(files.find("x.txt")).isEmpty();
    fixture.refusedWithPendingFile(
        SizeMismatch.class, upload, () -> files.open(upload.file().id()).close());
  }

  @Test
  void bytesWithAnotherHashLeaveTheFilePending() {
    PendingUpload upload =
        desk.begin(
            FILE, UploadOptions.DEFAULT.withExpectedSha256(Fixture.sha256(Fixture.bytes(11))));
    storage.send(Fixture.bytes(10));

    fixture.refusedWithPendingFile(
        ChecksumMismatch.class, upload, () -> files.open(upload.file().id()).close());
  }

  @Test
  void storageThatDoesNotAnswerLeavesTheFilePending() {
    PendingUpload upload = arrived();

    storage.failStat(busy());
    assertThat(files.get(upload.file().id())).isEqualTo(upload.file());
    storage.failStat(busy());
    assertThat(files.find("x.txt")).isEmpty();
    storage.failStat(busy());
    fixture.refused(BackendUnavailable.class, () -> files.open(upload.file().id()).close());

    assertThat(((FileItem) files.get(upload.file().id())).status()).isEqualTo(FileStatus.COMPLETED);
  }

  @Test
  void readersAtOnceCompleteOnce() {
    PendingUpload upload = arrived();
    long changes = fixture.lastChange();
    storage.duringStat(
        () -> assertThat(Fixture.read(others, upload.file().id())).isEqualTo(Fixture.bytes(10)));

    FileItem file = (FileItem) files.get(upload.file().id());

    assertThat(file.status()).isEqualTo(FileStatus.COMPLETED);
    assertThat(fixture.changesAfter(changes)).containsExactly("UPDATED x.txt");
  }

  @Test
  void fileGivenUpWhileItIsLookedForIsNotFound() {
    PendingUpload upload = arrived();
    storage.duringStat(() -> desk.abort(upload.id()));

    fails(ItemNotFound.class, () -> files.open(upload.file().id()).close());
  }

  @Test
  void fileThatReplacesAnotherIsCompletedWhenItIsRead() {
    files.upload("x.txt", Fixture.bytes(5));
    PendingUpload upload =
        desk.begin(FILE, UploadOptions.DEFAULT.withConflict(ConflictPolicy.REPLACE));
    fails(ItemNotFound.class, () -> files.open(upload.file().id()).close());
    storage.send(Fixture.bytes(10));

    assertThat(fixture.read(upload.file().id())).isEqualTo(Fixture.bytes(10));

    assertThat(fixture.read("x.txt")).isEqualTo(Fixture.bytes(10));
    assertThat(fixture.paths()).containsExactly("x.txt");
  }

  @Test
  void readerNeedsNoRightToChangeTheFile() {
    PendingUpload upload = arrived();
    decision =
        (actor, action, channel, item) ->
            actor.value().equals(Fixture.ACTOR)
                || action == Action.READ
                || action == Action.DOWNLOAD;

    Item file = others.get(upload.file().id());

    assertThat(((FileItem) file).status()).isEqualTo(FileStatus.COMPLETED);
    assertThat(file.updatedBy()).isEqualTo(ActorId.of(Fixture.ACTOR));
  }

  @Test
  void uploaderWhoMayNotChangeTheFileAnyMoreCompletesNothing() {
    PendingUpload upload = arrived();
    decision = (actor, action, channel, item) -> action != Action.UPDATE;

    assertThat(others.get(upload.file().id())).isEqualTo(upload.file());
    fixture.refused(FilePending.class, () -> others.open(upload.file().id()).close());
    fixture.library.collect();
    assertThat(storedStatus(upload.file().id())).isEqualTo(FileStatus.PENDING);
  }

  @Test
  void listingCompletesWhatTheActorBegan() {
    PendingUpload upload = arrived();

    assertThat(files.list(FolderRef.root(), PENDING).items())
        .containsExactly(files.get(upload.file().id()))
        .allMatch(item -> ((FileItem) item).status() == FileStatus.COMPLETED);
  }

  @Test
  void treeListingCompletesWhatTheActorBegan() {
    files.createFolder("a");
    PendingUpload upload = desk.begin(Destination.at("a/x"), UploadOptions.DEFAULT);
    storage.send(Fixture.bytes(10));

    assertThat(files.listTree(FolderRef.root(), PENDING).items())
        .contains(fixture.item("a/x"))
        .hasSize(2);
    assertThat(storedStatus(upload.file().id())).isEqualTo(FileStatus.COMPLETED);
  }

  @Test
  void listingsOfOthersAndWithoutPendingFilesLookForNothing() {
    arrived();
    files.upload("y", Fixture.bytes(100_000));
    int before = storage.stats();

    assertThat(files.list(FolderRef.root(), ListOptions.DEFAULT).items()).hasSize(1);
    assertThat(files.listTree(FolderRef.root(), ListOptions.DEFAULT).items()).hasSize(1);
    assertThat(others.list(FolderRef.root(), PENDING).items()).hasSize(2);
    assertThat(storage.stats()).isEqualTo(before);
  }

  @Test
  void listingLooksForSoManyFilesAlone() {
    for (int i = 0; i < 25; i++) {
      desk.begin(Destination.at("x" + i), UploadOptions.DEFAULT);
    }
    int before = storage.stats();

    assertThat(files.list(FolderRef.root(), PENDING).items()).hasSize(25);
    assertThat(storage.stats()).isEqualTo(before + 20);
  }

  @Test
  void collectorCompletesWhatHasArrived() {
    PendingUpload upload = arrived();

    fixture.library.collect();

    assertThat(storedStatus(upload.file().id())).isEqualTo(FileStatus.COMPLETED);
  }

  @Test
  void collectorCompletesWhatArrivedInTimeAndGivesUpTheRest() {
    ItemId arrived = arrived().file().id();
    PendingUpload missing = desk.begin(Destination.at("y"), UploadOptions.DEFAULT);
    fixture.clock.advance(DAY);

    fixture.library.collect();

    assertThat(fixture.read(arrived)).isEqualTo(Fixture.bytes(10));
    fails(ItemNotFound.class, () -> files.get(missing.file().id()));
  }

  @Test
  void bytesThatArrivedInTimeAreCompletedLater() {
    PendingUpload upload = arrived();
    fixture.clock.advance(DAY);

    assertThat(desk.complete(upload.id()).size()).isEqualTo(10);
  }

  @Test
  void uploadWithoutBytesIsExpiredWhenItsTimeIsOver() {
    PendingUpload upload = begin();
    fixture.clock.advance(DAY);

    fixture.refused(UploadExpired.class, () -> desk.complete(upload.id()));
  }

  @Test
  void collectorGivesNothingUpWhileTheStorageDoesNotAnswer() {
    PendingUpload upload = arrived();
    fixture.clock.advance(DAY);
    storage.failStat(busy());

    fixture.refused(BackendUnavailable.class, fixture.library::collect);
    fixture.library.collect();

    assertThat(fixture.read(upload.file().id())).isEqualTo(Fixture.bytes(10));
  }

  @Test
  void collectorGivesNothingUpWhileTheStorageRefusesTheCredentials() {
    PendingUpload upload = arrived();
    fixture.clock.advance(DAY);
    storage.failStat(
        new BackendException(BackendException.Reason.DENIED, "the access key was revoked"));

    fixture.refused(BackendFailed.class, fixture.library::collect);
    fixture.library.collect();

    assertThat(fixture.read(upload.file().id())).isEqualTo(Fixture.bytes(10));
  }

  @Test
  void collectorGetsOnWhenThePolicyFails() {
    PendingUpload upload = arrived();
    decision =
        (actor, action, channel, item) -> {
          throw new IllegalStateException("no such actor");
        };
    fixture.clock.advance(DAY);

    fixture.library.collect();

    assertThat(fixture.row(upload.file().id())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void bytesSentAgainAfterTheDeletionAreDeletedWhenTheGrantIsOver(Visibility visibility) {
    PendingUpload upload = desk.begin(FILE, UploadOptions.DEFAULT.withVisibility(visibility));
    storage.send(Fixture.bytes(10));
    fixture.delete(desk.complete(upload.id()).id());
    fixture.clock.advance(Duration.ofHours(2));
    fixture.library.collect();
    assertThat(storage.keys()).hasSize(1);

    storage.send(Fixture.bytes(10));
    fixture.check();
    fixture.clock.advance(DAY);
    fixture.library.collect();

    assertThat(storage.keys()).hasSize(1);
    assertThat(fixture.library.collect().deletedContents()).isZero();
  }

  @Test
  void bytesSentAgainAfterTheDeletionOfACopyAreDeletedWhenTheGrantIsOver() {
    PendingUpload upload = arrived();
    ItemId file = desk.complete(upload.id()).id();
    ItemId copy = files.copy(file, Destination.at("copy"), PlaceOptions.DEFAULT).id();
    fixture.delete(file);
    fixture.delete(copy);
    fixture.clock.advance(Duration.ofHours(2));
    fixture.library.collect();

    storage.send(Fixture.bytes(10));
    fixture.check();
    fixture.clock.advance(DAY);

    assertThat(fixture.library.collect().deletedContents()).isEqualTo(1);
    assertThat(storage.keys()).hasSize(1);
  }
}
