package io.filelibrary;

import static io.filelibrary.Fixture.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.InvalidSize;
import io.filelibrary.error.NameTaken;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.Change;
import io.filelibrary.model.ChangeAction;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.Destination;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.LinkUrl;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Visibility;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ChangeFeedTest {
  @RegisterExtension final Fixture fixture = Fixture.create();

  private final ChannelFiles files = fixture.files;

  private Change last() {
    List<Change> all = files.changes(0, 1000);
    return all.get(all.size() - 1);
  }

  private void assertLast(ChangeAction action, Item item, Map<String, String> previous) {
    Change change = last();
    assertThat(change.action()).isEqualTo(action);
    assertThat(change.channel()).isEqualTo(Fixture.CHANNEL);
    assertThat(change.kind()).isEqualTo(item.kind());
    assertThat(change.item()).isEqualTo(item.id());
    assertThat(change.parent()).isEqualTo(item.parent());
    assertThat(change.name()).isEqualTo(item.name());
    assertThat(change.revision()).isEqualTo(item.revision());
    assertThat(change.stamp()).isEqualTo(item.header().updated());
    assertThat(change.previous()).containsExactlyInAnyOrderEntriesOf(previous);
  }

  @Test
  void creationIsTold() {
    assertLast(ChangeAction.CREATED, files.createFolder("a"), Map.of());
    assertLast(ChangeAction.CREATED, files.createLink("l", "https://example.com"), Map.of());
    assertLast(ChangeAction.CREATED, files.upload("a/x", new byte[1]), Map.of());
    assertThat(files.changes(0, 10)).hasSize(3);
  }

  @Test
  void renameTellsTheFormerName() {
    ItemId folder = files.createFolder("a").id();

    assertLast(ChangeAction.UPDATED, files.rename(folder, "b"), Map.of("name", "a"));
  }

  @Test
  void moveTellsTheFormerParent() {
    ItemId folder = files.createFolder("a").id();
    ItemId file = files.upload("x", new byte[1]).id();

    Item down = files.move(file, Destination.at("a/y"), PlaceOptions.DEFAULT);
    assertLast(ChangeAction.UPDATED, down, Map.of("name", "x", "parent", ""));
    Item up = files.move(file, Destination.at("y"), PlaceOptions.DEFAULT);
    assertLast(ChangeAction.UPDATED, up, Map.of("parent", folder.toString()));
  }

  @Test
  void updateTellsWhatWasBefore() {
    ItemId file =
        files
            .upload(
                Destination.at("x.txt"),
                new byte[1],
                UploadOptions.DEFAULT.withAttributes(
                    Attributes.of(Map.of("gone", "1", "other", "2", "same", "3"))))
            .id();

    Item changed =
        files.update(
            file,
            ItemChanges.NONE
                .withAttributes(Attributes.of(Map.of("new", "4", "other", "5", "same", "3")))
                .withVisibility(Visibility.PUBLIC)
                .withContentType(ContentType.of("text/csv")));

    assertLast(
        ChangeAction.UPDATED,
        changed,
        Map.of(
            "attributes.gone", "1",
            "attributes.new", "",
            "attributes.other", "2",
            "visibility", "private",
            "contentType", "text/plain"));
  }

  @Test
  void newLinkUrlTellsTheFormer() {
    ItemId link = files.createLink("l", "https://example.com/").id();

    Item changed =
        files.update(link, ItemChanges.NONE.withLinkUrl(LinkUrl.of("https://example.org/")));

    assertLast(ChangeAction.UPDATED, changed, Map.of("linkUrl", "https://example.com/"));
  }

  @Test
  void trashRestoreAndDeleteAreTold() {
    ItemId file = files.upload("x", new byte[1]).id();

    Item trashed = files.trash(file);
    assertThat(last().action()).isEqualTo(ChangeAction.TRASHED);
    assertThat(last().revision()).isEqualTo(trashed.revision());
    assertThat(last().parent()).isEmpty();
    Item restored = files.trashBin().restore(file);
    assertThat(last().action()).isEqualTo(ChangeAction.RESTORED);
    assertThat(last().revision()).isEqualTo(restored.revision());
    fixture.delete(file);
    assertThat(last().action()).isEqualTo(ChangeAction.DELETED);
    assertThat(last().item()).isEqualTo(file);
    assertThat(fixture.changesAfter(0))
        .containsExactly("CREATED x", "TRASHED x", "RESTORED x", "DELETED x");
  }

  @Test
  void restoreElsewhereTellsNameAndParent() {
    ItemId folder = files.createFolder("a").id();
    ItemId file = files.upload("a/x", new byte[1]).id();
    files.trash(file);

    files.trashBin().restore(file, Destination.at("y"), PlaceOptions.DEFAULT);

    assertThat(last().previous())
        .containsExactlyInAnyOrderEntriesOf(Map.of("name", "x", "parent", folder.toString()));
  }

  @Test
  void deletionFromTheTrashIsTold() {
    ItemId file = files.upload("x", new byte[1]).id();
    files.trash(file);
    files.trashBin().empty();

    assertThat(fixture.changesAfter(0)).containsExactly("CREATED x", "TRASHED x", "DELETED x");
  }

  @Test
  void twoStepUploadIsTold() {
    PendingUpload upload = files.uploads().begin(Destination.at("x"), UploadOptions.DEFAULT);
    assertLast(ChangeAction.CREATED, upload.file(), Map.of());
    files.uploads().receive(upload.id(), new ByteArrayInputStream(new byte[5]));

    Item file = files.uploads().complete(upload.id());

    assertLast(ChangeAction.UPDATED, file, Map.of("status", "pending"));
    assertThat(files.changes(0, 10)).hasSize(2);
  }

  @Test
  void abortAndExpiryOfAPendingFileAreTold() {
    PendingUpload first = files.uploads().begin(Destination.at("x"), UploadOptions.DEFAULT);
    files.uploads().abort(first.id());
    files.uploads().begin(Destination.at("y"), UploadOptions.DEFAULT);
    fixture.clock.advance(Duration.ofDays(1));
    fixture.library.collect();

    assertThat(fixture.changesAfter(0))
        .containsExactly("CREATED x", "DELETED x", "CREATED y", "DELETED y");
  }

  @Test
  void replacingUploadIsToldWhole() {
    files.upload("x", new byte[1]);
    PendingUpload upload =
        files
            .uploads()
            .begin(Destination.at("x"), UploadOptions.DEFAULT.withConflict(ConflictPolicy.REPLACE));
    files.uploads().receive(upload.id(), new ByteArrayInputStream(new byte[5]));
    files.uploads().complete(upload.id());

    assertThat(fixture.changesAfter(0))
        .containsExactly("CREATED x", "CREATED x", "DELETED x", "UPDATED x");
  }

  @Test
  void failedCallsLeaveNoGap() {
    files.createFolder("a");
    fixture.refused(NameTaken.class, () -> files.createFolder("a"));
    fixture.refused(NameTaken.class, () -> files.upload("a", new byte[100_000]));
    files.createFolder("b");

    assertThat(files.changes(0, 10)).extracting(Change::sequence).containsExactly(1L, 2L);
  }

  @Test
  void feedIsReadInPieces() {
    for (int i = 0; i < 5; i++) {
      files.createFolder("f" + i);
    }

    assertThat(files.changes(0, 2)).extracting(Change::sequence).containsExactly(1L, 2L);
    assertThat(files.changes(2, 2)).extracting(Change::sequence).containsExactly(3L, 4L);
    assertThat(files.changes(4, 2)).extracting(Change::sequence).containsExactly(5L);
    assertThat(files.changes(5, 2)).isEmpty();
    assertThat(files.changes(Long.MAX_VALUE, 2)).isEmpty();
  }

  @Test
  void boundsAreChecked() {
    fails(InvalidSize.class, () -> files.changes(-1, 10));
    fails(InvalidSize.class, () -> files.changes(0, 0));
    fails(InvalidSize.class, () -> files.changes(0, 1001));
  }

  @Test
  void channelsHaveSequencesOfTheirOwn() {
    files.createFolder("a");
    fixture.otherFiles.createFolder("b");

    assertThat(fixture.otherFiles.changes(0, 10)).extracting(Change::sequence).containsExactly(1L);
  }

  @Test
  void changesKeepTheNameOfTheirMoment() {
    ItemId folder = files.createFolder("a").id();
    files.update(folder, ItemChanges.NONE.withName(ItemName.of("b")));

    assertThat(fixture.changesAfter(0)).containsExactly("CREATED a", "UPDATED b");
    assertThat(files.changes(0, 1).get(0).kind()).isEqualTo(ItemKind.FOLDER);
  }
}
