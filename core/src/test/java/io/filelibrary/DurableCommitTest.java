package io.filelibrary;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderItem;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.spi.Durability;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call acknowledges was committed durably: its last commit asks for it. */
final class DurableCommitTest {
  @RegisterExtension final Fixture fixture = Fixture.create();

  private final ChannelFiles files = fixture.files;

  @AfterEach
  void requireDurable() {
    assertThat(fixture.catalog.lastCommit()).isEqualTo(Durability.DURABLE);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 200_000})
  void uploadIsDurable(int size) {
    files.upload("x", Fixture.bytes(size));
  }

  @Test
  void begunUploadIsDurable() {
    files.uploads().begin(Destination.at("x"), UploadOptions.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 200_000})
  void receivedBytesAreDurable(int size) {
    received(size);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 200_000})
  void completionIsDurable(int size) {
    files.uploads().complete(received(size).id());
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 200_000})
  void completionWithBytesIsDurable(int size) {
    PendingUpload upload = files.uploads().begin(Destination.at("x"), UploadOptions.DEFAULT);
    files.uploads().complete(upload.id(), new ByteArrayInputStream(Fixture.bytes(size)));
  }

  @Test
  void copiedFolderIsDurable() {
    FolderItem folder = files.createFolder("a");
    files.upload("a/x", Fixture.bytes(100));

    files.copy(folder.id(), Destination.at("b"), PlaceOptions.DEFAULT);
  }

  @Test
  void deletionIsDurable() {
    files.delete(files.upload("x", Fixture.bytes(100)).id(), DeleteOptions.DEFAULT);
  }

  @Test
  void collectionIsDurable() {
    files.delete(files.upload("x", Fixture.bytes(200_000)).id(), DeleteOptions.DEFAULT);

    fixture.collectEverything();
  }

  private PendingUpload received(int size) {
    PendingUpload upload = files.uploads().begin(Destination.at("x"), UploadOptions.DEFAULT);
    files.uploads().receive(upload.id(), new ByteArrayInputStream(Fixture.bytes(size)));
    return upload;
  }
}
