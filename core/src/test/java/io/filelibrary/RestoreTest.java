package io.filelibrary;

import static io.filelibrary.Fixture.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.InvalidName;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.NameTaken;
import io.filelibrary.error.ParentNotFound;
import io.filelibrary.error.StaleRevision;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.PlaceOptions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RestoreTest {
  private static final PlaceOptions PLAIN = PlaceOptions.DEFAULT;

  @RegisterExtension final Fixture fixture = Fixture.create();

  private final ChannelFiles files = fixture.files;
  private final TrashBin bin = files.trashBin();

  private ItemId trashedFile(String path) {
    ItemId file = files.upload(path, Fixture.bytes(10)).id();
    files.trash(file);
    return file;
  }

  @Test
  void restoredItemIsWhereItWas() {
    files.ensureFolder("a/b");
    FileItem file = files.upload("a/b/x", Fixture.bytes(10));
    files.trash(file.id());

    Item restored = bin.restore(file.id());

    assertThat(restored.path()).hasToString("a/b/x");
    assertThat(restored.parent()).isEqualTo(file.parent());
    assertThat(restored.deletedAt()).isEmpty();
    assertThat(restored.revision()).isEqualTo(3);
    assertThat(files.find("a/b/x")).contains(restored);
    assertThat(fixture.read(file.id())).isEqualTo(Fixture.bytes(10));
    assertThat(bin.list(Optional.empty(), 10).items()).isEmpty();
  }

  @Test
  void restoredFolderHoldsAllThatItHeld() {
    files.ensureFolder("a/b");
    FileItem file = files.upload("a/b/x", Fixture.bytes(10));
    ItemId folder = fixture.item("a").id();
    files.trash(folder);

    bin.restore(folder);

    assertThat(fixture.paths()).containsExactly("a", "a/b", "a/b/x");
    assertThat(files.get(file.id())).isEqualTo(file);
  }

  @Test
  void itemIsRestoredToItsFolderWhereverThatIsNow() {
    files.ensureFolder("a");
    files.ensureFolder("c");
    ItemId file = trashedFile("a/x");
    files.move(fixture.item("a").id(), Destination.at("c/d"), PLAIN);

    assertThat(bin.restore(file).path()).hasToString("c/d/x");
  }

  @Test
  void itemWhoseFolderIsInTheTrashIsRestoredElsewhere() {
    ItemId folder = files.ensureFolder("a").id();
    ItemId file = trashedFile("a/x");
    files.trash(folder);

    fixture.refused(ParentNotFound.class, () -> bin.restore(file));
    Item restored = bin.restore(file, Destination.into(FolderRef.root()), PLAIN);

    assertThat(restored.path()).hasToString("x");
    assertThat(fixture.read("x")).isEqualTo(Fixture.bytes(10));
  }

  @Test
  void itemWhoseFolderIsBelowTheTrashIsRestoredElsewhere() {
    files.ensureFolder("a/b");
    ItemId file = trashedFile("a/b/x");
    files.trash(fixture.item("a").id());

    fixture.refused(ParentNotFound.class, () -> bin.restore(file));
    assertThat(bin.restore(file, Destination.at("y"), PLAIN).path()).hasToString("y");
  }

  @Test
  void itemWhoseFolderIsDeletedIsRestoredElsewhere() {
    ItemId folder = files.ensureFolder("a").id();
    ItemId file = trashedFile("a/x");
    fixture.delete(folder);

    fixture.refused(ParentNotFound.class, () -> bin.restore(file));
    fixture.collectEverything();
    fixture.refused(ParentNotFound.class, () -> bin.restore(file));
    assertThat(bin.restore(file, Destination.at("y"), PLAIN).path()).hasToString("y");
    assertThat(fixture.read("y")).isEqualTo(Fixture.bytes(10));
  }

  @Test
  void parentsAreCreatedWhenAsked() {
    ItemId file = trashedFile("x");

    fixture.refused(ParentNotFound.class, () -> bin.restore(file, Destination.at("a/b/x"), PLAIN));
    bin.restore(file, Destination.at("a/b/x"), PLAIN.withCreateParents());

    assertThat(fixture.paths()).containsExactly("a", "a/b", "a/b/x");
  }

  @Test
  void takenNameIsRefusedByDefault() {
    ItemId file = trashedFile("x");
    ItemId other = files.createFolder("x").id();

    NameTaken error = fixture.refused(NameTaken.class, () -> bin.restore(file));

    assertThat(error.itemId()).isEqualTo(other.value());
  }

  @Test
  void takenNameIsAvoidedOnRename() {
    ItemId file = trashedFile("x.txt");
    files.upload("x.txt", new byte[1]);

    assertThat(bin.restore(file, PLAIN.withConflict(ConflictPolicy.RENAME)).path())
        .hasToString("x (2).txt");
  }

  @Test
  void fileInTheWayIsDeletedOnReplace() {
    ItemId file = trashedFile("x");
    ItemId other = files.upload("x", new byte[1]).id();

    bin.restore(file, PLAIN.withConflict(ConflictPolicy.REPLACE));

    assertThat(fixture.read("x")).isEqualTo(Fixture.bytes(10));
    fails(ItemNotFound.class, () -> files.get(other));
    fails(ItemNotFound.class, () -> bin.restore(other));
  }

  @Test
  void folderInTheWayIsNeverReplaced() {
    ItemId file = trashedFile("x");
    files.createFolder("x");

    fixture.refused(
        NameTaken.class, () -> bin.restore(file, PLAIN.withConflict(ConflictPolicy.REPLACE)));
  }

  @Test
  void nameIsChangedOnTheWay() {
    ItemId file = trashedFile("x");
    files.createFolder("x");

    assertThat(bin.restore(file, Destination.at("x/y"), PLAIN).path()).hasToString("x/y");
  }

  @Test
  void policyOfTheChannelHolds() {
    ItemId file = trashedFile("x");

    fixture.refused(InvalidName.class, () -> bin.restore(file, Destination.at("a?b"), PLAIN));
  }

  @Test
  void livingItemIsNotInTheTrash() {
    ItemId file = files.upload("x", new byte[1]).id();

    fixture.refused(ItemNotFound.class, () -> bin.restore(file));
  }

  @Test
  void itemIsRestoredOnce() {
    ItemId file = trashedFile("x");
    bin.restore(file);

    fixture.refused(ItemNotFound.class, () -> bin.restore(file));
  }

  @Test
  void whatATrashedFolderHoldsIsNotRestoredAlone() {
    files.ensureFolder("a");
    ItemId file = files.upload("a/x", new byte[1]).id();
    files.trash(fixture.item("a").id());

    fixture.refused(ItemNotFound.class, () -> bin.restore(file, Destination.at("x"), PLAIN));
  }

  @Test
  void staleRevisionIsRefused() {
    ItemId file = trashedFile("x");

    fixture.refused(StaleRevision.class, () -> bin.restore(file, PLAIN.withExpectedRevision(1)));
    assertThat(bin.restore(file, PLAIN.withExpectedRevision(2)).revision()).isEqualTo(3);
  }

  @Test
  void folderIsNotRestoredIntoItself() {
    files.ensureFolder("a/b");
    ItemId folder = fixture.item("a").id();
    ItemId inner = fixture.item("a/b").id();
    files.trash(folder);

    fixture.refused(
        ParentNotFound.class,
        () -> bin.restore(folder, Destination.into(FolderRef.of(inner)), PLAIN));
    fixture.refused(
        ParentNotFound.class,
        () -> bin.restore(folder, Destination.into(FolderRef.of(folder)), PLAIN));
  }

  @Test
  void trashedTwiceIsWhereItWasLast() {
    files.ensureFolder("a");
    ItemId file = trashedFile("a/x");
    bin.restore(file);
    files.move(file, Destination.at("y"), PLAIN);
    files.trash(file);

    assertThat(bin.restore(file).path()).hasToString("y");
  }
}
