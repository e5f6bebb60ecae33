package io.filelibrary.testkit.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.model.Channel;
import io.filelibrary.model.Cursor;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.UploadId;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Usage;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.StorageBackend;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is there when a library is opened again. */
interface PersistentLibraryRules extends LibraryLocation {

  @Test
  @DisplayName("L95 A library that is opened again has all that was acknowledged, as it was")
  default void acknowledgedChangesAreThereAgain() throws Exception {
    LibraryProbe before = LibraryProbe.open(open());
    LibraryScenario scenario = LibraryScenario.prepare(before, 0);
    List<Item> items = everything(scenario.files);
    List<Item> trash = trash(scenario.files);
    Channel channel = scenario.files.channel();
    LibraryState state = LibraryState.of(scenario.files);
    before.check();
    before.close();
    for (int round = 0; round < 2; round++) {
      try (LibraryProbe probe = LibraryProbe.again(open(), before)) {
        ChannelFiles files = probe.library.channel(channel.id().value(), LibraryProbe.ACTOR);
        assertThat(files.channel()).isEqualTo(channel);
        assertThat(everything(files)).isEqualTo(items);
        assertThat(trash(files)).isEqualTo(trash);
        LibraryState.of(files).assertIs(state, "opened again");
        assertThat(LibraryProbe.read(files, scenario.large)).isEqualTo(LibraryScenario.large());
        assertThat(LibraryProbe.read(files, scenario.small)).isEqualTo(LibraryScenario.small());
        probe.check();
      }
    }
  }

  @Test
  @DisplayName("L96 An upload that began before is received and completed when opened again")
  default void pendingUploadsGoOn() throws Exception {
    LibraryProbe before = LibraryProbe.open(open());
    UploadId received = begin(before, "received");
    before.files.uploads().receive(received, new ByteArrayInputStream(LibraryScenario.large()));
    UploadId empty = begin(before, "empty");
    UploadId completed = begin(before, "completed");
    before.files.uploads().receive(completed, new ByteArrayInputStream(LibraryScenario.small()));
    FileItem file = before.files.uploads().complete(completed);
    before.close();
    try (LibraryProbe probe = LibraryProbe.again(open(), before)) {
      ChannelFiles files = probe.files;
      probe.refused(ErrorCode.UPLOAD_INCOMPLETE, () -> files.uploads().complete(empty));
      files.uploads().receive(empty, new ByteArrayInputStream(LibraryScenario.small()));
      ItemId first = files.uploads().complete(received).id();
      ItemId second = files.uploads().complete(empty).id();
      assertThat(files.uploads().complete(completed)).isEqualTo(file);
      assertThat(probe.read(first)).isEqualTo(LibraryScenario.large());
      assertThat(probe.read(second)).isEqualTo(LibraryScenario.small());
      probe.check();
    }
  }

  @Test
  @DisplayName("L97 A cursor from before goes on where it was when opened again")
  default void cursorsStayGood() throws Exception {
    ListOptions pages = ListOptions.DEFAULT.withPageSize(2);
    LibraryProbe before = LibraryProbe.open(open());
    for (String path : List.of("a", "a/x", "b", "c", "d")) {
      before.files.createFolder(path);
    }
    for (String path : List.of("e", "f", "g")) {
      before.files.trash(before.files.createFolder(path).id());
    }
    Cursor list = before.files.list(FolderRef.root(), pages).next().orElseThrow();
    Cursor tree = before.files.listTree(FolderRef.root(), pages).next().orElseThrow();
    Cursor trash = before.files.trashBin().list(Optional.empty(), 2).next().orElseThrow();
    List<Item> oldest = before.files.trashBin().list(Optional.of(trash), 2).items();
    before.close();
    try (LibraryProbe probe = LibraryProbe.again(open(), before)) {
      ChannelFiles files = probe.files;
      assertThat(files.list(FolderRef.root(), pages.withCursor(list)).items())
          .extracting(item -> item.path().toString())
          .containsExactly("c", "d");
      assertThat(files.listTree(FolderRef.root(), pages.withCursor(tree)).items())
          .extracting(item -> item.path().toString())
          .containsExactly("b", "c");
      assertThat(files.trashBin().list(Optional.of(trash), 2).items()).isEqualTo(oldest);
      probe.check();
    }
  }

  @Test
  @DisplayName("L98 What was deleted before is collected when opened again, and the feed goes on")
  default void deletedItemsAreCollectedLater() throws Exception {
    LibraryProbe before = LibraryProbe.open(open());
    before.files.ensureFolder("a/b");
    before.files.upload("a/b/large", LibraryScenario.large());
    before.files.upload("a/small", LibraryScenario.small());
    PendingUpload upload =
        before.files.uploads().begin(Destination.at("new"), UploadOptions.DEFAULT);
    before.files.uploads().receive(upload.id(), new ByteArrayInputStream(new byte[9000]));
    before.files.delete(before.item("a").id(), DeleteOptions.DEFAULT.withRecursive());
    before.close();
    try (LibraryProbe probe = LibraryProbe.again(open(), before)) {
      probe.collectEverything();
      assertThat(probe.files.channel().usage()).isEqualTo(Usage.NONE);
      assertThat(probe.objects()).as("objects but for the mark").hasSize(1);
      probe.files.createFolder("a");
      assertThat(probe.files.changes(0, 100)).hasSize(8);
      probe.check();
    }
  }

  @Test
  @DisplayName("L99 A storage that belongs to another catalog is CATALOG_MISMATCH")
  default void storageOfAnotherCatalogIsRefused() throws Exception {
    LibraryProbe before = LibraryProbe.open(open());
    ItemId file = before.files.upload("large", LibraryScenario.large()).id();
    before.close();
    LibraryBackends backends = open();
    try (Catalog own = backends.catalog();
        StorageBackend storage = backends.storage();
        Catalog other =
            InMemoryCatalog.create(UUID.fromString("00000000-0000-4000-8000-000000000099"))) {
      assertThat(own.id()).isNotEqualTo(other.id());
      LibraryProbe.assertFails(
          ErrorCode.CATALOG_MISMATCH, () -> FileLibrary.open(other, storage).close());
    }
    try (LibraryProbe probe = LibraryProbe.again(open(), before)) {
      assertThat(probe.read(file)).isEqualTo(LibraryScenario.large());
      probe.check();
    }
  }

  private static List<Item> everything(ChannelFiles files) {
    ListOptions options = ListOptions.DEFAULT.withPending(true);
    return files.streamTree(FolderRef.root(), options).toList();
  }

  private static List<Item> trash(ChannelFiles files) {
    return files.trashBin().list(Optional.empty(), ListOptions.MAX_PAGE_SIZE).items();
  }

  private static UploadId begin(LibraryProbe probe, String path) {
    return probe.files.uploads().begin(Destination.at(path), UploadOptions.DEFAULT).id();
  }
}
