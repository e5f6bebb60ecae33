package io.filelibrary;

import static io.filelibrary.Fixture.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.ItemNotFound;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.PartLimits;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.StoredPart;
import io.filelibrary.model.TransferGrant;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.DirectMultipartUploads;
import io.filelibrary.spi.MultipartUpload;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.spi.UploadTerms;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Uploads that are found by their files, on a storage that takes bytes at once and in parts. */
final class FindUploadTest {
  private static final Destination FILE = Destination.at("x.txt");
  private static final int SIZE = 100_000;

  @RegisterExtension
  final Fixture fixture = Fixture.withStorage(UnaryOperator.identity(), AllWays::new);

  private final ChannelFiles files = fixture.files;
  private final UploadDesk desk = files.uploads();
  private final DirectStorage storage = (DirectStorage) fixture.storage;

  private PendingUpload begin() {
    return desk.begin(FILE, UploadOptions.DEFAULT);
  }

  private PendingUpload found(PendingUpload upload) {
    return desk.find(upload.file().id()).orElseThrow();
  }

  @Test
  void uploadIsFoundAsItBegan() {
    PendingUpload declared =
        desk.begin(
            Destination.at("declared"),
            UploadOptions.DEFAULT
                .withExpectedSize(SIZE)
                .withExpectedSha256(Fixture.sha256(Fixture.bytes(SIZE)))
                .withMaxSize(SIZE + 1)
                .withVisibility(Visibility.PUBLIC));

    assertThat(declared.expectedSize()).hasValue(SIZE);
    assertThat(declared.expectedSha256()).hasValue(Fixture.sha256(Fixture.bytes(SIZE)));
    assertThat(declared.maxSize()).isEqualTo(SIZE + 1);
    assertThat(found(declared)).isEqualTo(declared);
    assertThat(found(begin()).expectedSize()).isEmpty();
  }

  @Test
  void bytesSentByTheGrantThatWasMadeAgainAreTheFiles() {
    PendingUpload upload = begin();
    assertThat(found(upload).grant()).isEqualTo(upload.grant()).isPresent();
    storage.send(Fixture.bytes(SIZE));

    ItemId file = desk.complete(found(upload).id()).id();

    assertThat(fixture.read(file)).isEqualTo(Fixture.bytes(SIZE));
    assertThat(desk.find(file)).isEmpty();
  }

  @Test
  void bytesThatWereReceivedReplaceTheGrant() {
    PendingUpload upload = begin();
    desk.receive(upload.id(), new ByteArrayInputStream(Fixture.bytes(SIZE)));

    assertThat(found(upload).id()).isEqualTo(upload.id());
    assertThat(found(upload).grant()).isEmpty();
  }

  @Test
  void partsThatWereBegunReplaceTheGrant() {
    PendingUpload upload = begin();
    assertThat(desk.grantPart(upload.id(), 1, 100)).isPresent();

    assertThat(found(upload).id()).isEqualTo(upload.id());
    assertThat(found(upload).grant()).isEmpty();
    assertThat(found(upload).parts()).isEqualTo(upload.parts()).isPresent();
  }

  @Test
  void foundFileIsAsItIsNow() {
    PendingUpload upload = begin();
    files.update(upload.file().id(), ItemChanges.NONE.withName(ItemName.of("y.txt")));

    assertThat(found(upload).file()).isEqualTo(files.get(upload.file().id()));
    assertThat(found(upload).file().name()).hasToString("y.txt");
  }

  @Test
  void fileThatWaitsToReplaceAnotherIsFound() {
    files.upload(FILE, Fixture.bytes(1), UploadOptions.DEFAULT);
    PendingUpload upload =
        desk.begin(FILE, UploadOptions.DEFAULT.withConflict(ConflictPolicy.REPLACE));

    assertThat(found(upload)).isEqualTo(upload);
  }

  @Test
  void uploadOverItsTimeIsNotFound() {
    PendingUpload upload = begin();
    fixture.clock.advance(Duration.ofDays(1).minusNanos(1));
    assertThat(found(upload)).isEqualTo(upload);

    fixture.clock.advance(Duration.ofNanos(1));

    assertThat(desk.find(upload.file().id())).isEmpty();
  }

  @Test
  void whatIsNoPendingFileHasNoUpload() {
    assertThat(desk.find(files.upload("f", Fixture.bytes(10)).id())).isEmpty();
    assertThat(desk.find(files.createFolder("a").id())).isEmpty();
    assertThat(desk.find(files.createLink("l", "https://example.com").id())).isEmpty();
  }

  @Test
  void uploadOfAFileThatIsGoneIsNotFound() {
    ItemId aborted = begin().file().id();
    desk.abort(desk.find(aborted).orElseThrow().id());
    ItemId folder = files.createFolder("a").id();
    ItemId inside = desk.begin(Destination.at("a/x"), UploadOptions.DEFAULT).file().id();
    files.trash(folder);

    fails(ItemNotFound.class, () -> desk.find(aborted));
    fails(ItemNotFound.class, () -> desk.find(inside));
    files.delete(folder, DeleteOptions.DEFAULT.withRecursive());
    fails(ItemNotFound.class, () -> desk.find(inside));
  }

  /** Takes parts besides, as far as it is asked to here. */
  private static final class AllWays extends DirectStorage implements DirectMultipartUploads {
    AllWays(TestClock clock, GuardedCatalog catalog) {
      super(clock, catalog);
    }

    @Override
    public PartLimits partLimits() {
      return new PartLimits(1, 1000, 10);
    }

    @Override
    public MultipartUpload beginParts(ContentKey key, ContentHints hints) {
      return new MultipartUpload(key, "parts");
    }

    @Override
    public TransferGrant grantPart(
        MultipartUpload upload, int number, long size, Instant expiresAt) {
      return grantUpload(upload.key(), UploadTerms.ofSize(size, expiresAt));
    }

    @Override
    public List<StoredPart> parts(MultipartUpload upload) {
      return List.of();
    }

    @Override
    public StoredObject completeParts(MultipartUpload upload, List<StoredPart> parts) {
      throw new AssertionError("no part has come");
    }

    @Override
    public void abortParts(MultipartUpload upload) {}

    @Override
    public int abortPartsBegunBefore(Instant begunBefore) {
      return 0;
    }
  }
}
