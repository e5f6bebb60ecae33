package io.filelibrary.testkit;

import static io.filelibrary.testkit.SampleChannel.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.Attributes;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.LinkUrl;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.Placement;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.VersionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How the rows of items change, and which constraints hold. */
interface CatalogItemRules extends CatalogLocation {

  @Test
  @DisplayName("C27 Inserting an item whose id is taken is CONSTRAINT")
  default void itemIdIsUnique() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ItemRecord folder = probe.insertFolder(probe.root(), "a");
      probe.assertConstraint(w -> w.insertItem(folder));
      probe.assertConstraint(w -> w.insertItem(folder.withName("b", "b")));
      probe.assertConstraint(
          w ->
              w.insertItem(
                  folder.withName("c", "c").withPlacement(Placement.deleted(probe.root(), TIME))));
      probe.assertStored(folder);
    }
  }

  @Test
  @DisplayName("C28 A name's key that a living sibling has is CONSTRAINT, whatever the kinds")
  default void nameIsUniqueAmongLivingSiblings() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleChannel rows = probe.rows();
      ItemRecord folder = probe.insertFolder(probe.root(), "folder");
      probe.insert(rows.link(folder.id(), "link"));
      probe.insert(rows.pendingFile(folder.id(), "pending"));
      probe.insertFolder(folder.id(), "folder");
      for (String taken : List.of("link", "pending", "folder")) {
        probe.assertConstraint(w -> w.insertItem(rows.folder(folder.id(), taken)));
        probe.assertConstraint(w -> w.insertItem(rows.pendingFile(folder.id(), taken)));
        probe.assertConstraint(
            w -> w.insertItem(rows.link(folder.id(), "x").withName("other", taken)));
      }
      probe.assertConstraint(w -> w.insertItem(rows.link(probe.root(), "folder")));
      probe.insertFolder(probe.root(), "link");
      probe.insert(rows.folder(folder.id(), "x").withName("link", "another key"));
    }
  }

  @Test
  @DisplayName("C29 Names' keys are one only if their bytes are: no case, locale or padding")
  default void nameKeysAreComparedByTheirBytes() throws Exception {
    List<String> different =
        List.of(
            "a", "A", "a ", " a", "a\u00a0", "\u00e1", "a\u0301", "ss", "\u00df", "\u1e9e", "i",
            "I", "\u0130", "\u0131", "\uFF41", "\u03c2", "\u03c3", "a\u200b", "1", "01", "1.0");
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      List<ItemRecord> items = new ArrayList<>();
      for (String key : different) {
        items.add(probe.insertFolder(probe.root(), key));
      }
      for (ItemRecord item : items) {
        probe.assertStored(item);
        assertThat(
                probe.list(r -> r.descend(probe.channel(), probe.root(), List.of(item.nameKey()))))
            .containsExactly(item);
      }
    }
  }

  @Test
  @DisplayName("C30 Parked items take no name: neither from the living nor from one another")
  default void parkedItemsTakeNoName() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ItemRecord living = probe.insertFolder(probe.root(), "a");
      for (int round = 0; round < 2; round++) {
        for (Placement placement : parked(probe)) {
          ItemRecord item = probe.rows().folder(probe.root(), "a").withPlacement(placement);
          probe.assertStored(probe.insert(item));
        }
      }
      ItemRecord trashed = park(living, probe);
      assertThat(probe.answer(w -> w.updateItem(trashed, 1))).isTrue();
      probe.assertStored(probe.insertFolder(probe.root(), "a"));
    }
  }

  @Test
  @DisplayName("C31 Renaming, moving or restoring to a name that is taken is CONSTRAINT")
  default void takenNameIsRefusedOnUpdate() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleChannel rows = probe.rows();
      ItemRecord folder = probe.insertFolder(probe.root(), "folder");
      ItemRecord taken = probe.insertFolder(folder.id(), "taken");
      ItemRecord sibling = probe.insertFolder(folder.id(), "sibling");
      ItemRecord outside = probe.insertFolder(probe.root(), "taken");
      ItemRecord parked = probe.insert(park(rows.folder(probe.root(), "taken"), probe));
      ItemRecord renamed = sibling.withName("taken", "taken").changed(rows.newStamp());
      ItemRecord moved = outside.withPlacement(taken.placement()).changed(rows.newStamp());
      ItemRecord restored = parked.withPlacement(taken.placement()).changed(rows.newStamp());
      probe.assertConstraint(w -> w.updateItem(renamed, sibling.revision()));
      probe.assertConstraint(w -> w.updateItem(moved, outside.revision()));
      probe.assertConstraint(w -> w.updateItem(restored, parked.revision()));
      for (ItemRecord item : List.of(taken, sibling, outside, parked)) {
        probe.assertStored(item);
      }
      ItemRecord same = taken.changed(rows.newStamp());
      assertThat(probe.answer(w -> w.updateItem(same, 1))).as("keeping its own name").isTrue();
    }
  }

  @Test
  @DisplayName("C32 A parent that does not exist is CONSTRAINT, on insert and on update")
  default void parentMustExist() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleChannel rows = probe.rows();
      ItemRecord folder = probe.insertFolder(probe.root(), "a");
      ItemRecord orphan = rows.folder(rows.newItemId(), "b");
      ItemRecord moved = folder.withPlacement(orphan.placement()).changed(rows.newStamp());
      ItemRecord parked =
          folder.withPlacement(Placement.deleted(rows.newItemId(), TIME)).changed(rows.newStamp());
      probe.assertConstraint(w -> w.insertItem(orphan));
      probe.assertConstraint(w -> w.updateItem(moved, 1));
      probe.assertConstraint(w -> w.updateItem(parked, 1));
      assertThat(probe.item(orphan.id())).isEmpty();
      probe.assertStored(folder);
    }
  }

  @Test
  @DisplayName("C33 A file's content that does not exist is CONSTRAINT, on insert and on update")
  default void contentMustExist() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleChannel rows = probe.rows();
      ItemRecord file = probe.insertFile(probe.root(), "a");
      ItemRecord without = rows.file(probe.root(), "b", rows.live(1));
      ItemRecord changed = file.withFile(without.file().orElseThrow()).changed(rows.newStamp());
      probe.assertConstraint(w -> w.insertItem(without));
      probe.assertConstraint(w -> w.updateItem(changed, 1));
      assertThat(probe.item(without.id())).isEmpty();
      probe.assertStored(file);
    }
  }

  @Test
  @DisplayName("C34 Updating an item at the expected revision replaces every field of its row")
  default void itemIsReplaced() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleChannel rows = probe.rows();
      ItemRecord other = probe.insertFolder(probe.root(), "other");
      ContentRecord content = probe.insert(rows.live(99));
      ItemRecord folder = probe.insertFolder(probe.root(), "folder");
      ItemRecord link = probe.insert(rows.link(probe.root(), "link"));
      ItemRecord file = probe.insert(rows.pendingFile(probe.root(), "file"));
      FileRecord completed =
          new FileRecord(
              FileStatus.COMPLETED,
              99,
              ContentType.of("text/html"),
              7,
              Optional.of(content.key()),
              content.sha256(),
              true);
      List<ItemRecord> changes =
          List.of(
              everythingChanged(folder, other, probe),
              everythingChanged(link, other, probe)
                  .withLinkUrl(LinkUrl.of("https://example.net/x")),
              everythingChanged(file, other, probe).withFile(completed));
      for (ItemRecord changed : changes) {
        assertThat(probe.answer(w -> w.updateItem(changed, 1))).isTrue();
        probe.assertStored(changed);
      }
      for (ItemRecord back : List.of(folder, link, file)) {
        assertThat(probe.answer(w -> w.updateItem(back, 2))).isTrue();
        probe.assertStored(back);
      }
      probe.assertStored(other);
    }
  }

  @Test
  @DisplayName("C35 Updating an item at a stale revision, or an absent one, changes nothing")
  default void staleItemIsNotUpdated() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleChannel rows = probe.rows();
      ItemRecord first = probe.insertFolder(probe.root(), "a");
      ItemRecord second = first.withName("b", "b").changed(rows.newStamp());
      assertThat(probe.answer(w -> w.updateItem(second, 1))).isTrue();
      ItemRecord third = first.withName("c", "c").changed(rows.newStamp());
      for (long stale : List.of(0L, 1L, 3L, Long.MAX_VALUE)) {
        assertThat(probe.answer(w -> w.updateItem(third, stale))).as("at %d", stale).isFalse();
        probe.assertStored(second);
      }
      ItemRecord absent = rows.folder(probe.root(), "d");
      assertThat(probe.answer(w -> w.updateItem(absent, 1))).isFalse();
      assertThat(probe.item(absent.id())).isEmpty();
    }
  }

  @Test
  @DisplayName("C36 Deleting an item removes its row once, then answers false")
  default void itemIsDeletedOnce() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ItemRecord kept = probe.insertFolder(probe.root(), "kept");
      ItemRecord gone = probe.insertFolder(probe.root(), "gone");
      assertThat(probe.answer(w -> w.deleteItem(probe.channel(), gone.id()))).isTrue();
      assertThat(probe.item(gone.id())).isEmpty();
      assertThat(probe.answer(w -> w.deleteItem(probe.channel(), gone.id()))).isFalse();
      probe.assertStored(kept);
      probe.insertFolder(probe.root(), "gone");
    }
  }

  @Test
  @DisplayName("C37 Deleting a file takes its versions and its upload along, and no content")
  default void deletedFileTakesItsRowsAlong() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleChannel rows = probe.rows();
      ContentRecord content = probe.insert(rows.live(1));
      ItemRecord file = probe.insert(rows.file(probe.root(), "file", content));
      ItemRecord other = probe.insertFile(probe.root(), "other");
      VersionRecord version = rows.version(file, 1, content);
      VersionRecord otherVersion = rows.version(other, 1, content);
      UploadRecord upload = rows.upload(file, TIME);
      UploadRecord otherUpload = rows.upload(other, TIME);
      probe.change(
          w -> {
            w.insertVersion(probe.channel(), version);
            w.insertVersion(probe.channel(), otherVersion);
            w.insertUpload(upload);
            w.insertUpload(otherUpload);
          });
      assertThat(probe.answer(w -> w.deleteItem(probe.channel(), file.id()))).isTrue();
      assertThat(probe.list(r -> r.versions(probe.channel(), file.id()))).isEmpty();
      assertThat(probe.find(r -> r.upload(probe.channel(), upload.id()))).isEmpty();
      assertThat(probe.find(r -> r.uploadOf(probe.channel(), file.id()))).isEmpty();
      assertThat(probe.list(r -> r.expiredUploads(probe.channel(), SampleRows.LATER, 10)))
          .containsExactly(otherUpload);
      assertThat(probe.list(r -> r.versions(probe.channel(), other.id())))
          .containsExactly(otherVersion);
      probe.assertStored(content);
    }
  }

  @Test
  @DisplayName("C38 Deleting an item that is a parent, of living or parked, is CONSTRAINT")
  default void parentIsNotDeleted() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleChannel rows = probe.rows();
      ItemRecord folder = probe.insertFolder(probe.root(), "folder");
      ItemRecord child = probe.insert(rows.pendingFile(folder.id(), "child"));
      ItemRecord parkedFolder = probe.insert(park(rows.folder(probe.root(), "p"), probe));
      probe.insertFolder(parkedFolder.id(), "child");
      for (ItemRecord parent : List.of(folder, parkedFolder)) {
        probe.assertConstraint(w -> w.deleteItem(probe.channel(), parent.id()));
        probe.assertStored(parent);
      }
      assertThat(probe.answer(w -> w.deleteItem(probe.channel(), child.id()))).isTrue();
      assertThat(probe.answer(w -> w.deleteItem(probe.channel(), folder.id()))).isTrue();

      CatalogProbe other = CatalogProbe.create(catalog, "other");
      other.insert(park(other.rows().folder(other.root(), "p"), other));
      other.assertConstraint(w -> w.deleteItem(other.channel(), other.root()));
    }
  }

  @Test
  @DisplayName("C39 The home of a parked item need not exist, nor keep a folder from deletion")
  default void homeNeedNotExist() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ItemRecord home = probe.insertFolder(probe.root(), "home");
      ItemRecord parked =
          probe.insert(
              probe
                  .rows()
                  .folder(probe.root(), "a")
                  .withPlacement(Placement.trashed(probe.root(), home.id(), TIME)));
      assertThat(probe.answer(w -> w.deleteItem(probe.channel(), home.id()))).isTrue();
      probe.assertStored(parked);
      ItemRecord without =
          probe
              .rows()
              .folder(probe.root(), "b")
              .withPlacement(Placement.detached(probe.root(), probe.rows().newItemId(), TIME));
      probe.assertStored(probe.insert(without));
    }
  }

  private static List<Placement> parked(CatalogProbe probe) {
    return List.of(
        Placement.trashed(probe.root(), probe.root(), TIME),
        Placement.detached(probe.root(), probe.root(), TIME),
        Placement.deleted(probe.root(), TIME));
  }

  private static ItemRecord park(ItemRecord item, CatalogProbe probe) {
    return item.withPlacement(Placement.trashed(probe.root(), probe.root(), TIME));
  }

  private static ItemRecord everythingChanged(
      ItemRecord item, ItemRecord parent, CatalogProbe probe) {
    return new ItemRecord(
        item.id(),
        item.channel(),
        item.kind(),
        Placement.living(parent.id()),
        "new " + item.name(),
        "key of " + item.name(),
        probe.rows().newStamp(),
        probe.rows().newStamp(),
        2,
        Visibility.PUBLIC,
        Attributes.of(Map.of("a", "b")),
        item.linkUrl(),
        item.file());
  }
}
