package io.filelibrary;

import static io.filelibrary.Fixture.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.error.DestinationFailed;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.NotAFile;
import io.filelibrary.error.RangeNotSatisfiable;
import io.filelibrary.error.StaleRevision;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.Destination;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Visibility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DownloadTest {
  @RegisterExtension final Fixture fixture = Fixture.create();

  private final ChannelFiles files = fixture.files;

  @TempDir Path disk;

  private ItemId upload(int size) {
    return files.upload("x", Fixture.bytes(size)).id();
  }

  private byte[] read(ItemId file, ByteRange range) throws IOException {
    try (InputStream part = files.open(file, range)) {
      return part.readAllBytes();
    }
  }

  private List<String> filesOnDisk() throws IOException {
    try (Stream<Path> all = Files.list(disk)) {
      return all.map(path -> path.getFileName().toString()).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 100_000})
  void rangesGiveTheirBytes(int size) throws IOException {
    ItemId file = upload(size);
    byte[] all = Fixture.bytes(size);

    assertThat(read(file, ByteRange.of(0, 1))).isEqualTo(Arrays.copyOf(all, 1));
    assertThat(read(file, ByteRange.of(10, 20))).isEqualTo(Arrays.copyOfRange(all, 10, 30));
    assertThat(read(file, ByteRange.from(0))).isEqualTo(all);
    assertThat(read(file, ByteRange.from(50))).isEqualTo(Arrays.copyOfRange(all, 50, size));
    assertThat(read(file, ByteRange.from(size - 1)))
        .isEqualTo(Arrays.copyOfRange(all, size - 1, size));
    assertThat(read(file, ByteRange.of(0, size))).isEqualTo(all);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 100_000})
  void rangeThatReachesPastTheEndIsCut(int size) throws IOException {
    ItemId file = upload(size);

    assertThat(read(file, ByteRange.of(size - 2, 5)))
        .isEqualTo(Arrays.copyOfRange(Fixture.bytes(size), size - 2, size));
    assertThat(read(file, ByteRange.of(1, Long.MAX_VALUE))).hasSize(size - 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 100_000})
  void emptyRangeInsideGivesNoBytes(int size) throws IOException {
    assertThat(read(upload(size), ByteRange.of(10, 0))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 100_000})
  void rangeThatBeginsAtOrPastTheEndIsNotSatisfiable(int size) {
    ItemId file = upload(size);

    assertThatThrownBy(() -> read(file, ByteRange.from(size)))
        .isInstanceOfSatisfying(
            RangeNotSatisfiable.class, error -> assertThat(error.size()).isEqualTo(size));
    fails(RangeNotSatisfiable.class, () -> read(file, ByteRange.of(size, 0)));
    fails(RangeNotSatisfiable.class, () -> read(file, ByteRange.of(Long.MAX_VALUE, 1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 100_000})
  void contentKeyIsTheOneOfTheBytes(int size) {
    ItemId file = upload(size);
    ItemId copy = files.copy(file, Destination.at("copy"), PlaceOptions.DEFAULT).id();
    assertThat(files.contentKey(file)).hasValue(fixture.contentKey(file));
    assertThat(files.contentKey(copy)).isEqualTo(files.contentKey(file));

    files.update(copy, ItemChanges.NONE.withVisibility(Visibility.PUBLIC));

    assertThat(files.contentKey(copy)).isNotEqualTo(files.contentKey(file));
    assertThat(files.contentKey(copy).orElseThrow().visibility()).isEqualTo(Visibility.PUBLIC);
  }

  @Test
  void pendingFileHasNoContentKey() {
    files.upload("x", Fixture.bytes(1));
    for (ConflictPolicy policy : List.of(ConflictPolicy.RENAME, ConflictPolicy.REPLACE)) {
      PendingUpload upload =
          files.uploads().begin(Destination.at("x"), UploadOptions.DEFAULT.withConflict(policy));
      files.uploads().receive(upload.id(), new ByteArrayInputStream(Fixture.bytes(100_000)));

      assertThat(files.contentKey(upload.file().id())).isEmpty();
    }
  }

  @Test
  void onlyFilesThatAreThereHaveAContentKey() {
    ItemId folder = files.createFolder("a").id();
    ItemId link = files.createLink("l", "https://example.com").id();
    ItemId trashed = files.trash(upload(10)).id();

    fails(NotAFile.class, () -> files.contentKey(folder));
    fails(NotAFile.class, () -> files.contentKey(link));
    fails(ItemNotFound.class, () -> files.contentKey(trashed));
  }

  @Test
  void emptyFileIsReadAsAWholeAlone() throws IOException {
    ItemId file = upload(0);

    assertThat(fixture.read(file)).isEmpty();
    assertThat(read(file, ByteRange.ALL)).isEmpty();
    fails(RangeNotSatisfiable.class, () -> read(file, ByteRange.of(0, 1)));
    fails(RangeNotSatisfiable.class, () -> read(file, ByteRange.from(1)));
  }

  @Test
  void streamCanBeClosedBeforeItsEnd() throws IOException {
    try (InputStream content = files.open(upload(100_000))) {
      assertThat(content.readNBytes(10)).hasSize(10);
    }
    assertThat(fixture.storage.openStreams()).isZero();
  }

  @Test
  void bytesCanBeSkippedAndReadOneByOne() throws IOException {
    byte[] all = Fixture.bytes(100_000);
    try (InputStream content = files.open(upload(100_000))) {
      content.skipNBytes(99_998);

      assertThat(content.read()).isEqualTo(all[99_998] & 0xff);
      assertThat(content.read()).isEqualTo(all[99_999] & 0xff);
      assertThat(content.read()).isEqualTo(-1);
      assertThat(content.read()).isEqualTo(-1);
    }
  }

  @Test
  void deletedFileIsReadOnByTheReadsThatRun() throws IOException {
    ItemId file = upload(100_000);
    try (InputStream content = files.open(file)) {
      fixture.delete(file);
      fixture.library.collect();

      assertThat(content.readAllBytes()).isEqualTo(Fixture.bytes(100_000));
    }
    fails(ItemNotFound.class, () -> files.open(file).close());
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 100_000})
  void contentIsThatOfItsItemWhateverComesAfter(int size) throws IOException {
    FileContent content = files.content(upload(size));
    files.update(content.item().id(), ItemChanges.NONE.withName(ItemName.of("y")));
    fixture.delete(content.item().id());
    fixture.library.collect();

    assertThat(content.item().size()).isEqualTo(size);
    assertThat(content.item().name()).isEqualTo(ItemName.of("x"));
    try (InputStream bytes = content.open()) {
      assertThat(bytes.readAllBytes()).isEqualTo(Fixture.bytes(size));
    }
    try (InputStream bytes = content.open(ByteRange.of(10, 5))) {
      assertThat(bytes.readAllBytes()).isEqualTo(Arrays.copyOfRange(Fixture.bytes(size), 10, 15));
    }
  }

  @Test
  void contentWhoseGraceIsOverTellsWhatBecameOfIt() {
    ItemId file = upload(100_000);
    FileContent formerly = files.content(file);
    files.update(file, ItemChanges.NONE.withVisibility(Visibility.PUBLIC));
    collectAfterTheGrace();
    fails(StaleRevision.class, () -> formerly.open().close());

    FileContent now = files.content(file);
    fixture.delete(file);
    collectAfterTheGrace();
    fails(ItemNotFound.class, () -> now.open().close());
  }

  private void collectAfterTheGrace() {
    fixture.clock.advance(Duration.ofDays(1));
    fixture.library.collect();
  }

  @Test
  void foldersHaveNoContent() {
    ItemId folder = files.createFolder("a").id();

    fails(NotAFile.class, () -> files.content(folder));

    fails(NotAFile.class, () -> files.open(folder).close());
    fails(NotAFile.class, () -> files.download(folder, disk.resolve("a")));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 100_000})
  void contentIsCopiedToAStream(int size) {
    ItemId file = upload(size);
    ByteArrayOutputStream target = new ByteArrayOutputStream();

    assertThat(files.download(file, target)).isEqualTo(size);
    assertThat(target.toByteArray()).isEqualTo(Fixture.bytes(size));
  }

  @Test
  void targetStreamIsNeitherFlushedNorClosed() {
    OutputStream target =
        new OutputStream() {
          @Override
          public void write(int value) {}

          @Override
          public void flush() {
            throw new AssertionError("flushed");
          }

          @Override
          public void close() {
            throw new AssertionError("closed");
          }
        };

    assertThat(files.download(upload(100_000), target)).isEqualTo(100_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 100_000})
  void targetStreamThatThrowsIsDestinationFailed(int size) {
    ItemId file = upload(size);
    OutputStream target =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("no room");
          }
        };

    assertThatThrownBy(() -> files.download(file, target))
        .isInstanceOf(DestinationFailed.class)
        .hasRootCauseMessage("no room");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 100_000})
  void contentIsCopiedToTheDisk(int size) throws IOException {
    Path target = disk.resolve("target");

    assertThat(files.download(upload(size), target)).isEqualTo(size);

    assertThat(target).hasBinaryContent(Fixture.bytes(size));
    assertThat(filesOnDisk()).containsExactly("target");
  }

  @Test
  void existingFileOfTheDiskIsRefusedAndKept() throws IOException {
    Path target = Files.write(disk.resolve("target"), new byte[] {1});
    ItemId file = upload(100);

    fails(DestinationFailed.class, () -> files.download(file, target));

    assertThat(target).hasBinaryContent(new byte[] {1});
    assertThat(filesOnDisk()).containsExactly("target");
  }

  @Test
  void existingFileOfTheDiskIsReplacedWhenAsked() throws IOException {
    Path target = Files.write(disk.resolve("target"), new byte[] {1});

    files.download(upload(100), target, StandardCopyOption.REPLACE_EXISTING);

    assertThat(target).hasBinaryContent(Fixture.bytes(100));
    assertThat(filesOnDisk()).containsExactly("target");
  }

  @Test
  void folderOfTheDiskIsNeverReplaced() throws IOException {
    Path target = Files.createDirectory(disk.resolve("target"));
    Files.write(target.resolve("inside"), new byte[1]);
    ItemId file = upload(100);

    fails(
        DestinationFailed.class,
        () -> files.download(file, target, StandardCopyOption.REPLACE_EXISTING));

    assertThat(target.resolve("inside")).exists();
    assertThat(filesOnDisk()).containsExactly("target");
  }

  @Test
  void missingFolderOfTheDiskIsDestinationFailed() {
    ItemId file = upload(100);

    fails(DestinationFailed.class, () -> files.download(file, disk.resolve("missing/target")));
  }

  @Test
  void publicUrlIsEmptyWhereTheStorageServesNone() {
    assertThat(files.publicUrl(upload(100))).isEmpty();
  }
}
