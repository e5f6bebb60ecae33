package io.filelibrary;

import static io.filelibrary.Fixture.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.FolderNotEmpty;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.StaleRevision;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Usage;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeleteTest {
  private static final DeleteOptions ALONE = DeleteOptions.DEFAULT;
  private static final DeleteOptions RECURSIVE = ALONE.withRecursive();

  @RegisterExtension final Fixture fixture = Fixture.create();

  private final ChannelFiles files = fixture.files;

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 100_000})
  void deletedFileIsGoneAndItsBytesOnceCollected(int size) {
    ItemId file = files.upload("x", Fixture.bytes(size)).id();

    files.delete(file, ALONE);

    fails(ItemNotFound.class, () -> files.get(file));
    fails(ItemNotFound.class, () -> files.trashBin().restore(file));
    assertThat(files.find("x")).isEmpty();
    fixture.collectEverything();
    assertThat(fixture.usage()).isEqualTo(Usage.NONE);
    assertThat(fixture.storage.keys()).hasSize(1);
    assertThat(fixture.row(file)).isEmpty();
  }

  @Test
  void itemIsDeletedOnce() {
    ItemId file = files.upload("x", new byte[1]).id();
    files.delete(file, ALONE);

    fixture.refused(ItemNotFound.class, () -> files.delete(file, ALONE));
    fixture.refused(ItemNotFound.class, () -> files.trash(file));
  }

  @Test
  void folderThatHoldsSomethingIsRefused() {
    files.ensureFolder("a/b");
    ItemId folder = fixture.item("a").id();

    fixture.refused(FolderNotEmpty.class, () -> files.delete(folder, ALONE));
  }

  @Test
  void emptyFolderIsDeleted() {
    files.delete(files.createFolder("a").id(), ALONE);

    assertThat(fixture.paths()).isEmpty();
  }

  @Test
  void folderWithAPendingFileIsNotEmpty() {
    ItemId folder = files.createFolder("a").id();
    files.uploads().begin(Destination.at("a/x"), UploadOptions.DEFAULT);

    fixture.refused(FolderNotEmpty.class, () -> files.delete(folder, ALONE));
  }

  @Test
  void folderWhoseItemsAreInTheTrashIsEmpty() {
    ItemId folder = files.createFolder("a").id();
    ItemId file = files.upload("a/x", new byte[1]).id();
    files.trash(file);

    files.delete(folder, ALONE);

    assertThat(files.trashBin().restore(file, Destination.at("x"), PlaceOptions.DEFAULT).path())
        .hasToString("x");
  }

  @Test
  void recursiveDeleteHidesAllAtOnce() {
    ItemId inner = files.ensureFolder("a/b").id();
    ItemId file = files.upload("a/b/x", new byte[5]).id();
    long before = fixture.lastChange();

    files.delete(fixture.item("a").id(), RECURSIVE);

    fails(ItemNotFound.class, () -> files.get(inner));
    fails(ItemNotFound.class, () -> files.get(file));
    fails(ItemNotFound.class, () -> files.open(file).close());
    fails(ItemNotFound.class, () -> files.delete(file, ALONE));
    fails(ItemNotFound.class, () -> files.list(FolderRef.of(inner), ListOptions.DEFAULT));
    assertThat(fixture.paths()).isEmpty();
    assertThat(fixture.changesAfter(before)).containsExactly("DELETED a");
    assertThat(files.createFolder("a").path()).hasToString("a");
  }

  @Test
  void recursiveDeleteOfManyItemsIsReclaimedByTheCollector() {
    for (int i = 0; i < 1100; i++) {
      files.ensureFolder("a/" + i % 10 + "/" + i);
    }
    files.upload("a/x", Fixture.bytes(100_000));
    files.uploads().begin(Destination.at("a/pending"), UploadOptions.DEFAULT);
    files.upload("stays", new byte[1]);
    files.delete(fixture.item("a").id(), RECURSIVE);
    long changes = fixture.lastChange();

    fixture.collectEverything();

    assertThat(fixture.usage()).isEqualTo(new Usage(1, 1));
    assertThat(fixture.storage.keys()).hasSize(1);
    assertThat(fixture.lastChange()).isEqualTo(changes);
  }

  @Test
  void recursiveDeleteTakesWhatIsSharedNotFromTheCopy() {
    files.ensureFolder("a");
    ItemId file = files.upload("a/x", Fixture.bytes(100_000)).id();
    files.copy(file, Destination.at("y"), PlaceOptions.DEFAULT);

    files.delete(fixture.item("a").id(), RECURSIVE);
    fixture.collectEverything();

    assertThat(fixture.read("y")).isEqualTo(Fixture.bytes(100_000));
  }

  @Test
  void staleRevisionIsRefused() {
    ItemId file = files.upload("x", new byte[1]).id();

    fixture.refused(StaleRevision.class, () -> files.delete(file, ALONE.withExpectedRevision(2)));
    files.delete(file, ALONE.withExpectedRevision(1));
    assertThat(fixture.paths()).isEmpty();
  }

  @Test
  void itemIsDeletedFromTheTrash() {
    ItemId file = files.upload("x", new byte[1]).id();
    files.trash(file);

    files.delete(file, ALONE);

    assertThat(files.trashBin().list(Optional.empty(), 10).items()).isEmpty();
    fails(ItemNotFound.class, () -> files.trashBin().restore(file));
  }

  @Test
  void folderInTheTrashThatHoldsSomethingIsRefused() {
    files.ensureFolder("a/b");
    ItemId folder = fixture.item("a").id();
    files.trash(folder);

    fixture.refused(FolderNotEmpty.class, () -> files.delete(folder, ALONE));
    files.delete(folder, RECURSIVE);
    assertThat(files.trashBin().list(Optional.empty(), 10).items()).isEmpty();
  }

  @Test
  void deletionOfAFolderKeepsWhatWasTrashedBefore() {
    files.ensureFolder("a/b");
    ItemId file = files.upload("a/b/x", Fixture.bytes(10)).id();
    files.trash(file);

    files.delete(fixture.item("a").id(), RECURSIVE);
    fixture.collectEverything();

    assertThat(files.trashBin().list(Optional.empty(), 10).items())
        .extracting(item -> item.id())
        .containsExactly(file);
    files.trashBin().restore(file, Destination.at("x"), PlaceOptions.DEFAULT);
    assertThat(fixture.read("x")).isEqualTo(Fixture.bytes(10));
  }

  @Test
  void usageFallsWithTheCollector() {
    files.ensureFolder("a");
    files.upload("a/x", Fixture.bytes(10));
    files.delete(fixture.item("a").id(), RECURSIVE);
    assertThat(fixture.usage()).isEqualTo(new Usage(2, 10));

    fixture.library.collect();

    assertThat(fixture.usage()).isEqualTo(Usage.NONE);
  }
}
