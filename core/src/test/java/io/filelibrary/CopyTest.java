package io.filelibrary;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.BackendUnavailable;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.NameTaken;
import io.filelibrary.error.NotAFolder;
import io.filelibrary.error.ParentNotFound;
import io.filelibrary.error.QuotaExceeded;
import io.filelibrary.error.StaleRevision;
import io.filelibrary.error.WouldCycle;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FolderItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.LinkItem;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Usage;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The channel has a quota of 1,000,000 bytes. */
final class CopyTest {
  private static final PlaceOptions PLAIN = PlaceOptions.DEFAULT;

  @RegisterExtension
  final Fixture fixture = Fixture.withSpec(spec -> spec.withQuotaBytes(1_000_000));

  private final ChannelFiles files = fixture.files;

  private Item copy(String from, String to) {
    return files.copy(fixture.item(from).id(), Destination.at(to), PLAIN);
  }

  /** 10 folders of 99 files each. */
  private void fillThousand() {
    for (int folder = 0; folder < 10; folder++) {
      files.ensureFolder("big/" + folder);
      for (int file = 0; file < 99; file++) {
        files.upload("big/" + folder + "/" + file, Fixture.bytes(3));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 100_000})
  void copyOfAFileSharesItsContent(int size) {
    FileItem file =
        files.upload(
            Destination.at("x.txt"),
            Fixture.bytes(size),
            UploadOptions.DEFAULT
                .withVisibility(Visibility.PUBLIC)
                .withAttributes(Attributes.of(Map.of("k", "v"))));
    int objects = fixture.storage.keys().size();

    FileItem copy = (FileItem) copy("x.txt", "y.txt");

    assertThat(copy.id()).isNotEqualTo(file.id());
    assertThat(copy.revision()).isEqualTo(1);
    assertThat(copy.version()).isEqualTo(1);
    assertThat(copy.visibility()).isEqualTo(Visibility.PUBLIC);
    assertThat(copy.attributes()).isEqualTo(file.attributes());
    assertThat(copy.sha256()).isEqualTo(file.sha256());
    assertThat(fixture.read(copy.id())).isEqualTo(Fixture.bytes(size));
    assertThat(fixture.storage.keys()).hasSize(objects);
    assertThat(fixture.usage()).isEqualTo(new Usage(2, 2L * size));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100_000})
  void eitherOfFileAndCopyOutlivesTheOther(int size) {
    ItemId file = files.upload("x", Fixture.bytes(size)).id();
    ItemId copy = copy("x", "y").id();
    ItemId copyOfCopy = copy("y", "z").id();
    fixture.delete(file);
    fixture.collectEverything();

    assertThat(fixture.read(copy)).isEqualTo(Fixture.bytes(size));

    fixture.delete(copy);
    fixture.collectEverything();
    assertThat(fixture.read(copyOfCopy)).isEqualTo(Fixture.bytes(size));

    fixture.delete(copyOfCopy);
    fixture.collectEverything();
    assertThat(fixture.storage.keys()).hasSize(1);
    assertThat(fixture.usage()).isEqualTo(Usage.NONE);
  }

  @Test
  void copyIsStampedWithActorAndTime() {
    FileItem file = files.upload("x", new byte[1]);
    fixture.clock.advance(Duration.ofHours(1));

    Item copy =
        fixture
            .library
            .channel(Fixture.CHANNEL, ActorId.of("bob"))
            .copy(file.id(), Destination.at("y"), PLAIN);

    assertThat(copy.createdBy()).hasToString("bob");
    assertThat(copy.createdAt()).isEqualTo(fixture.clock.instant());
    assertThat(files.get(file.id())).isEqualTo(file);
  }

  @Test
  void linksAndFoldersAreCopied() {
    files.createLink("l", "https://example.com");
    files.createFolder("a");

    assertThat(((LinkItem) copy("l", "m")).linkUrl()).hasToString("https://example.com");
    assertThat(copy("a", "b")).isInstanceOf(FolderItem.class);
  }

  @Test
  void folderIsCopiedWithAllThatItHolds() {
    files.ensureFolder("a/b/c");
    files.upload("a/b/x", Fixture.bytes(10));
    files.createLink("a/l", "https://example.com");
    long before = fixture.lastChange();

    Item copy = copy("a", "z");

    assertThat(copy.path()).hasToString("z");
    assertThat(fixture.paths())
        .containsExactly("a", "a/b", "a/b/c", "a/b/x", "a/l", "z", "z/b", "z/b/c", "z/b/x", "z/l");
    assertThat(fixture.read("z/b/x")).isEqualTo(Fixture.bytes(10));
    assertThat(fixture.changesAfter(before)).containsExactly("CREATED z");
    assertThat(fixture.usage()).isEqualTo(new Usage(10, 20));
  }

  @Test
  void folderOfAThousandItemsIsCopiedAsAWhole() {
    fillThousand();
    long before = fixture.lastChange();

    copy("big", "copy");

    assertThat(fixture.changesAfter(before)).containsExactly("CREATED copy");
    assertThat(fixture.usage()).isEqualTo(new Usage(2 * 1001, 2 * 990 * 3));
    List<String> original = below("big");
    assertThat(below("copy")).hasSize(1000).isEqualTo(original);
  }

  private List<String> below(String folder) {
    return fixture.paths().stream()
        .filter(path -> path.startsWith(folder + "/"))
        .map(path -> path.substring(folder.length()))
        .toList();
  }

  @Test
  void copyThatFailsHalfwayLeavesNothing() {
    fillThousand();
    Usage before = fixture.usage();
    List<String> paths = fixture.paths();
    long lastChange = fixture.lastChange();
    fixture.catalog.failWriteAfter(2, new BackendException(Reason.UNAVAILABLE, "busy"));

    Fixture.fails(BackendUnavailable.class, () -> copy("big", "copy"));

    assertThat(fixture.paths()).isEqualTo(paths);
    assertThat(fixture.lastChange()).isEqualTo(lastChange);
    fixture.check();
    fixture.collectEverything();
    assertThat(fixture.usage()).isEqualTo(before);
    assertThat(fixture.lastChange()).isEqualTo(lastChange);
    assertThat(fixture.read("big/0/0")).isEqualTo(Fixture.bytes(3));
  }

  @Test
  void pendingFilesAreSkipped() {
    files.createFolder("a");
    files.uploads().begin(Destination.at("a/pending"), UploadOptions.DEFAULT);
    files.upload("a/x", new byte[1]);

    copy("a", "z");

    assertThat(fixture.usage().items()).isEqualTo(5);
    assertThat(fixture.names("z")).containsExactly("x");
  }

  @Test
  void whatIsInTheTrashIsNotCopied() {
    files.ensureFolder("a/b");
    files.upload("a/x", new byte[1]);
    files.trash(fixture.item("a/x").id());

    copy("a", "z");

    assertThat(below("z")).containsExactly("/b");
  }

  @Test
  void folderIsNotCopiedIntoItself() {
    files.ensureFolder("a/b");
    ItemId folder = fixture.item("a").id();

    fixture.refused(WouldCycle.class, () -> copy("a", "a/c"));
    fixture.refused(WouldCycle.class, () -> copy("a", "a/b/c"));
    fixture.refused(
        WouldCycle.class, () -> files.copy(folder, Destination.into(FolderRef.of(folder)), PLAIN));
    fixture.refused(
        WouldCycle.class,
        () -> files.copy(folder, Destination.at("a/b/new/c"), PLAIN.withCreateParents()));
  }

  @Test
  void copyBesideItselfNeedsAnotherName() {
    files.upload("x.txt", new byte[1]);
    ItemId file = fixture.item("x.txt").id();
    Destination same = Destination.into(FolderRef.root());

    fixture.refused(NameTaken.class, () -> files.copy(file, same, PLAIN));
    assertThat(files.copy(file, same, PLAIN.withConflict(ConflictPolicy.RENAME)).name())
        .hasToString("x (2).txt");
  }

  @Test
  void copyOfAFolderTakesAFreeNameOnConflict() {
    files.ensureFolder("a/b");
    ItemId folder = fixture.item("a").id();

    Item copy = files.copy(folder, Destination.at("a"), PLAIN.withConflict(ConflictPolicy.RENAME));

    assertThat(copy.path()).hasToString("a (2)");
    assertThat(fixture.names("a (2)")).containsExactly("b");
  }

  @Test
  void takenNameIsRefusedForAFolderAsWell() {
    files.ensureFolder("a/b");
    files.upload("x", new byte[1]);

    fixture.refused(NameTaken.class, () -> copy("a", "x"));
    fixture.collectEverything();
    assertThat(fixture.usage().items()).isEqualTo(3);
  }

  @Test
  void copyReplacesAFile() {
    files.upload("x", Fixture.bytes(10));
    ItemId old = files.upload("y", Fixture.bytes(20)).id();
    ItemId file = fixture.item("x").id();

    files.copy(file, Destination.at("y"), PLAIN.withConflict(ConflictPolicy.REPLACE));

    assertThat(fixture.read("y")).isEqualTo(Fixture.bytes(10));
    Fixture.fails(ItemNotFound.class, () -> files.get(old));
  }

  @Test
  void copyReplacesTheFileItIsACopyOf() {
    ItemId file = files.upload("x", Fixture.bytes(100_000)).id();

    Item copy = files.copy(file, Destination.at("x"), PLAIN.withConflict(ConflictPolicy.REPLACE));

    fixture.collectEverything();
    assertThat(copy.id()).isNotEqualTo(file);
    assertThat(fixture.read("x")).isEqualTo(Fixture.bytes(100_000));
    assertThat(fixture.usage()).isEqualTo(new Usage(1, 100_000));
  }

  @Test
  void parentsAreCreatedWhenAsked() {
    files.ensureFolder("a/b");
    ItemId folder = fixture.item("a").id();

    fixture.refused(ParentNotFound.class, () -> copy("a", "p/q/z"));
    files.copy(folder, Destination.at("p/q/z"), PLAIN.withCreateParents());

    assertThat(fixture.paths()).containsExactly("a", "a/b", "p", "p/q", "p/q/z", "p/q/z/b");
  }

  @Test
  void fileOnTheWayIsRefused() {
    files.ensureFolder("a/b");
    files.upload("x", new byte[1]);

    fixture.refused(NotAFolder.class, () -> copy("a", "x/z"));
  }

  @Test
  void staleRevisionIsRefused() {
    files.ensureFolder("a/b");
    ItemId folder = fixture.item("a").id();
    ItemId file = files.upload("x", new byte[1]).id();

    fixture.refused(
        StaleRevision.class,
        () -> files.copy(folder, Destination.at("z"), PLAIN.withExpectedRevision(2)));
    fixture.refused(
        StaleRevision.class,
        () -> files.copy(file, Destination.at("z"), PLAIN.withExpectedRevision(2)));
  }

  @Test
  void quotaHoldsForCopies() {
    files.ensureFolder("a");
    files.upload("a/x", Fixture.bytes(600_000));

    fixture.refused(QuotaExceeded.class, () -> copy("a/x", "y"));
    fixture.refused(QuotaExceeded.class, () -> copy("a", "b"));
    fixture.collectEverything();
    assertThat(fixture.usage()).isEqualTo(new Usage(2, 600_000));
    assertThat(fixture.paths()).containsExactly("a", "a/x");
  }

  @Test
  void trashedItemIsNotCopied() {
    ItemId file = files.upload("x", new byte[1]).id();
    files.trash(file);

    fixture.refused(ItemNotFound.class, () -> files.copy(file, Destination.at("y"), PLAIN));
  }
}
