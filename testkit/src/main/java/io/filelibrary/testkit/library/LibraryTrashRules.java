package io.filelibrary.testkit.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.TrashBin;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.model.CollectionReport;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.Cursor;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.Page;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of items that are put into the trash, restored and deleted for good. */
interface LibraryTrashRules extends LibraryLocation {
  @Test
  @DisplayName("L50 Trashed items are not found, and the trash lists them, the newest first")
  default void trashListsWhatIsNotFound() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      List<ItemId> trashed = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        Item item = files.upload("file", LibraryScenario.small());
        Item gone = files.trash(item.id());
        assertThat(gone.deletedAt()).hasValue(probe.clock.instant());
        assertThat(gone.revision()).isEqualTo(2);
        probe.refused(ErrorCode.ITEM_NOT_FOUND, () -> files.get(item.id()));
        probe.refused(ErrorCode.ITEM_NOT_FOUND, () -> files.open(item.id()).close());
        probe.refused(ErrorCode.ITEM_NOT_FOUND, () -> files.rename(item.id(), "x"));
        probe.refused(ErrorCode.ITEM_NOT_FOUND, () -> files.trash(item.id()));
        assertThat(files.find("file")).isEmpty();
        assertThat(probe.paths()).isEmpty();
        trashed.add(item.id());
        probe.clock.advance(Duration.ofSeconds(1));
      }
      Collections.reverse(trashed);
      for (int size : List.of(1, 3, 7, 100)) {
        List<Item> listed = listed(files.trashBin(), size);
        assertThat(listed).extracting(Item::id).isEqualTo(trashed);
        assertThat(listed).allMatch(item -> item.name().value().equals("file"));
      }
      probe.refused(ErrorCode.INVALID_SIZE, () -> files.trashBin().list(Optional.empty(), 0));
      probe.check();
    }
  }

  @Test
  @DisplayName("L51 A folder takes all below it into the trash, and brings all of it back")
  default void folderIsTrashedAsAWhole() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      ItemId folder = files.ensureFolder("a/b").id();
      ItemId file = files.upload("a/b/file", LibraryScenario.large()).id();
      ItemId single = files.upload("a/b/single", LibraryScenario.small()).id();
      files.trash(single);
      ItemId top = probe.item("a").id();
      files.trash(top);
      for (ItemId gone : List.of(top, folder, file)) {
        probe.refused(ErrorCode.ITEM_NOT_FOUND, () -> files.get(gone));
      }
      probe.refused(ErrorCode.ITEM_NOT_FOUND, () -> files.open(file).close());
      probe.refused(
          ErrorCode.ITEM_NOT_FOUND, () -> files.list(FolderRef.of(folder), ListOptions.DEFAULT));
      probe.refused(ErrorCode.ITEM_NOT_FOUND, () -> files.trashBin().restore(file));
      assertThat(files.find("a/b/file")).isEmpty();
      assertThat(listed(files.trashBin(), 10))
          .extracting(Item::id)
          .contains(top, single)
          .hasSize(2);

      Item restored = files.trashBin().restore(top);
      assertThat(restored.deletedAt()).isEmpty();
      assertThat(probe.paths()).containsExactly("a", "a/b", "a/b/file");
      assertThat(files.get(file).revision()).isEqualTo(1);
      assertThat(probe.read(file)).isEqualTo(LibraryScenario.large());
      assertThat(files.trashBin().restore(single).path()).hasToString("a/b/single");
      probe.check();
    }
  }

  @Test
  @DisplayName("L52 An item comes back to the folder it was in, wherever that is now")
  default void itemComesBackToItsFolder() throws Exception {
    PlaceOptions rename = PlaceOptions.DEFAULT.withConflict(ConflictPolicy.RENAME);
    PlaceOptions replace = PlaceOptions.DEFAULT.withConflict(ConflictPolicy.REPLACE);
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      TrashBin trash = files.trashBin();
      ItemId folder = files.ensureFolder("a").id();
      ItemId file = files.upload("a/file", LibraryScenario.large()).id();
      files.trash(file);
      files.createFolder("b");
      files.move(folder, Destination.at("b/c"), PlaceOptions.DEFAULT);
      assertThat(trash.restore(file).path()).hasToString("b/c/file");
      assertThat(files.find("b/c/file")).isPresent();

      files.trash(file);
      ItemId other = files.upload("b/c/file", LibraryScenario.small()).id();
      probe.refused(ErrorCode.NAME_TAKEN, () -> trash.restore(file));
      assertThat(trash.restore(file, rename).path()).hasToString("b/c/file (2)");
      files.trash(file);
      Destination taken = Destination.at("b/c/file");
      probe.refused(ErrorCode.NAME_TAKEN, () -> trash.restore(file, taken, PlaceOptions.DEFAULT));
      assertThat(trash.restore(file, taken, replace).path()).hasToString("b/c/file");
      LibraryProbe.assertFails(ErrorCode.ITEM_NOT_FOUND, () -> files.get(other));
      assertThat(probe.read(file)).isEqualTo(LibraryScenario.large());
      probe.refused(ErrorCode.ITEM_NOT_FOUND, () -> trash.restore(file));
      probe.check();
    }
  }

  @Test
  @DisplayName("L53 Without its folder an item is PARENT_NOT_FOUND, and comes back elsewhere")
  default void itemComesBackElsewhere() throws Exception {
    PlaceOptions parents = PlaceOptions.DEFAULT.withCreateParents();
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      TrashBin trash = files.trashBin();
      ItemId folder = files.ensureFolder("a/b").id();
      ItemId file = files.upload("a/b/file", LibraryScenario.small()).id();
      files.trash(file);
      ItemId top = files.trash(probe.item("a").id()).id();
      probe.refused(ErrorCode.PARENT_NOT_FOUND, () -> trash.restore(file));
      probe.refused(ErrorCode.PARENT_NOT_FOUND, () -> trash.restore(file, parents));
      trash.restore(top);
      files.delete(folder, DeleteOptions.DEFAULT.withRecursive());
      probe.refused(ErrorCode.PARENT_NOT_FOUND, () -> trash.restore(file));
      probe.library.collect();
      probe.refused(ErrorCode.PARENT_NOT_FOUND, () -> trash.restore(file, parents));
      Destination elsewhere = Destination.at("x/y/z");
      probe.refused(
          ErrorCode.PARENT_NOT_FOUND, () -> trash.restore(file, elsewhere, PlaceOptions.DEFAULT));
      assertThat(trash.restore(file, elsewhere, parents).path()).hasToString("x/y/z");
      files.trash(file);
      Destination root = Destination.into(FolderRef.root());
      assertThat(trash.restore(file, root, PlaceOptions.DEFAULT).path()).hasToString("z");
      probe.check();
    }
  }

  @Test
  @DisplayName("L54 A folder that holds something is FOLDER_NOT_EMPTY to delete, unless recursive")
  default void folderIsDeletedWithItsContentOnlyIfAskedFor() throws Exception {
    DeleteOptions recursive = DeleteOptions.DEFAULT.withRecursive();
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      ItemId folder = files.ensureFolder("a/b").id();
      ItemId top = probe.item("a").id();
      ItemId link = files.createLink("a/b/link", "https://example.com/").id();
      probe.refused(ErrorCode.FOLDER_NOT_EMPTY, () -> files.delete(top, DeleteOptions.DEFAULT));
      probe.refused(ErrorCode.FOLDER_NOT_EMPTY, () -> files.delete(folder, DeleteOptions.DEFAULT));
      files.trash(top);
      probe.refused(ErrorCode.FOLDER_NOT_EMPTY, () -> files.delete(top, DeleteOptions.DEFAULT));
      files.trashBin().restore(top);
      files.delete(link, DeleteOptions.DEFAULT);
      files.delete(folder, DeleteOptions.DEFAULT);
      files.ensureFolder("a/c/d");
      files.delete(top, recursive);
      assertThat(probe.paths()).isEmpty();
      probe.check();
    }
  }

  @Test
  @DisplayName("L55 A deleted item is gone with all that it holds, from the trash too")
  default void deletedItemIsGone() throws Exception {
    DeleteOptions recursive = DeleteOptions.DEFAULT.withRecursive();
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      for (boolean trashedFirst : List.of(false, true)) {
        ItemId folder = files.createFolder("a").id();
        ItemId below = files.createFolder("a/b").id();
        ItemId file = files.upload("a/b/file", LibraryScenario.large()).id();
        if (trashedFirst) {
          files.trash(folder);
        }
        files.delete(folder, recursive);
        for (int round = 0; round < 2; round++) {
          for (ItemId gone : List.of(folder, below, file)) {
            probe.refused(ErrorCode.ITEM_NOT_FOUND, () -> files.get(gone));
            probe.refused(ErrorCode.ITEM_NOT_FOUND, () -> files.delete(gone, recursive));
            probe.refused(ErrorCode.ITEM_NOT_FOUND, () -> files.trashBin().restore(gone));
          }
          assertThat(listed(files.trashBin(), 10)).isEmpty();
          assertThat(probe.paths()).isEmpty();
          probe.check();
          probe.library.collect();
        }
      }
      probe.check();
    }
  }

  @Test
  @DisplayName("L56 Emptying deletes all that is in the trash, and nothing else")
  default void emptyingDeletesTheTrashAlone() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      assertThat(files.trashBin().empty()).isZero();
      ItemId kept = files.upload("kept", LibraryScenario.large()).id();
      files.trash(files.copy(kept, Destination.at("copy"), PlaceOptions.DEFAULT).id());
      files.ensureFolder("a/b/c");
      files.upload("a/file", LibraryScenario.large());
      files.trash(probe.item("a").id());
      for (int i = 0; i < 5; i++) {
        files.trash(files.upload("same", LibraryScenario.small()).id());
      }
      assertThat(files.trashBin().empty()).isEqualTo(7);
      assertThat(listed(files.trashBin(), 10)).isEmpty();
      assertThat(probe.paths()).containsExactly("kept");
      probe.check();
      probe.collectEverything();
      assertThat(probe.read(kept)).isEqualTo(LibraryScenario.large());
      assertThat(files.channel().usage()).isEqualTo(new Usage(1, 8000));
      probe.check();
    }
  }

  @Test
  @DisplayName("L57 What is in the trash for longer than the retention is collected, nothing else")
  default void retentionEndsTheStayInTheTrash() throws Exception {
    Duration retention = Duration.ofDays(30);
    try (LibraryProbe probe =
        LibraryProbe.withOptions(open(), options -> options.withTrashRetention(retention))) {
      ChannelFiles files = probe.files;
      ItemId first = files.trash(files.upload("first", LibraryScenario.small()).id()).id();
      probe.clock.advance(Duration.ofDays(1));
      ItemId second = files.trash(files.upload("second", LibraryScenario.large()).id()).id();
      probe.clock.advance(Duration.ofDays(29).minusNanos(1));
      assertThat(probe.library.collect().expiredTrash()).isZero();
      probe.clock.advance(Duration.ofNanos(2));
      assertThat(probe.library.collect().expiredTrash()).isEqualTo(1);
      assertThat(listed(files.trashBin(), 10)).extracting(Item::id).containsExactly(second);
      probe.refused(ErrorCode.ITEM_NOT_FOUND, () -> files.trashBin().restore(first));
      files.trashBin().restore(second);
      probe.collectEverything();
      assertThat(probe.read(second)).isEqualTo(LibraryScenario.large());
      probe.check();
    }
  }

  @Test
  @DisplayName("L58 Without a retention the trash is kept for ever")
  default void trashIsKept() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ItemId file = probe.files.trash(probe.files.upload("x", LibraryScenario.large()).id()).id();
      probe.clock.advance(Duration.ofDays(36_525));
      probe.collectEverything();
      assertThat(probe.files.trashBin().restore(file).id()).isEqualTo(file);
      assertThat(probe.read(file)).isEqualTo(LibraryScenario.large());
      probe.check();
    }
  }

  @Test
  @DisplayName("L59 When all is deleted and collected, no usage and no object is left")
  default void allSpaceComesBack() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      LibraryScenario scenario = LibraryScenario.prepare(probe, 0);
      ChannelFiles files = scenario.files;
      files.copy(scenario.docs, Destination.at("copy"), PlaceOptions.DEFAULT);
      files.upload(
          Destination.at("docs/large"),
          LibraryScenario.bytes(3000),
          UploadOptions.DEFAULT.withConflict(ConflictPolicy.REPLACE));
      files.uploads().complete(scenario.received.id());
      probe.check();
      for (Item item : files.list(FolderRef.root(), ListOptions.DEFAULT).items()) {
        files.delete(item.id(), DeleteOptions.DEFAULT.withRecursive());
      }
      files.trashBin().empty();
      probe.collectEverything();
      assertThat(files.channel().usage()).isEqualTo(Usage.NONE);
      assertThat(probe.objects()).as("objects but for the mark").hasSize(1);
      assertThat(probe.library.collect()).isEqualTo(CollectionReport.NOTHING);
      probe.check();
    }
  }

  private static List<Item> listed(TrashBin trash, int pageSize) {
    List<Item> all = new ArrayList<>();
    Optional<Cursor> cursor = Optional.empty();
    do {
      Page<Item> page = trash.list(cursor, pageSize);
      all.addAll(page.items());
      assertThat(all).doesNotHaveDuplicates();
      cursor = page.next();
    } while (cursor.isPresent());
    return all;
  }
}
