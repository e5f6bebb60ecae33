package io.filelibrary;

import static io.filelibrary.Fixture.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.ChannelNotFound;
import io.filelibrary.error.InvalidName;
import io.filelibrary.error.InvalidPath;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.NameTaken;
import io.filelibrary.error.NotAFolder;
import io.filelibrary.error.ParentNotFound;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.CreateOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.Visibility;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class FolderTest {
  @RegisterExtension final Fixture fixture = Fixture.create();

  private final ChannelFiles files = fixture.files;

  private static Destination at(String path) {
    return Destination.at(path);
  }

  private static CreateOptions on(ConflictPolicy conflict) {
    return CreateOptions.DEFAULT.withConflict(conflict);
  }

  @Test
  void newFolderSaysWhatItIs() {
    FolderItem folder =
        files.createFolder(
            at("Reports"),
            CreateOptions.DEFAULT
                .withVisibility(Visibility.PUBLIC)
                .withAttributes(Attributes.of(Map.of("clientId", "c-1"))));

    assertThat(folder.name().value()).isEqualTo("Reports");
    assertThat(folder.path()).hasToString("Reports");
    assertThat(folder.parent()).isEmpty();
    assertThat(folder.channel()).isEqualTo(Fixture.CHANNEL);
    assertThat(folder.revision()).isEqualTo(1);
    assertThat(folder.createdBy()).hasToString(Fixture.ACTOR);
    assertThat(folder.createdAt()).isEqualTo(fixture.clock.instant());
    assertThat(folder.updatedAt()).isEqualTo(folder.createdAt());
    assertThat(folder.deletedAt()).isEmpty();
    assertThat(folder.visibility()).isEqualTo(Visibility.PUBLIC);
    assertThat(folder.attributes().get("clientId")).hasValue("c-1");
  }

  @Test
  void createdFolderIsFoundByIdAndByPath() {
    FolderItem folder = files.createFolder("Reports");

    assertThat(files.get(folder.id())).isEqualTo(folder);
    assertThat(files.find("Reports")).contains(folder);
  }

  @Test
  void folderInAFolderKnowsItsParent() {
    FolderItem outer = files.createFolder("a");
    FolderItem inner = files.createFolder("a/b");

    assertThat(inner.parent()).hasValue(outer.id());
    assertThat(inner.path()).hasToString("a/b");
  }

  @Test
  void folderIsCreatedBelowAFolderNamedById() {
    FolderItem outer = files.createFolder("a");

    FolderItem inner =
        files.createFolder(Destination.in(FolderRef.of(outer.id()), "b"), CreateOptions.DEFAULT);

    assertThat(inner.path()).hasToString("a/b");
  }

  @Test
  void folderWithoutParentIsRefused() {
    fixture.refused(ParentNotFound.class, () -> files.createFolder("a/b"));
  }

  @Test
  void createParentsCreatesTheWholeWay() {
    files.createFolder(at("a/b/c"), CreateOptions.DEFAULT.withCreateParents());

    assertThat(fixture.paths()).containsExactly("a", "a/b", "a/b/c");
    assertThat(fixture.changesAfter(0)).containsExactly("CREATED a", "CREATED b", "CREATED c");
  }

  @Test
  void createParentsKeepsTheFoldersThatAreThere() {
    FolderItem outer = files.createFolder("a");

    files.createFolder(at("a/b/c"), CreateOptions.DEFAULT.withCreateParents());

    assertThat(fixture.item("a")).isEqualTo(outer);
  }

  @Test
  void createdParentsArePrivateWithoutAttributes() {
    files.createFolder(
        at("a/b"),
        CreateOptions.DEFAULT
            .withCreateParents()
            .withVisibility(Visibility.PUBLIC)
            .withAttributes(Attributes.of(Map.of("k", "v"))));

    assertThat(fixture.item("a").visibility()).isEqualTo(Visibility.PRIVATE);
    assertThat(fixture.item("a").attributes()).isEqualTo(Attributes.NONE);
  }

  @Test
  void createParentsLeavesNoFolderWhenTheLastNameIsTaken() {
    files.createFolder("a");
    files.upload("a/file", new byte[1]);

    fixture.refused(
        NotAFolder.class,
        () -> files.createFolder(at("a/file/c"), CreateOptions.DEFAULT.withCreateParents()));
  }

  @Test
  void createParentsDoesNotHelpAFolderNamedByAMissingId() {
    FolderItem gone = files.createFolder("gone");
    fixture.delete(gone.id());

    fixture.refused(
        ParentNotFound.class,
        () ->
            files.createFolder(
                Destination.in(FolderRef.of(gone.id()), "b"),
                CreateOptions.DEFAULT.withCreateParents()));
  }

  @Test
  void takenNameCarriesTheItemInTheWay() {
    ItemId first = files.upload("x", new byte[3]).id();

    NameTaken error = fixture.refused(NameTaken.class, () -> files.createFolder("x"));

    assertThat(error.itemId()).isEqualTo(first.value());
    assertThat(error.itemType()).isEqualTo("file");
    assertThat(error.name()).isEqualTo("x");
  }

  @Test
  void fileOnTheWayIsNoFolder() {
    files.upload("x", new byte[3]);

    fixture.refused(NotAFolder.class, () -> files.createFolder("x/y"));
  }

  @Test
  void linkOnTheWayIsNoFolder() {
    files.createLink("x", "https://example.com/");

    fixture.refused(NotAFolder.class, () -> files.ensureFolder("x/y/z"));
  }

  @Test
  void parentNamedByTheIdOfAFileIsNoFolder() {
    ItemId file = files.upload("x", new byte[3]).id();

    fixture.refused(
        NotAFolder.class,
        () -> files.createFolder(Destination.in(FolderRef.of(file), "y"), CreateOptions.DEFAULT));
  }

  @Test
  void renameGivesTheFolderTheFirstFreeName() {
    files.createFolder("x");
    files.createFolder("x (2)");

    FolderItem third = files.createFolder(at("x"), on(ConflictPolicy.RENAME));

    assertThat(third.name()).hasToString("x (3)");
  }

  @Test
  void replaceNeverReplacesAFolder() {
    files.createFolder("x");

    fixture.refused(NameTaken.class, () -> files.createFolder(at("x"), on(ConflictPolicy.REPLACE)));
  }

  @Test
  void replaceByAFolderIsRefused() {
    files.upload("x", new byte[3]);

    fixture.refused(NameTaken.class, () -> files.createFolder(at("x"), on(ConflictPolicy.REPLACE)));
  }

  @Test
  void ensureFolderCreatesTheWayAndAnswersTheSameFolderAgain() {
    FolderItem first = files.ensureFolder("a/b");

    assertThat(files.ensureFolder("a/b")).isEqualTo(first);
    assertThat(fixture.changesAfter(0)).containsExactly("CREATED a", "CREATED b");
  }

  @Test
  void ensureFolderFromEightThreadsAnswersOneFolder() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(8);
    Set<ItemId> answers = new HashSet<>();
    try {
      List<Callable<ItemId>> calls = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        calls.add(() -> files.ensureFolder("a/b/c").id());
      }
      for (Future<ItemId> answer : executor.invokeAll(calls)) {
        answers.add(answer.get());
      }
    } finally {
      executor.shutdown();
    }

    assertThat(answers).hasSize(1);
    assertThat(fixture.paths()).containsExactly("a", "a/b", "a/b/c");
  }

  @Test
  void ensureFolderRefusesAFileInItsPlace() {
    files.upload("x", new byte[3]);

    fixture.refused(NotAFolder.class, () -> files.ensureFolder("x"));
  }

  @Test
  void ensureFolderRefusesTheRoot() {
    fixture.refused(InvalidPath.class, () -> files.ensureFolder(""));
  }

  @Test
  void portablePolicyRefusesWhatWindowsCannotName() {
    fixture.refused(InvalidName.class, () -> files.createFolder("what?"));
    fixture.refused(InvalidName.class, () -> files.createFolder("con"));
    fixture.refused(InvalidName.class, () -> files.ensureFolder("ok/nul.txt/more"));
  }

  @Test
  void creationNeedsAName() {
    fixture.refused(
        InvalidPath.class,
        () -> files.createFolder(Destination.into(FolderRef.root()), CreateOptions.DEFAULT));
  }

  @Test
  void composedAndDecomposedNamesAreTheSame() {
    FolderItem composed = files.createFolder("caf\u00e9");

    fixture.refused(NameTaken.class, () -> files.createFolder("cafe\u0301"));
    assertThat(files.find("cafe\u0301")).contains(composed);
  }

  @Test
  void namesThatDifferInCaseAreTwoByDefault() {
    files.createFolder("Report");
    files.createFolder("report");

    assertThat(fixture.names("")).containsExactly("Report", "report");
  }

  @Test
  void pathAtTheDepthLimitIsTakenAndOneDeeperIsNot() {
    String deepest = "d/".repeat(255) + "d";
    files.ensureFolder(deepest);
    ItemId last = fixture.item(deepest).id();

    fixture.refused(
        InvalidPath.class,
        () -> files.createFolder(Destination.in(FolderRef.of(last), "e"), CreateOptions.DEFAULT));
  }

  @Test
  void pathWithMoreThan4096BytesIsRefused() {
    String name = "n".repeat(255);
    files.ensureFolder((name + "/").repeat(15) + name);
    ItemId last = fixture.item((name + "/").repeat(15) + name).id();

    fixture.refused(
        InvalidPath.class,
        () -> files.createFolder(Destination.in(FolderRef.of(last), "e"), CreateOptions.DEFAULT));
  }

  @Test
  void missingChannelShowsAtTheFirstCall() {
    ChannelFiles nowhere = fixture.library.channel("nowhere", Fixture.ACTOR);

    fails(ChannelNotFound.class, () -> nowhere.createFolder("a"));
    fails(ChannelNotFound.class, () -> nowhere.find("a"));
    fails(ChannelNotFound.class, nowhere::channel);
  }

  @Test
  void unknownIdIsNotFound() {
    fails(
        ItemNotFound.class, () -> files.get(ItemId.parse("00000000-0000-7000-8000-000000000000")));
  }
}
