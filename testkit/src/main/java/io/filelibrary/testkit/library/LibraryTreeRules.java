package io.filelibrary.testkit.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.ChannelFiles;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.CreateOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FolderItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.LinkItem;
import io.filelibrary.model.LinkUrl;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Visibility;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How items come into the tree, and move in it. */
interface LibraryTreeRules extends LibraryLocation {

  @Test
  @DisplayName("L01 What is created is found by its id and by its path, with what was given")
  default void createdItemsAreFound() throws Exception {
    CreateOptions options =
        CreateOptions.DEFAULT
            .withVisibility(Visibility.PUBLIC)
            .withAttributes(Attributes.of(Map.of("key", "value")));
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      FolderItem folder = files.createFolder(Destination.at("docs"), options);
      LinkUrl url = LinkUrl.of("https://example.com/a?b=c");
      Destination site = Destination.in(FolderRef.of(folder.id()), "site");
      LinkItem link = files.createLink(site, url, options);
      UploadOptions upload = UploadOptions.DEFAULT.withCreate(options);
      FileItem file = files.upload(Destination.at("docs/a.txt"), new byte[5], upload);

      for (Item item : List.of(folder, link, file)) {
        assertThat(files.get(item.id())).isEqualTo(item);
        assertThat(files.find(item.path().toString())).hasValue(item);
        assertThat(item.channel()).isEqualTo(LibraryProbe.CHANNEL);
        assertThat(item.createdAt()).isEqualTo(probe.clock.instant());
        assertThat(item.createdBy()).hasToString(LibraryProbe.ACTOR);
        assertThat(item.revision()).isEqualTo(1);
        assertThat(item.deletedAt()).isEmpty();
        assertThat(item.visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(item.attributes()).isEqualTo(options.attributes());
      }
      assertThat(folder.parent()).isEmpty();
      assertThat(file.parent()).hasValue(folder.id());
      assertThat(link.linkUrl()).isEqualTo(url);
      assertThat(probe.paths()).containsExactly("docs", "docs/a.txt", "docs/site");
      for (String absent : List.of("", "doc", "docs/a", "a.txt", "docs/a.txt/b")) {
        assertThat(files.find(absent)).as("what is at '%s'", absent).isEmpty();
      }
      probe.check();
    }
  }

  @Test
  @DisplayName("L02 A missing parent is PARENT_NOT_FOUND, unless the call creates the parents")
  default void missingParentsAreCreatedOnlyIfAskedFor() throws Exception {
    CreateOptions parents = CreateOptions.DEFAULT.withCreateParents();
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      ItemId file = files.upload("file", new byte[5]).id();
      probe.refused(ErrorCode.PARENT_NOT_FOUND, () -> files.createFolder("a/b"));
      probe.refused(ErrorCode.PARENT_NOT_FOUND, () -> files.createLink("a/b", "https://a.com/"));
      for (int size : LibraryProbe.SIZES) {
        probe.refused(
            ErrorCode.PARENT_NOT_FOUND, () -> files.upload("a/b", LibraryScenario.bytes(size)));
      }
      probe.refused(
          ErrorCode.PARENT_NOT_FOUND,
          () -> files.move(file, Destination.at("a/b"), PlaceOptions.DEFAULT));

      files.createFolder(Destination.at("a/b/c"), parents);
      files.upload(
          Destination.at("d/e/file"), new byte[5], UploadOptions.DEFAULT.withCreateParents());
      files.move(file, Destination.at("f/g/file"), PlaceOptions.DEFAULT.withCreateParents());
      assertThat(probe.paths())
          .containsExactly("a", "a/b", "a/b/c", "d", "d/e", "d/e/file", "f", "f/g", "f/g/file");
      probe.check();
    }
  }

  @Test
  @DisplayName("L03 A file or link on the way of a path is NOT_A_FOLDER")
  default void onlyFoldersHoldItems() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      files.upload("file", new byte[5]);
      files.createLink("link", "https://example.com/");
      for (String way : List.of("file", "link")) {
        FolderRef folder = FolderRef.of(probe.item(way).id());
        CreateOptions options = CreateOptions.DEFAULT.withCreateParents();
        probe.refused(ErrorCode.NOT_A_FOLDER, () -> files.createFolder(way + "/x"));
        probe.refused(ErrorCode.NOT_A_FOLDER, () -> files.upload(way + "/x", new byte[5]));
        probe.refused(ErrorCode.NOT_A_FOLDER, () -> files.ensureFolder(way));
        probe.refused(ErrorCode.NOT_A_FOLDER, () -> files.ensureFolder(way + "/x/y"));
        probe.refused(
            ErrorCode.NOT_A_FOLDER, () -> files.createFolder(Destination.at(way + "/x"), options));
        probe.refused(
            ErrorCode.NOT_A_FOLDER, () -> files.createFolder(Destination.in(folder, "x"), options));
      }
      probe.check();
    }
  }

  @Test
  @DisplayName("L04 A folder that is ensured is there, created with its parents or as it was")
  default void ensuredFolderIsCreatedOnce() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      FolderItem folder = probe.files.ensureFolder("a/b/c");
      assertThat(probe.paths()).containsExactly("a", "a/b", "a/b/c");
      assertThat(probe.files.ensureFolder("a/b/c")).isEqualTo(folder);
      assertThat(probe.files.ensureFolder("a/b").id()).isEqualTo(folder.parent().orElseThrow());
      assertThat(probe.files.changes(0, 10)).hasSize(3);
      probe.refused(ErrorCode.INVALID_PATH, () -> probe.files.ensureFolder(""));
      probe.check();
    }
  }

  @Test
  @DisplayName("L14 A folder that moves or is renamed takes along all that it holds, as it is")
  default void movedFolderKeepsWhatItHolds() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      ItemId folder = files.ensureFolder("a/b").id();
      ItemId file = files.upload("a/b/file", LibraryScenario.large()).id();
      ItemId target = files.createFolder("target").id();
      Item before = files.get(file);

      Item renamed = files.rename(folder, "c");
      assertThat(renamed.path()).hasToString("a/c");
      assertThat(files.get(file).path()).hasToString("a/c/file");
      Destination into = Destination.into(FolderRef.of(target));
      Item moved = files.move(folder, into, PlaceOptions.DEFAULT);
      assertThat(moved.path()).hasToString("target/c");
      assertThat(moved.revision()).isEqualTo(3);
      assertThat(files.move(folder, Destination.at("d"), PlaceOptions.DEFAULT).path())
          .hasToString("d");
      assertThat(files.get(file).path()).hasToString("d/file");
      assertThat(files.get(file).header().updated()).isEqualTo(before.header().updated());
      assertThat(files.get(file).revision()).isEqualTo(1);
      assertThat(probe.read(file)).isEqualTo(LibraryScenario.large());
      assertThat(files.find("a/b")).isEmpty();
      assertThat(probe.paths()).containsExactly("a", "d", "d/file", "target");
      probe.check();
    }
  }

  @Test
  @DisplayName("L88 An item that moves while more of it changes is one change, or none")
  default void moveAndChangesAreOne() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      FolderRef folder = FolderRef.of(files.createFolder("folder").id());
      ItemChanges changes =
          ItemChanges.NONE
              .withAttributes(Attributes.of(Map.of("key", "value")))
              .withVisibility(Visibility.PUBLIC);
      for (int size : LibraryProbe.SIZES) {
        ItemId file = files.upload("file", LibraryScenario.bytes(size)).id();
        for (FolderRef none : List.of(FolderRef.at("none"), FolderRef.of(file))) {
          ErrorCode code =
              none instanceof FolderRef.ById ? ErrorCode.NOT_A_FOLDER : ErrorCode.PARENT_NOT_FOUND;
          probe.refused(code, () -> files.update(file, changes.withFolder(none)));
        }
        ItemChanges moving = changes.withFolder(folder).withName(ItemName.of("new " + size));
        long last = files.changes(0, 100).size();
        Item moved = files.update(file, moving);

        assertThat(moved.path()).hasToString("folder/new " + size);
        assertThat(moved.visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(moved.attributes()).isEqualTo(Attributes.of(Map.of("key", "value")));
        assertThat(moved.revision()).isEqualTo(2);
        assertThat(files.get(file)).isEqualTo(moved);
        assertThat(probe.read(file)).isEqualTo(LibraryScenario.bytes(size));
        assertThat(files.changes(last, 100)).hasSize(1);
        assertThat(files.update(file, moving)).isEqualTo(moved);
      }
      ItemId top = probe.item("folder").id();
      probe.refused(ErrorCode.WOULD_CYCLE, () -> files.update(top, changes.withFolder(folder)));
      probe.check();
      probe.collectEverything();
      assertThat(probe.paths()).hasSize(3);
      probe.check();
    }
  }

  @Test
  @DisplayName("L15 A folder that would come to be inside itself is WOULD_CYCLE")
  default void folderNeverComesToBeInsideItself() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      ItemId deep = files.ensureFolder("a/b/c").id();
      ItemId folder = probe.item("a").id();
      for (ItemId below : List.of(folder, probe.item("a/b").id(), deep)) {
        Destination inside = Destination.in(FolderRef.of(below), "x");
        probe.refused(
            ErrorCode.WOULD_CYCLE, () -> files.move(folder, inside, PlaceOptions.DEFAULT));
        probe.refused(
            ErrorCode.WOULD_CYCLE, () -> files.copy(folder, inside, PlaceOptions.DEFAULT));
      }
      files.move(deep, Destination.at("a/c"), PlaceOptions.DEFAULT);
      probe.check();
    }
  }

  @Test
  @DisplayName("L16 Of eight threads that create one name exactly one succeeds")
  default void oneThreadGetsTheName() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      for (int round = 0; round < 4; round++) {
        byte[] bytes = LibraryScenario.bytes(LibraryProbe.SIZES.get(round % 2));
        String name = "name " + round;
        Race<Item> race =
            Race.run(
                8,
                number -> number % 2 == 0 ? files.upload(name, bytes) : files.createFolder(name));
        assertThat(race.values()).hasSize(1);
        assertThat(race.errors()).hasSize(7).containsOnly(ErrorCode.NAME_TAKEN);
        assertThat(files.find(name)).hasValue(race.values().get(0));
      }
      assertThat(files.changes(0, 100)).hasSize(4);
      probe.check();
    }
  }

  @Test
  @DisplayName("L17 Of two threads that move two folders into one another exactly one succeeds")
  default void oppositeMovesMakeNoCycle() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      ChannelFiles files = probe.files;
      for (int round = 0; round < 8; round++) {
        List<ItemId> folders =
            List.of(files.createFolder("a" + round).id(), files.createFolder("b" + round).id());
        List<FolderRef> targets =
            List.of(
                FolderRef.of(files.ensureFolder("b" + round + "/x").id()),
                FolderRef.of(files.ensureFolder("a" + round + "/x").id()));
        Race<Item> race =
            Race.run(
                2,
                number ->
                    files.move(
                        folders.get(number),
                        Destination.into(targets.get(number)),
                        PlaceOptions.DEFAULT));
        assertThat(race.values()).hasSize(1);
        assertThat(race.errors()).containsExactly(ErrorCode.WOULD_CYCLE);
      }
      assertThat(probe.paths()).hasSize(4 * 8);
      probe.check();
    }
  }

  @Test
  @DisplayName("L18 Eight threads that ensure one folder get the same one")
  default void threadsEnsureOneFolder() throws Exception {
    try (LibraryProbe probe = LibraryProbe.open(open())) {
      Race<ItemId> race = Race.run(8, number -> probe.files.ensureFolder("a/b/c/d").id());
      assertThat(race.errors()).isEmpty();
      Set<ItemId> folders = new HashSet<>(race.values());
      assertThat(folders).containsExactly(probe.item("a/b/c/d").id());
      assertThat(probe.paths()).hasSize(4);
      probe.check();
    }
  }
}
