package io.filelibrary;

import static io.filelibrary.Fixture.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.InvalidChange;
import io.filelibrary.error.InvalidName;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.NameTaken;
import io.filelibrary.error.StaleRevision;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.LinkItem;
import io.filelibrary.model.LinkUrl;
import io.filelibrary.model.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class UpdateTest {
  private static final ItemChanges NONE = ItemChanges.NONE;
  private static final String URL = "https://example.com";

  @RegisterExtension final Fixture fixture = Fixture.create();

  private final ChannelFiles files = fixture.files;

  private static Attributes attributes(String key, String value) {
    return Attributes.of(Map.of(key, value));
  }

  @Test
  void everyPropertyIsChangedAtOnceAndCountedOnce() {
    FileItem file = files.upload("x.txt", new byte[5]);

    Item changed =
        files.update(
            file.id(),
            NONE.withName(ItemName.of("y.txt"))
                .withAttributes(attributes("clientId", "c"))
                .withVisibility(Visibility.PUBLIC)
                .withContentType(ContentType.of("text/csv")));

    assertThat(changed.name()).hasToString("y.txt");
    assertThat(changed.attributes()).isEqualTo(attributes("clientId", "c"));
    assertThat(changed.visibility()).isEqualTo(Visibility.PUBLIC);
    assertThat(((FileItem) changed).contentType()).hasToString("text/csv");
    assertThat(changed.revision()).isEqualTo(2);
    assertThat(files.get(file.id())).isEqualTo(changed);
  }

  @Test
  void updateIsStampedWithActorAndTime() {
    FileItem file = files.upload("x", new byte[5]);
    fixture.clock.advance(Duration.ofMinutes(1));

    Item changed =
        fixture.library.channel(Fixture.CHANNEL, ActorId.of("bob")).rename(file.id(), "y");

    assertThat(changed.updatedBy()).hasToString("bob");
    assertThat(changed.updatedAt()).isEqualTo(fixture.clock.instant());
    assertThat(changed.createdBy()).isEqualTo(file.createdBy());
    assertThat(changed.createdAt()).isEqualTo(file.createdAt());
  }

  @Test
  void linkGetsAnotherUrl() {
    LinkItem link = files.createLink("x", URL);

    Item changed = files.update(link.id(), NONE.withLinkUrl(LinkUrl.of("https://example.org")));

    assertThat(((LinkItem) changed).linkUrl()).hasToString("https://example.org");
    assertThat(changed.revision()).isEqualTo(2);
  }

  @Test
  void attributesAreReplacedAsAWhole() {
    ItemId folder = files.createFolder("x").id();
    files.update(folder, NONE.withAttributes(attributes("a", "1")));

    files.update(folder, NONE.withAttributes(attributes("b", "2")));

    assertThat(files.get(folder).attributes()).isEqualTo(attributes("b", "2"));
  }

  @Test
  void changeThatChangesNothingIsNotCounted() {
    FileItem file = files.upload("x.txt", new byte[5]);
    long changes = fixture.lastChange();
    fixture.clock.advance(Duration.ofMinutes(1));

    Item same =
        files.update(
            file.id(),
            NONE.withName(ItemName.of("x.txt"))
                .withAttributes(Attributes.NONE)
                .withVisibility(Visibility.PRIVATE)
                .withContentType(file.contentType()));

    assertThat(same).isEqualTo(file);
    assertThat(files.update(file.id(), NONE)).isEqualTo(file);
    assertThat(fixture.lastChange()).isEqualTo(changes);
  }

  @Test
  void staleRevisionIsRefused() {
    ItemId folder = files.createFolder("x").id();
    files.rename(folder, "y");

    StaleRevision error =
        fixture.refused(
            StaleRevision.class,
            () -> files.update(folder, NONE.withName(ItemName.of("z")).withExpectedRevision(1)));

    assertThat(error.expected()).isEqualTo(1);
    assertThat(error.actual()).isEqualTo(2);
  }

  @Test
  void staleRevisionIsRefusedEvenWhereNothingWouldChange() {
    ItemId folder = files.createFolder("x").id();

    fixture.refused(StaleRevision.class, () -> files.update(folder, NONE.withExpectedRevision(7)));
  }

  @Test
  void expectedRevisionIsTaken() {
    ItemId folder = files.createFolder("x").id();

    Item changed = files.update(folder, NONE.withName(ItemName.of("z")).withExpectedRevision(1));

    assertThat(changed.name()).hasToString("z");
  }

  @Test
  void propertiesOfAnotherKindAreRefused() {
    ItemId file = files.upload("file", new byte[1]).id();
    ItemId folder = files.createFolder("folder").id();
    ItemId link = files.createLink("link", URL).id();
    ItemChanges url = NONE.withLinkUrl(LinkUrl.of(URL));
    ItemChanges type = NONE.withContentType(ContentType.OCTET_STREAM);

    fixture.refused(InvalidChange.class, () -> files.update(file, url));
    fixture.refused(InvalidChange.class, () -> files.update(folder, url));
    fixture.refused(InvalidChange.class, () -> files.update(folder, type));
    fixture.refused(InvalidChange.class, () -> files.update(link, type));
  }

  @Test
  void takenNameIsRefused() {
    ItemId first = files.upload("x", new byte[1]).id();
    ItemId second = files.upload("y", new byte[1]).id();

    NameTaken error = fixture.refused(NameTaken.class, () -> files.rename(second, "x"));

    assertThat(error.itemId()).isEqualTo(first.value());
  }

  @Test
  void renameOnConflictTakesAFreeName() {
    files.upload("x.txt", new byte[1]);
    ItemId second = files.upload("y", new byte[1]).id();

    Item changed =
        files.update(
            second, NONE.withName(ItemName.of("x.txt")).withConflict(ConflictPolicy.RENAME));

    assertThat(changed.name()).hasToString("x (2).txt");
  }

  @Test
  void renameOnConflictToItsOwnNameChangesNothing() {
    FileItem file = files.upload("x.txt", new byte[1]);

    Item same =
        files.update(
            file.id(), NONE.withName(ItemName.of("x.txt")).withConflict(ConflictPolicy.RENAME));

    assertThat(same).isEqualTo(file);
  }

  @Test
  void replaceOnConflictDeletesTheFileInTheWay() {
    ItemId first = files.upload("x", Fixture.bytes(100_000)).id();
    ItemId second = files.upload("y", new byte[1]).id();

    files.update(second, NONE.withName(ItemName.of("x")).withConflict(ConflictPolicy.REPLACE));

    fails(ItemNotFound.class, () -> files.get(first));
    assertThat(fixture.paths()).containsExactly("x");
    fixture.collectEverything();
    assertThat(fixture.usage().bytes()).isEqualTo(1);
  }

  @Test
  void replaceOnConflictWithItselfKeepsTheFile() {
    FileItem file = files.upload("x", new byte[1]);

    files.update(file.id(), NONE.withName(ItemName.of("x")).withConflict(ConflictPolicy.REPLACE));

    assertThat(files.get(file.id())).isEqualTo(file);
  }

  @Test
  void folderIsNeverReplaced() {
    files.createFolder("x");
    ItemId second = files.upload("y", new byte[1]).id();

    fixture.refused(
        NameTaken.class,
        () ->
            files.update(
                second, NONE.withName(ItemName.of("x")).withConflict(ConflictPolicy.REPLACE)));
  }

  @Test
  void policyOfTheChannelHoldsForNewNames() {
    ItemId folder = files.createFolder("x").id();

    fixture.refused(InvalidName.class, () -> files.rename(folder, "a?b"));
    fixture.refused(InvalidName.class, () -> files.rename(folder, "nul"));
  }

  @Test
  void renameTakesTheLongestPath() {
    String name = "n".repeat(255);
    String deep = (name + "/").repeat(15) + "short";
    ItemId last = files.ensureFolder(deep).id();

    assertThat(files.rename(last, "m".repeat(255)).revision()).isEqualTo(2);
  }

  @Test
  void renamedFolderChangesThePathsBelow() {
    ItemId inner = files.ensureFolder("a/b/c").id();

    files.rename(fixture.item("a").id(), "z");

    assertThat(files.get(inner).path()).hasToString("z/b/c");
    assertThat(files.get(inner).revision()).isEqualTo(1);
    assertThat(files.find("a/b/c")).isEmpty();
  }

  @Test
  void trashedItemIsNotFound() {
    ItemId folder = files.createFolder("x").id();
    files.trash(folder);

    fixture.refused(ItemNotFound.class, () -> files.rename(folder, "y"));
  }

  @Test
  void updateTimeStrictlyGrowsWithAFrozenClock() {
    ItemId folder = files.createFolder("x").id();
    Instant last = files.get(folder).updatedAt();
    for (int i = 0; i < 5; i++) {
      Instant next = files.rename(folder, "x" + i).updatedAt();
      assertThat(next).isAfter(last);
      last = next;
    }
  }

  @Test
  void updateTimeStrictlyGrowsWhenTheClockGoesBack() {
    Item before = files.createFolder("x");
    fixture.clock.advance(Duration.ofHours(-1));

    assertThat(files.rename(before.id(), "y").updatedAt()).isAfter(before.updatedAt());
  }
}
