package io.filelibrary;

import static io.filelibrary.Fixture.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.FileLibraryException;
import io.filelibrary.error.InvalidPath;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.NameTaken;
import io.filelibrary.error.NotAFolder;
import io.filelibrary.error.ParentNotFound;
import io.filelibrary.error.StaleRevision;
import io.filelibrary.error.WouldCycle;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FolderItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.PlaceOptions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class MoveTest {
  private static final PlaceOptions PLAIN = PlaceOptions.DEFAULT;

  @RegisterExtension final Fixture fixture = Fixture.create();

  private final ChannelFiles files = fixture.files;

  private static PlaceOptions on(ConflictPolicy conflict) {
    return PLAIN.withConflict(conflict);
  }

  @Test
  void itemIsRenamedInItsFolder() {
    ItemId file = files.upload("x", new byte[1]).id();

    Item moved = files.move(file, Destination.at("y"), PLAIN);

    assertThat(moved.name()).hasToString("y");
    assertThat(moved.revision()).isEqualTo(2);
    assertThat(files.get(file)).isEqualTo(moved);
    assertThat(fixture.paths()).containsExactly("y");
  }

  @Test
  void itemIsMovedIntoAFolderUnderItsName() {
    FolderItem folder = files.createFolder("a");
    ItemId first = files.upload("x", new byte[1]).id();
    ItemId second = files.upload("y", new byte[1]).id();

    Item byId = files.move(first, Destination.into(FolderRef.of(folder.id())), PLAIN);
    Item byPath = files.move(second, Destination.into(FolderRef.at("a")), PLAIN);

    assertThat(byId.path()).hasToString("a/x");
    assertThat(byId.parent()).hasValue(folder.id());
    assertThat(byPath.path()).hasToString("a/y");
  }

  @Test
  void itemIsMovedUnderAnotherName() {
    FolderItem folder = files.createFolder("a");
    ItemId file = files.upload("x", new byte[1]).id();

    assertThat(files.move(file, Destination.in(FolderRef.of(folder.id()), "z"), PLAIN).path())
        .hasToString("a/z");
  }

  @Test
  void itemIsMovedToTheRoot() {
    ItemId inner = files.ensureFolder("a/b").id();

    Item moved = files.move(inner, Destination.into(FolderRef.root()), PLAIN);

    assertThat(moved.path()).hasToString("b");
    assertThat(moved.parent()).isEmpty();
  }

  @Test
  void folderIsMovedWithAllThatItHolds() {
    FolderItem folder = files.ensureFolder("a/b");
    FileItem file = files.upload("a/b/x", new byte[1]);
    files.createFolder("c");
    long before = fixture.lastChange();

    files.move(folder.id(), Destination.into(FolderRef.at("c")), PLAIN);

    assertThat(fixture.paths()).containsExactly("a", "c", "c/b", "c/b/x");
    assertThat(files.get(file.id()).path()).hasToString("c/b/x");
    assertThat(files.get(file.id()).revision()).isEqualTo(file.revision());
    assertThat(fixture.changesAfter(before)).containsExactly("UPDATED b");
  }

  @Test
  void moveToWhereTheItemIsChangesNothing() {
    FileItem file = files.upload("x", new byte[1]);
    long before = fixture.lastChange();

    assertThat(files.move(file.id(), Destination.at("x"), PLAIN)).isEqualTo(file);
    assertThat(fixture.lastChange()).isEqualTo(before);
  }

  @Test
  void folderCannotGoIntoItself() {
    ItemId folder = files.ensureFolder("a/b/c").parent().orElseThrow();

    fixture.refused(WouldCycle.class, () -> files.move(folder, Destination.at("a/b/x"), PLAIN));
    fixture.refused(
        WouldCycle.class, () -> files.move(folder, Destination.into(FolderRef.of(folder)), PLAIN));
    fixture.refused(WouldCycle.class, () -> files.move(folder, Destination.at("a/b/c/x"), PLAIN));
  }

  @Test
  void createParentsDoesNotHelpAFolderIntoItself() {
    ItemId folder = files.ensureFolder("a").id();

    fixture.refused(
        WouldCycle.class,
        () -> files.move(folder, Destination.at("a/new/x"), PLAIN.withCreateParents()));
  }

  @Test
  void oppositeMovesNeverMakeACycle() throws Exception {
    ItemId a = files.createFolder("a").id();
    ItemId b = files.createFolder("b").id();
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 50; i++) {
        List<Callable<Boolean>> moves =
            List.of(() -> tryMove(a, FolderRef.of(b)), () -> tryMove(b, FolderRef.of(a)));
        int done = 0;
        for (var result : executor.invokeAll(moves)) {
          done += result.get() ? 1 : 0;
        }
        assertThat(done).isEqualTo(1);
        files.move(a, Destination.into(FolderRef.root()), PLAIN);
        files.move(b, Destination.into(FolderRef.root()), PLAIN);
      }
    } finally {
      executor.shutdown();
    }
  }

  private boolean tryMove(ItemId item, FolderRef folder) {
    try {
      files.move(item, Destination.into(folder), PLAIN);
      return true;
    } catch (WouldCycle e) {
      return false;
    }
  }

  @Test
  void staleRevisionIsRefused() {
    ItemId file = files.upload("x", new byte[1]).id();

    fixture.refused(
        StaleRevision.class,
        () -> files.move(file, Destination.at("y"), PLAIN.withExpectedRevision(2)));
    assertThat(files.move(file, Destination.at("y"), PLAIN.withExpectedRevision(1)).revision())
        .isEqualTo(2);
  }

  @Test
  void takenNameIsRefused() {
    ItemId first = files.upload("x", new byte[1]).id();
    ItemId second = files.upload("y", new byte[1]).id();

    NameTaken error =
        fixture.refused(NameTaken.class, () -> files.move(second, Destination.at("x"), PLAIN));

    assertThat(error.itemId()).isEqualTo(first.value());
  }

  @Test
  void renameOnConflictTakesAFreeName() {
    files.upload("x.txt", new byte[1]);
    files.createFolder("a");
    ItemId second = files.upload("a/x.txt", new byte[1]).id();

    Item moved = files.move(second, Destination.into(FolderRef.root()), on(ConflictPolicy.RENAME));

    assertThat(moved.path()).hasToString("x (2).txt");
  }

  @Test
  void renameOnConflictToTheNameThatItHasChangesNothing() {
    files.upload("x.txt", new byte[1]);
    FileItem second = files.upload("x (2).txt", new byte[1]);
    long before = fixture.lastChange();

    Item moved = files.move(second.id(), Destination.at("x.txt"), on(ConflictPolicy.RENAME));

    assertThat(moved).isEqualTo(second);
    assertThat(fixture.lastChange()).isEqualTo(before);
  }

  @Test
  void replaceOnConflictDeletesTheFileInTheWay() {
    ItemId first = files.upload("x", new byte[1]).id();
    ItemId second = files.upload("y", new byte[1]).id();
    long before = fixture.lastChange();

    files.move(second, Destination.at("x"), on(ConflictPolicy.REPLACE));

    fails(ItemNotFound.class, () -> files.get(first));
    assertThat(fixture.paths()).containsExactly("x");
    assertThat(fixture.changesAfter(before)).containsExactly("DELETED x", "UPDATED x");
  }

  @Test
  void replaceOnConflictWithItselfKeepsTheItem() {
    FileItem file = files.upload("x", new byte[1]);

    files.move(file.id(), Destination.at("x"), on(ConflictPolicy.REPLACE));

    assertThat(files.get(file.id())).isEqualTo(file);
  }

  @Test
  void folderNeitherReplacesNorIsReplaced() {
    ItemId folder = files.createFolder("a").id();
    ItemId file = files.upload("x", new byte[1]).id();

    fixture.refused(
        NameTaken.class, () -> files.move(file, Destination.at("a"), on(ConflictPolicy.REPLACE)));
    fixture.refused(
        NameTaken.class, () -> files.move(folder, Destination.at("x"), on(ConflictPolicy.REPLACE)));
  }

  @Test
  void missingParentIsRefusedOrCreated() {
    ItemId file = files.upload("x", new byte[1]).id();

    fixture.refused(ParentNotFound.class, () -> files.move(file, Destination.at("a/b/x"), PLAIN));
    files.move(file, Destination.at("a/b/x"), PLAIN.withCreateParents());
    assertThat(fixture.paths()).containsExactly("a", "a/b", "a/b/x");
  }

  @Test
  void fileIsNoPlaceToMoveTo() {
    ItemId file = files.upload("x", new byte[1]).id();
    ItemId other = files.upload("y", new byte[1]).id();

    fixture.refused(
        NotAFolder.class, () -> files.move(file, Destination.into(FolderRef.of(other)), PLAIN));
    fixture.refused(NotAFolder.class, () -> files.move(file, Destination.at("y/z"), PLAIN));
  }

  @Test
  void trashedFolderIsNoPlaceToMoveTo() {
    ItemId file = files.upload("x", new byte[1]).id();
    ItemId folder = files.createFolder("a").id();
    files.trash(folder);

    fixture.refused(
        FileLibraryException.class,
        () -> files.move(file, Destination.into(FolderRef.of(folder)), PLAIN));
    fixture.refused(ParentNotFound.class, () -> files.move(file, Destination.at("a/x"), PLAIN));
  }

  @Test
  void trashedItemIsNotMoved() {
    ItemId file = files.upload("x", new byte[1]).id();
    files.trash(file);

    fixture.refused(ItemNotFound.class, () -> files.move(file, Destination.at("y"), PLAIN));
  }

  @Test
  void pathThatIsAskedForHasItsLimits() {
    files.ensureFolder("d/".repeat(255) + "d");
    ItemId deepest = fixture.item("d/".repeat(255) + "d").id();
    ItemId file = files.upload("x", new byte[1]).id();

    fixture.refused(
        InvalidPath.class, () -> files.move(file, Destination.into(FolderRef.of(deepest)), PLAIN));
  }

  @Test
  void pathsBelowAMovedFolderMayPassTheLimits() {
    ItemId below = files.ensureFolder("e/".repeat(100) + "e").id();
    files.ensureFolder("d/".repeat(199) + "d");
    ItemId top = fixture.item("e").id();

    files.move(top, Destination.into(FolderRef.at("d/".repeat(199) + "d")), PLAIN);

    assertThat(files.get(below).path().names()).hasSize(301);
    files.move(top, Destination.into(FolderRef.root()), PLAIN);
    assertThat(files.get(below).path().names()).hasSize(101);
  }

  @Test
  void countersStayTheSame() {
    files.upload("x", Fixture.bytes(10));
    files.createFolder("a");
    var before = fixture.usage();

    files.move(fixture.item("x").id(), Destination.at("a/x"), PLAIN);

    assertThat(fixture.usage()).isEqualTo(before);
  }
}
