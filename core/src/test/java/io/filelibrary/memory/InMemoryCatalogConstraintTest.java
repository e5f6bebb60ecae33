package io.filelibrary.memory;

import static io.filelibrary.memory.CatalogFixture.OTHER_ROOT;
import static io.filelibrary.memory.CatalogFixture.ROOT;
import static io.filelibrary.memory.Rows.CHANNEL;
import static io.filelibrary.memory.Rows.NOW;
import static io.filelibrary.memory.Rows.OTHER_CHANNEL;
import static io.filelibrary.memory.Rows.STAMP;
import static io.filelibrary.memory.Rows.change;
import static io.filelibrary.memory.Rows.file;
import static io.filelibrary.memory.Rows.folder;
import static io.filelibrary.memory.Rows.intent;
import static io.filelibrary.memory.Rows.itemId;
import static io.filelibrary.memory.Rows.key;
import static io.filelibrary.memory.Rows.link;
import static io.filelibrary.memory.Rows.live;
import static io.filelibrary.memory.Rows.pendingFile;
import static io.filelibrary.memory.Rows.upload;
import static io.filelibrary.memory.Rows.uploadId;
import static io.filelibrary.memory.Rows.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.ItemKind;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.Placement;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.UploadState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InMemoryCatalogConstraintTest {
  private CatalogFixture fixture;

  @BeforeEach
  void createCatalog() throws BackendException {
    fixture = new CatalogFixture();
  }

  @Test
  void channelIdIsUnique() {
    fixture.assertRefused(writer -> writer.insertChannel(Rows.channel(CHANNEL, ROOT)));
  }

  @Test
  void itemIdIsUniqueOverAllChannels() throws BackendException {
    fixture.insert(folder(1, ROOT, "a"));

    ItemRecord twin =
        Rows.item(OTHER_CHANNEL, itemId(1), ItemKind.FOLDER, Placement.living(OTHER_ROOT), "b");
    fixture.assertRefused(OTHER_CHANNEL, writer -> writer.insertItem(twin));
  }

  @Test
  void parentMustExist() {
    fixture.assertRefused(writer -> writer.insertItem(folder(1, itemId(9), "a")));
  }

  @Test
  void parentMustBeInTheSameChannel() {
    fixture.assertRefused(writer -> writer.insertItem(folder(1, OTHER_ROOT, "a")));
  }

  @Test
  void itemIsNotMovedBelowAnAbsentParent() throws BackendException {
    fixture.insert(folder(1, ROOT, "a"));

    fixture.assertRefused(writer -> writer.updateItem(folder(1, itemId(9), "a"), 1));
  }

  @Test
  void nameKeyIsUniqueAmongLivingSiblingsOfAnyKind() throws BackendException {
    fixture.insert(folder(1, ROOT, "a"));

    fixture.assertRefused(writer -> writer.insertItem(link(2, ROOT, "a")));
    fixture.assertRefused(writer -> writer.insertItem(pendingFile(2, ROOT, "a")));
  }

  @Test
  void nameKeyAndNotTheNameIsUnique() throws BackendException {
    fixture.insert(folder(1, ROOT, "A").withName("A", "a"));

    fixture.assertRefused(writer -> writer.insertItem(folder(2, ROOT, "a")));
    fixture.insert(folder(3, ROOT, "A"));
  }

  @Test
  void itemIsNotRenamedToTheNameOfASibling() throws BackendException {
    fixture.insert(folder(1, ROOT, "a"), folder(2, ROOT, "b"));

    fixture.assertRefused(writer -> writer.updateItem(folder(2, ROOT, "a"), 1));
  }

  @Test
  void itemKeepsItsOwnNameThroughAnUpdate() throws BackendException {
    fixture.insert(folder(1, ROOT, "a"));

    fixture.write(
        writer -> assertThat(writer.updateItem(folder(1, ROOT, "a").changed(STAMP), 1)).isTrue());
  }

  @Test
  void sameNameIsFreeInAnotherFolder() throws BackendException {
    fixture.insert(folder(1, ROOT, "a"), folder(2, itemId(1), "a"));
  }

  @Test
  void parkedItemsTakeNoName() throws BackendException {
    Placement trashed = Placement.trashed(ROOT, ROOT, NOW);
    fixture.insert(
        folder(1, ROOT, "a").withPlacement(trashed),
        folder(2, ROOT, "a").withPlacement(trashed),
        folder(3, ROOT, "a"));

    fixture.assertRefused(writer -> writer.updateItem(folder(1, ROOT, "a"), 1));
  }

  @Test
  void nameIsFreeOnceItsItemIsParkedOrRenamed() throws BackendException {
    fixture.insert(folder(1, ROOT, "a"), folder(2, ROOT, "b"));

    fixture.write(
        writer -> {
          writer.updateItem(folder(1, ROOT, "a").withPlacement(Placement.deleted(ROOT, NOW)), 1);
          writer.updateItem(folder(2, ROOT, "a"), 1);
          writer.insertItem(folder(3, ROOT, "b"));
        });
  }

  @Test
  void updateOfAnItemNeedsTheExpectedRevision() throws BackendException {
    fixture.insert(folder(1, ROOT, "a"));

    fixture.write(
        writer -> {
          assertThat(writer.updateItem(folder(1, ROOT, "b"), 2)).isFalse();
          assertThat(writer.updateItem(folder(9, ROOT, "b"), 1)).isFalse();
          assertThat(writer.item(CHANNEL, itemId(1)).orElseThrow().name()).isEqualTo("a");
        });
  }

  @Test
  void itemOfAnotherChannelIsNeitherUpdatedNorDeleted() throws BackendException {
    fixture.insert(folder(1, ROOT, "a"));

    ItemRecord twin =
        Rows.item(OTHER_CHANNEL, itemId(1), ItemKind.FOLDER, Placement.living(OTHER_ROOT), "b");
    fixture.write(
        OTHER_CHANNEL,
        writer -> {
          assertThat(writer.updateItem(twin, 1)).isFalse();
          assertThat(writer.deleteItem(OTHER_CHANNEL, itemId(1))).isFalse();
        });
  }

  @Test
  void parentIsNotDeleted() throws BackendException {
    fixture.insert(folder(1, ROOT, "a"), folder(2, itemId(1), "b"));

    fixture.assertRefused(writer -> writer.deleteItem(CHANNEL, itemId(1)));
    fixture.write(
        writer -> {
          assertThat(writer.deleteItem(CHANNEL, itemId(2))).isTrue();
          assertThat(writer.deleteItem(CHANNEL, itemId(1))).isTrue();
          assertThat(writer.deleteItem(CHANNEL, itemId(1))).isFalse();
        });
  }

  @Test
  void parkedItemsMakeTheRootAParent() throws BackendException {
    fixture.insert(folder(1, ROOT, "a").withPlacement(Placement.deleted(ROOT, NOW)));

    fixture.assertRefused(writer -> writer.deleteItem(CHANNEL, ROOT));
  }

  @Test
  void contentKeyIsUniqueOverAllChannels() throws BackendException {
    fixture.write(writer -> writer.insertContent(intent(CHANNEL, key(1), NOW)));

    fixture.assertRefused(
        OTHER_CHANNEL, writer -> writer.insertContent(intent(OTHER_CHANNEL, key(1), NOW)));
  }

  @Test
  void contentOfAFileMustExistInTheSameChannel() throws BackendException {
    fixture.write(
        OTHER_CHANNEL, writer -> writer.insertContent(intent(OTHER_CHANNEL, key(1), NOW)));

    fixture.assertRefused(writer -> writer.insertItem(file(1, ROOT, "a", key(1))));
    fixture.assertRefused(writer -> writer.insertItem(file(1, ROOT, "a", key(2))));
  }

  @Test
  void contentThatAFileUsesIsNotDeleted() throws BackendException {
    fixture.write(
        writer -> {
          writer.insertContent(live(key(1)).doomed(NOW));
          writer.insertItem(file(1, ROOT, "a", key(1)));
        });

    fixture.assertRefused(writer -> writer.deleteContent(CHANNEL, key(1)));
    fixture.write(
        writer -> {
          writer.deleteItem(CHANNEL, itemId(1));
          assertThat(writer.deleteContent(CHANNEL, key(1))).isTrue();
        });
  }

  @Test
  void contentThatAVersionUsesIsNotDeleted() throws BackendException {
    fixture.write(
        writer -> {
          writer.insertContent(live(key(1)).doomed(NOW));
          writer.insertItem(pendingFile(1, ROOT, "a"));
          writer.insertVersion(CHANNEL, version(itemId(1), 1, key(1)));
        });

    fixture.assertRefused(writer -> writer.deleteContent(CHANNEL, key(1)));
    fixture.write(
        writer -> {
          writer.deleteItem(CHANNEL, itemId(1));
          assertThat(writer.deleteContent(CHANNEL, key(1))).isTrue();
        });
  }

  @Test
  void onlyDoomedContentsAreDeleted() throws BackendException {
    fixture.write(
        writer -> {
          writer.insertContent(intent(CHANNEL, key(1), NOW));
          writer.insertContent(live(key(2)));
          assertThat(writer.deleteContent(CHANNEL, key(1))).isFalse();
          assertThat(writer.deleteContent(CHANNEL, key(2))).isFalse();
          assertThat(writer.deleteContent(CHANNEL, key(3))).isFalse();
        });
  }

  @Test
  void updateOfAContentNeedsTheExpectedState() throws BackendException {
    fixture.write(
        writer -> {
          writer.insertContent(intent(CHANNEL, key(1), NOW));
          assertThat(writer.updateContent(live(key(1)), ContentState.DOOMED)).isFalse();
          assertThat(writer.updateContent(live(key(1)), ContentState.INTENT)).isTrue();
          assertThat(writer.updateContent(live(key(1)), ContentState.INTENT)).isFalse();
        });
  }

  @Test
  void versionNumberIsUniqueInItsFile() throws BackendException {
    fixture.write(
        writer -> {
          writer.insertContent(live(key(1)));
          writer.insertItem(pendingFile(1, ROOT, "a"));
          writer.insertVersion(CHANNEL, version(itemId(1), 1, key(1)));
        });

    fixture.assertRefused(writer -> writer.insertVersion(CHANNEL, version(itemId(1), 1, key(1))));
  }

  @Test
  void versionNeedsItsItemAndItsContent() throws BackendException {
    fixture.write(
        writer -> {
          writer.insertContent(live(key(1)));
          writer.insertItem(pendingFile(1, ROOT, "a"));
        });

    fixture.assertRefused(writer -> writer.insertVersion(CHANNEL, version(itemId(9), 1, key(1))));
    fixture.assertRefused(writer -> writer.insertVersion(CHANNEL, version(itemId(1), 1, key(9))));
  }

  @Test
  void uploadIdIsUniqueAndAnItemHasOneUploadAtMost() throws BackendException {
    fixture.insert(pendingFile(1, ROOT, "a"), pendingFile(2, ROOT, "b"));
    fixture.write(writer -> writer.insertUpload(upload(1, itemId(1), NOW)));

    fixture.assertRefused(writer -> writer.insertUpload(upload(1, itemId(2), NOW)));
    fixture.assertRefused(writer -> writer.insertUpload(upload(2, itemId(1), NOW)));
  }

  @Test
  void uploadNeedsItsItem() {
    fixture.assertRefused(writer -> writer.insertUpload(upload(1, itemId(9), NOW)));
    fixture.assertRefused(writer -> writer.insertUpload(upload(1, OTHER_ROOT, NOW)));
  }

  @Test
  void updateOfAnUploadNeedsTheExpectedState() throws BackendException {
    fixture.insert(pendingFile(1, ROOT, "a"));
    fixture.write(
        writer -> {
          writer.insertUpload(upload(1, itemId(1), NOW));
          assertThat(writer.updateUpload(upload(1, itemId(1), NOW), UploadState.COMPLETED))
              .isFalse();
          assertThat(writer.updateUpload(upload(1, itemId(1), NOW), UploadState.OPEN)).isTrue();
          assertThat(writer.updateUpload(upload(2, itemId(1), NOW), UploadState.OPEN)).isFalse();
        });
  }

  @Test
  void aKeyIsOneUploadsAlone() throws BackendException {
    fixture.insert(pendingFile(1, ROOT, "a"), pendingFile(2, ROOT, "b"));
    UploadRecord first = upload(1, itemId(1), NOW).withContent(key(1));
    UploadRecord second = upload(2, itemId(2), NOW);
    fixture.write(writer -> writer.insertUpload(first));

    fixture.assertRefused(writer -> writer.insertUpload(second.withContent(key(1))));
    fixture.write(writer -> writer.insertUpload(second));
    fixture.assertRefused(
        writer -> writer.updateUpload(second.withContent(key(1)), UploadState.OPEN));

    assertThat(fixture.find(reader -> reader.uploadTo(key(1)))).contains(first);
    assertThat(fixture.find(reader -> reader.upload(CHANNEL, uploadId(2)))).contains(second);
    fixture.write(
        writer ->
            assertThat(
                    writer.updateUpload(first.withState(UploadState.COMPLETED), UploadState.OPEN))
                .isTrue());
  }

  @Test
  void itemIsDeletedWithItsVersionsAndItsUpload() throws BackendException {
    fixture.write(
        writer -> {
          writer.insertContent(live(key(1)));
          writer.insertItem(file(1, ROOT, "a", key(1)));
          writer.insertVersion(CHANNEL, version(itemId(1), 1, key(1)));
          writer.insertVersion(CHANNEL, version(itemId(1), 2, key(1)));
          writer.insertUpload(upload(1, itemId(1), NOW).withContent(key(2)));
          assertThat(writer.deleteItem(CHANNEL, itemId(1))).isTrue();
          assertThat(writer.upload(CHANNEL, uploadId(1))).isEmpty();
          assertThat(writer.uploadTo(key(2))).isEmpty();
          assertThat(writer.expiredUploads(CHANNEL, NOW, 10)).isEmpty();
          writer.insertItem(pendingFile(1, ROOT, "a"));
          assertThat(writer.versions(CHANNEL, itemId(1))).isEmpty();
          assertThat(writer.uploadOf(CHANNEL, itemId(1))).isEmpty();
        });
  }

  @Test
  void changeSequenceIsUniqueInItsChannel() throws BackendException {
    fixture.write(writer -> writer.insertChange(change(CHANNEL, 1)));
    fixture.write(OTHER_CHANNEL, writer -> writer.insertChange(change(OTHER_CHANNEL, 1)));

    fixture.assertRefused(writer -> writer.insertChange(change(CHANNEL, 1)));
  }
}
