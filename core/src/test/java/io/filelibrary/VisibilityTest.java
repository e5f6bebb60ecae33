package io.filelibrary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.error.BackendUnavailable;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.StaleRevision;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.Visibility;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A change of visibility gives the content another key. */
final class VisibilityTest {
  private static final ItemChanges PUBLISH = ItemChanges.NONE.withVisibility(Visibility.PUBLIC);
  private static final ItemChanges HIDE = ItemChanges.NONE.withVisibility(Visibility.PRIVATE);

  @RegisterExtension final Fixture fixture = Fixture.create();

  private final ChannelFiles files = fixture.files;

  private ItemId upload(int size) {
    return files.upload("x", Fixture.bytes(size)).id();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 100_000})
  void publishedFileKeepsItsBytesUnderAPublicKey(int size) {
    ItemId file = upload(size);

    Item changed = files.update(file, PUBLISH);

    assertThat(changed.visibility()).isEqualTo(Visibility.PUBLIC);
    assertThat(changed.revision()).isEqualTo(2);
    assertThat(fixture.contentKey(file).visibility()).isEqualTo(Visibility.PUBLIC);
    assertThat(fixture.read(file)).isEqualTo(Fixture.bytes(size));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 100_000})
  void hiddenFileKeepsItsBytesUnderAPrivateKey(int size) {
    ItemId file = upload(size);
    files.update(file, PUBLISH);

    files.update(file, HIDE);

    assertThat(fixture.contentKey(file).visibility()).isEqualTo(Visibility.PRIVATE);
    assertThat(fixture.read(file)).isEqualTo(Fixture.bytes(size));
  }

  @Test
  void formerBytesAreDeletedOnceCollected() {
    ItemId file = upload(100_000);
    int before = fixture.storage.keys().size();
    files.update(file, PUBLISH);

    fixture.collectEverything();

    assertThat(fixture.storage.keys()).hasSize(before).contains(fixture.contentKey(file));
    assertThat(fixture.usage().bytes()).isEqualTo(100_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100_000})
  void copyThatSharesTheBytesKeepsThem(int size) {
    ItemId file = upload(size);
    ItemId copy = files.copy(file, Destination.at("y"), PlaceOptions.DEFAULT).id();

    files.update(file, PUBLISH);
    fixture.collectEverything();

    assertThat(files.get(copy).visibility()).isEqualTo(Visibility.PRIVATE);
    assertThat(fixture.read(copy)).isEqualTo(Fixture.bytes(size));
    assertThat(fixture.read(file)).isEqualTo(Fixture.bytes(size));
  }

  @Test
  void foldersAndLinksChangeTheirVisibilityAlone() {
    ItemId folder = files.createFolder("a").id();
    FileItem inside = files.upload("a/x", new byte[5]);
    ItemId link = files.createLink("l", "https://example.com").id();

    assertThat(files.update(folder, PUBLISH).visibility()).isEqualTo(Visibility.PUBLIC);
    assertThat(files.update(link, PUBLISH).visibility()).isEqualTo(Visibility.PUBLIC);
    assertThat(files.get(inside.id())).isEqualTo(inside);
  }

  @Test
  void storageThatFailsLeavesTheFileAsItWas() {
    ItemId file = upload(100_000);
    fixture.storage.failPut(false, new IOException("timeout"));

    fixture.refusedWithoutTrace(BackendUnavailable.class, () -> files.update(file, PUBLISH));
    assertThat(fixture.read(file)).isEqualTo(Fixture.bytes(100_000));
  }

  @Test
  void storageThatTimesOutAfterTheEffectIsASuccess() {
    ItemId file = upload(100_000);
    fixture.storage.failPut(true, new IOException("timeout"));

    files.update(file, PUBLISH);

    assertThat(fixture.read(file)).isEqualTo(Fixture.bytes(100_000));
  }

  @Test
  void fileDeletedWhileTheBytesAreCopiedIsNotFound() {
    ItemId file = upload(100_000);
    fixture.storage.duringPut(() -> fixture.delete(file));

    assertThatThrownBy(() -> files.update(file, PUBLISH)).isInstanceOf(ItemNotFound.class);

    fixture.collectEverything();
    assertThat(fixture.storage.keys()).hasSize(1);
  }

  @Test
  void fileChangedWhileTheBytesAreCopiedIsStale() {
    ItemId file = upload(100_000);
    fixture.storage.duringPut(() -> files.rename(file, "y"));

    assertThatThrownBy(() -> files.update(file, PUBLISH.withExpectedRevision(1)))
        .isInstanceOf(StaleRevision.class);

    assertThat(files.get(file).visibility()).isEqualTo(Visibility.PRIVATE);
    fixture.collectEverything();
    assertThat(fixture.storage.keys()).hasSize(2);
  }

  @Test
  void fileRenamedWhileTheBytesAreCopiedIsPublishedUnderItsNewName() {
    ItemId file = upload(100_000);
    fixture.storage.duringPut(() -> files.rename(file, "y"));

    Item changed = files.update(file, PUBLISH);

    assertThat(changed.name()).hasToString("y");
    assertThat(changed.visibility()).isEqualTo(Visibility.PUBLIC);
    assertThat(fixture.read(file)).isEqualTo(Fixture.bytes(100_000));
  }

  @Test
  void publishingTwiceAtOnceLeavesOneObject() {
    ItemId file = upload(100_000);
    fixture.storage.duringPut(() -> files.update(file, PUBLISH));

    files.update(file, PUBLISH);

    fixture.collectEverything();
    assertThat(fixture.storage.keys()).hasSize(2);
    assertThat(fixture.read(file)).isEqualTo(Fixture.bytes(100_000));
  }
}
