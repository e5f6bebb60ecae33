package io.filelibrary.testkit;

import static io.filelibrary.testkit.SampleChannel.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.ChannelId;
import io.filelibrary.model.SortField;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.ChildQuery;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.Placement;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.UploadState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What one channel knows of another: nothing. */
interface CatalogIsolationRules extends CatalogLocation {

  @Test
  @DisplayName("C90 Items of another channel are absent from every query")
  default void itemsOfAnotherChannelAreAbsent() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe mine = CatalogProbe.create(catalog, "mine");
      CatalogProbe other = CatalogProbe.create(catalog, "other");
      SampleRows theirs = SampleRows.insert(other);
      ChannelId id = mine.channel();
      for (ItemRecord item : List.of(theirs.folder(), theirs.file(), theirs.parked())) {
        assertThat(mine.item(item.id())).isEmpty();
        assertThat(mine.list(r -> r.lineage(id, item.id()))).isEmpty();
      }
      assertThat(mine.item(other.root())).isEmpty();
      assertThat(mine.list(r -> r.lineage(id, other.root()))).isEmpty();
      assertThat(mine.list(r -> r.descend(id, other.root(), List.of("folder")))).isEmpty();
      assertThat(mine.list(r -> r.descend(id, theirs.folder().id(), List.of("file")))).isEmpty();
      for (ItemRecord parent : List.of(theirs.folder(), other.rows().rootRecord())) {
        ChildQuery query =
            new ChildQuery(parent.id(), SortField.NAME, false, false, true, Optional.empty(), 9);
        assertThat(mine.list(r -> r.children(id, query))).isEmpty();
      }
      assertThat(SampleRows.parked(mine)).isEmpty();
      ChannelId none = ChannelId.of("none");
      assertThat(mine.find(r -> r.item(none, theirs.folder().id()))).isEmpty();
    }
  }

  @Test
  @DisplayName("C91 Contents and versions of another channel are absent from every query")
  default void contentsOfAnotherChannelAreAbsent() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe mine = CatalogProbe.create(catalog, "mine");
      CatalogProbe other = CatalogProbe.create(catalog, "other");
      SampleRows theirs = SampleRows.insert(other);
      for (ContentRecord content : List.of(theirs.content(), theirs.intent(), theirs.doomed())) {
        assertThat(mine.content(content.key())).isEmpty();
      }
      assertThat(SampleRows.due(mine, ContentState.INTENT)).isEmpty();
      assertThat(SampleRows.due(mine, ContentState.DOOMED)).isEmpty();
      assertThat(mine.list(r -> r.versions(mine.channel(), theirs.file().id()))).isEmpty();
    }
  }

  @Test
  @DisplayName("C92 Uploads and changes of another channel are absent from queries of a channel")
  default void uploadsOfAnotherChannelAreAbsent() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe mine = CatalogProbe.create(catalog, "mine");
      CatalogProbe other = CatalogProbe.create(catalog, "other");
      SampleRows theirs = SampleRows.insert(other);
      ChannelId id = mine.channel();
      assertThat(mine.find(r -> r.upload(id, theirs.upload().id()))).isEmpty();
      assertThat(mine.find(r -> r.uploadOf(id, theirs.file().id()))).isEmpty();
      assertThat(mine.list(r -> r.expiredUploads(id, SampleRows.LATER, 9))).isEmpty();
      assertThat(mine.list(r -> r.changes(id, 0, 9))).isEmpty();
    }
  }

  @Test
  @DisplayName("C93 Two channels have the same names and sequences side by side")
  default void channelsAreSideBySide() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe mine = CatalogProbe.create(catalog, "mine");
      CatalogProbe other = CatalogProbe.create(catalog, "other");
      SampleRows ours = SampleRows.insert(mine);
      SampleRows theirs = SampleRows.insert(other);
      ours.assertStored(mine);
      theirs.assertStored(other);
    }
  }

  @Test
  @DisplayName("C94 Updates and deletes with the ids of another channel answer false")
  default void anotherChannelIsNotTouched() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe mine = CatalogProbe.create(catalog, "mine");
      CatalogProbe other = CatalogProbe.create(catalog, "other");
      SampleRows theirs = SampleRows.insert(other);
      ChannelId id = mine.channel();
      ItemRecord leaf = other.insertFolder(other.root(), "leaf");
      ItemRecord stolen =
          new ItemRecord(
              leaf.id(),
              id,
              leaf.kind(),
              Placement.living(mine.root()),
              leaf.name(),
              leaf.nameKey(),
              leaf.created(),
              leaf.updated(),
              2,
              leaf.visibility(),
              leaf.attributes(),
              leaf.linkUrl(),
              leaf.file());
      ContentRecord doomed = inChannel(theirs.intent(), id).doomed(TIME.plusNanos(1));
      UploadRecord upload = inChannel(theirs.upload(), id).withState(UploadState.COMPLETED);
      assertThat(mine.answer(w -> w.updateItem(stolen, 1))).isFalse();
      assertThat(mine.answer(w -> w.deleteItem(id, leaf.id()))).isFalse();
      assertThat(mine.answer(w -> w.updateContent(doomed, ContentState.INTENT))).isFalse();
      assertThat(mine.answer(w -> w.deleteContent(id, theirs.doomed().key()))).isFalse();
      assertThat(mine.answer(w -> w.updateUpload(upload, UploadState.OPEN))).isFalse();
      assertThat(mine.answer(w -> w.deleteUpload(id, theirs.upload().id()))).isFalse();
      other.assertStored(leaf);
      theirs.assertStored(other);
    }
  }

  @Test
  @DisplayName("C95 Ids of items and uploads and keys of contents are unique over all channels")
  default void idsAreUniqueOverAllChannels() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe mine = CatalogProbe.create(catalog, "mine");
      CatalogProbe other = CatalogProbe.create(catalog, "other");
      SampleRows theirs = SampleRows.insert(other);
      SampleChannel rows = mine.rows();
      ItemRecord file = mine.insert(rows.pendingFile(mine.root(), "file"));
      ItemRecord plain = rows.folder(mine.root(), "x");
      ItemRecord sameId =
          new ItemRecord(
              theirs.folder().id(),
              mine.channel(),
              plain.kind(),
              plain.placement(),
              plain.name(),
              plain.nameKey(),
              plain.created(),
              plain.updated(),
              1,
              plain.visibility(),
              plain.attributes(),
              plain.linkUrl(),
              plain.file());
      UploadRecord upload = inChannel(theirs.upload(), mine.channel());
      UploadRecord sameUpload =
          new UploadRecord(
              upload.id(),
              upload.channel(),
              file.id(),
              upload.state(),
              Optional.empty(),
              Optional.empty(),
              upload.expectedSize(),
              upload.expectedSha256(),
              upload.maxSize(),
              upload.conflict(),
              upload.expiresAt());
      ContentRecord sameKey = inChannel(theirs.intent(), mine.channel());
      mine.assertConstraint(w -> w.insertItem(sameId));
      mine.assertConstraint(w -> w.insertContent(sameKey));
      mine.assertConstraint(w -> w.insertUpload(sameUpload));
      theirs.assertStored(other);
    }
  }

  @Test
  @DisplayName("C96 A parent or content of another channel is CONSTRAINT")
  default void rowsOfAnotherChannelAreRefused() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe mine = CatalogProbe.create(catalog, "mine");
      CatalogProbe other = CatalogProbe.create(catalog, "other");
      SampleRows theirs = SampleRows.insert(other);
      SampleChannel rows = mine.rows();
      ItemRecord folder = mine.insertFolder(mine.root(), "folder");
      ItemRecord file = mine.insertFile(mine.root(), "file");
      ItemRecord moved =
          folder.withPlacement(Placement.living(theirs.folder().id())).changed(rows.newStamp());
      ItemRecord parked =
          folder.withPlacement(Placement.deleted(other.root(), TIME)).changed(rows.newStamp());
      ItemRecord changed =
          file.withFile(theirs.file().file().orElseThrow()).changed(rows.newStamp());
      mine.assertConstraint(w -> w.insertItem(rows.folder(theirs.folder().id(), "x")));
      mine.assertConstraint(w -> w.insertItem(rows.folder(other.root(), "x")));
      mine.assertConstraint(w -> w.insertItem(rows.file(mine.root(), "x", theirs.content())));
      mine.assertConstraint(w -> w.updateItem(moved, 1));
      mine.assertConstraint(w -> w.updateItem(parked, 1));
      mine.assertConstraint(w -> w.updateItem(changed, 1));
      mine.assertStored(folder);
      mine.assertStored(file);
    }
  }

  @Test
  @DisplayName("C97 A version or upload for an item of another channel is CONSTRAINT")
  default void versionsOfAnotherChannelAreRefused() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe mine = CatalogProbe.create(catalog, "mine");
      CatalogProbe other = CatalogProbe.create(catalog, "other");
      SampleRows theirs = SampleRows.insert(other);
      ItemRecord free = other.insert(other.rows().pendingFile(other.root(), "free"));
      SampleChannel rows = mine.rows();
      ItemRecord file = mine.insertFile(mine.root(), "file");
      ContentRecord content = mine.insert(rows.live(1));
      ChannelId id = mine.channel();
      mine.assertConstraint(w -> w.insertVersion(id, rows.version(theirs.file(), 2, content)));
      mine.assertConstraint(w -> w.insertVersion(id, rows.version(file, 1, theirs.content())));
      mine.assertConstraint(w -> w.insertUpload(rows.upload(free, TIME)));
      theirs.assertStored(other);
    }
  }

  /** The same row in another channel. */
  static ContentRecord inChannel(ContentRecord content, ChannelId channel) {
    return new ContentRecord(
        content.key(),
        channel,
        content.state(),
        content.refs(),
        content.inline(),
        content.size(),
        content.sha256(),
        content.crc32c(),
        content.encrypted(),
        content.due());
  }

  private static UploadRecord inChannel(UploadRecord upload, ChannelId channel) {
    return new UploadRecord(
        upload.id(),
        channel,
        upload.item(),
        upload.state(),
        upload.content(),
        upload.parts(),
        upload.expectedSize(),
        upload.expectedSha256(),
        upload.maxSize(),
        upload.conflict(),
        upload.expiresAt());
  }
}
