package io.filelibrary;

import static io.filelibrary.Fixture.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.FilePending;
import io.filelibrary.error.InvalidChange;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.NameTaken;
import io.filelibrary.error.NotAFolder;
import io.filelibrary.error.ParentNotFound;
import io.filelibrary.error.StaleRevision;
import io.filelibrary.error.WouldCycle;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.Change;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.LinkUrl;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.ContentKey;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Updates that also move the item. */
final class UpdateWithMoveTest {
  private static final ItemChanges TO_A = ItemChanges.NONE.withFolder(FolderRef.at("a"));

  @RegisterExtension final Fixture fixture = Fixture.create();

  private final ChannelFiles files = fixture.files;
  private final ItemId folder = files.createFolder("a").id();

  private ItemId upload(String path, int size) {
    return files.upload(path, Fixture.bytes(size)).id();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100_000})
  void everythingIsChangedAtOnceAndToldOnce(int size) {
    ItemId file = upload("x.txt", size);
    ContentKey before = fixture.contentKey(file);
    long last = fixture.lastChange();

    Item changed =
        files.update(
            file,
            TO_A.withName(ItemName.of("y"))
                .withAttributes(Attributes.of(Map.of("k", "v")))
                .withVisibility(Visibility.PUBLIC)
                .withContentType(ContentType.of("text/csv"))
                .withExpectedRevision(1));

    assertThat(changed.path()).hasToString("a/y");
    assertThat(changed.parent()).hasValue(folder);
    assertThat(changed.visibility()).isEqualTo(Visibility.PUBLIC);
    assertThat(((FileItem) changed).contentType()).hasToString("text/csv");
    assertThat(changed.revision()).isEqualTo(2);
    assertThat(files.get(file)).isEqualTo(changed);
    assertThat(fixture.contentKey(file)).isNotEqualTo(before);
    assertThat(fixture.read(file)).isEqualTo(Fixture.bytes(size));
    List<Change> changes = files.changes(last, 10);
    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).previous())
        .containsOnlyKeys("attributes.k", "contentType", "name", "parent", "visibility");
  }

  @Test
  void linkMovesWithItsNewUrl() {
    ItemId link = files.createLink("l", "https://example.com").id();

    Item changed =
        files.update(
            link,
            ItemChanges.NONE
                .withFolder(FolderRef.of(folder))
                .withLinkUrl(LinkUrl.of("https://example.org")));

    assertThat(changed.path()).hasToString("a/l");
    assertThat(fixture.paths()).containsExactly("a", "a/l");
  }

  @Test
  void itemMovesToTheRootByItsOwnName() {
    ItemId file = upload("a/x", 1);

    Item changed = files.update(file, ItemChanges.NONE.withFolder(FolderRef.root()));

    assertThat(changed.path()).hasToString("x");
    assertThat(changed.parent()).isEmpty();
  }

  @Test
  void folderThatTheItemIsInChangesNothing() {
    Item file = files.get(upload("a/x", 1));
    long last = fixture.lastChange();

    assertThat(files.update(file.id(), TO_A)).isEqualTo(file);
    assertThat(files.update(file.id(), TO_A.withName(file.name()))).isEqualTo(file);
    assertThat(fixture.lastChange()).isEqualTo(last);
    assertThat(files.update(file.id(), TO_A.withName(ItemName.of("y"))).path()).hasToString("a/y");
  }

  @Test
  void errorsAreThoseOfAMoveAndNothingIsChanged() {
    ItemId inner = files.ensureFolder("a/b").id();
    ItemId file = upload("x", 100_000);
    Attributes attributes = Attributes.of(Map.of("k", "v"));
    ItemChanges more = ItemChanges.NONE.withAttributes(attributes);
    ItemChanges shown = more.withVisibility(Visibility.PUBLIC);
    ItemId gone = files.trash(files.createFolder("gone").id()).id();

    for (FolderRef inside : List.of(FolderRef.of(folder), FolderRef.of(inner))) {
      fixture.refusedWithoutTrace(
          WouldCycle.class, () -> files.update(folder, shown.withFolder(inside)));
    }
    fixture.refusedWithoutTrace(
        ParentNotFound.class, () -> files.update(file, shown.withFolder(FolderRef.at("c/d"))));
    fixture.refusedWithoutTrace(
        ParentNotFound.class, () -> files.update(file, shown.withFolder(FolderRef.of(gone))));
    fixture.refusedWithoutTrace(
        NotAFolder.class, () -> files.update(file, shown.withFolder(FolderRef.of(file))));
    fixture.refusedWithoutTrace(
        StaleRevision.class,
        () -> files.update(file, shown.withFolder(FolderRef.at("a")).withExpectedRevision(2)));
    fixture.refusedWithoutTrace(
        InvalidChange.class,
        () -> files.update(file, TO_A.withLinkUrl(LinkUrl.of("https://example.com"))));
  }

  @Test
  void takenNameFollowsTheConflictPolicy() {
    ItemId taken = upload("a/x", 10);
    ItemId file = upload("x", 100_000);
    ItemChanges show = TO_A.withVisibility(Visibility.PUBLIC);

    fixture.refusedWithoutTrace(NameTaken.class, () -> files.update(file, show));
    Item renamed = files.update(file, show.withConflict(ConflictPolicy.RENAME));
    assertThat(renamed.path()).hasToString("a/x (2)");
    long last = fixture.lastChange();
    ItemChanges over = TO_A.withName(ItemName.of("x")).withVisibility(Visibility.PRIVATE);
    Item replacing = files.update(file, over.withConflict(ConflictPolicy.REPLACE));

    assertThat(replacing.path()).hasToString("a/x");
    fails(ItemNotFound.class, () -> files.get(taken));
    assertThat(fixture.changesAfter(last)).containsExactly("DELETED x", "UPDATED x");
    assertThat(fixture.read(file)).isEqualTo(Fixture.bytes(100_000));
    fixture.collectEverything();
    assertThat(fixture.usage().bytes()).isEqualTo(100_000);
  }

  @Test
  void copyInTheWayIsReplacedByItsSourceThatChangesItsKey() {
    ItemId file = upload("x", 100_000);
    files.copy(file, Destination.at("a/x"), PlaceOptions.DEFAULT);

    files.update(file, TO_A.withVisibility(Visibility.PUBLIC).withConflict(ConflictPolicy.REPLACE));

    fixture.collectEverything();
    assertThat(fixture.paths()).containsExactly("a", "a/x");
    assertThat(fixture.read(file)).isEqualTo(Fixture.bytes(100_000));
    assertThat(fixture.storage.keys()).hasSize(2);
  }

  @Test
  void folderThatGoesWhileTheBytesAreCopiedIsNoPlaceToMoveTo() {
    ItemId file = upload("x", 100_000);
    fixture.storage.duringPut(() -> files.trash(folder));

    fails(ParentNotFound.class, () -> files.update(file, TO_A.withVisibility(Visibility.PUBLIC)));

    assertThat(files.get(file).visibility()).isEqualTo(Visibility.PRIVATE);
    fixture.collectEverything();
    assertThat(fixture.storage.keys()).hasSize(2);
  }

  @Test
  void pendingFileMovesAndIsCompletedThere() {
    PendingUpload upload = files.uploads().begin(Destination.at("x"), UploadOptions.DEFAULT);
    ItemId file = upload.file().id();

    fixture.refused(
        FilePending.class, () -> files.update(file, TO_A.withVisibility(Visibility.PUBLIC)));
    files.update(file, TO_A.withName(ItemName.of("y")));
    files.uploads().receive(upload.id(), new ByteArrayInputStream(Fixture.bytes(10)));

    assertThat(files.uploads().complete(upload.id()).path()).hasToString("a/y");
  }

  @Test
  void whatWaitsToReplaceOrIsInTheTrashIsNotMoved() {
    ItemId file = upload("x", 10);
    UploadOptions replace = UploadOptions.DEFAULT.withConflict(ConflictPolicy.REPLACE);
    ItemId waiting = files.uploads().begin(Destination.at("x"), replace).file().id();
    fixture.refused(ItemNotFound.class, () -> files.update(waiting, TO_A));
    fixture.refused(
        ItemNotFound.class,
        () -> files.move(waiting, Destination.into(FolderRef.of(folder)), PlaceOptions.DEFAULT));
    files.trash(file);

    fixture.refused(ItemNotFound.class, () -> files.update(file, TO_A));
  }
}
