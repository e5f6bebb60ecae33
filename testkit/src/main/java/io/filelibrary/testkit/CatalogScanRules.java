package io.filelibrary.testkit;

import static io.filelibrary.testkit.SampleChannel.TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.filelibrary.model.Channel;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.UploadId;
import io.filelibrary.model.Usage;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.CountedContent;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.Placement;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.UploadState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How a check of a whole library reads everything, and counts from the rows. */
interface CatalogScanRules extends CatalogLocation {

  @Test
  @DisplayName("C180 Items in whatever state are listed by the bytes of their ids, in exact pages")
  default void itemsAreListedByTheirIds() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe mine = CatalogProbe.create(catalog, "mine");
      CatalogProbe other = CatalogProbe.create(catalog, "other");
      for (CatalogProbe probe : List.of(mine, other)) {
        List<ItemRecord> rows = insertInEveryState(probe);
        rows.sort(Comparator.comparing((ItemRecord row) -> row.id().toString()));
        ExactPages.assertExact(
            rows,
            (after, limit) -> probe.list(r -> r.items(probe.channel(), after, limit)),
            ItemRecord::id);
        ItemId between = other.rows().newItemId();
        assertThat(mine.list(r -> r.items(probe.channel(), Optional.of(between), 99)))
            .as("those after %s, which is no item", between)
            .isEqualTo(
                rows.stream()
                    .filter(row -> row.id().toString().compareTo(between.toString()) > 0)
                    .toList());
      }
    }
  }

  @Test
  @DisplayName("C181 Contents of all channels are listed by their keys, in exact pages")
  default void contentsAreListedByTheirKeys() throws Exception {
    try (Catalog catalog = open()) {
      List<ContentRecord> rows = new ArrayList<>();
      for (String channel : List.of("mine", "other", "third")) {
        CatalogProbe probe = CatalogProbe.create(catalog, channel);
        for (int i = 0; i < 4; i++) {
          rows.add(probe.insert(probe.rows().intent(TIME)));
          rows.add(probe.insert(probe.rows().doomed(TIME)));
          rows.add(probe.insert(probe.rows().live(1)));
        }
      }
      rows.sort(Comparator.comparing(ContentRecord::key));
      CatalogProbe probe = CatalogProbe.create(catalog, "without contents");
      ExactPages.assertExact(
          rows,
          (after, limit) ->
              probe.list(r -> r.contents(after, limit)).stream()
                  .map(CountedContent::content)
                  .toList(),
          ContentRecord::key);
      assertThat(probe.list(r -> r.contents(Optional.of(new ContentKey("private/7")), 99)))
          .extracting(CountedContent::content)
          .isEqualTo(
              rows.stream().filter(row -> row.key().value().compareTo("private/7") > 0).toList());
    }
  }

  @Test
  @DisplayName("C182 The uses of a content are the rows that name it, whatever its refs are")
  default void usesAreCounted() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleChannel rows = probe.rows();
      ContentRecord used = probe.insert(rows.live(10).live(7));
      ContentRecord unused = probe.insert(rows.live(10).live(3));
      ContentRecord doomed = probe.insert(rows.doomed(TIME));
      ItemRecord file = probe.insert(rows.file(probe.root(), "a", used));
      ItemRecord parked = rows.file(probe.root(), "b", used);
      probe.insert(parked.withPlacement(Placement.deleted(probe.root(), TIME)));
      probe.insert(rows.file(probe.root(), "c", doomed));
      for (int number : List.of(1, 2)) {
        probe.change(w -> w.insertVersion(probe.channel(), rows.version(file, number, used)));
      }
      CountedContent four = new CountedContent(used, 4);
      CountedContent none = new CountedContent(unused, 0);
      CountedContent one = new CountedContent(doomed, 1);
      assertThat(probe.list(r -> r.contents(Optional.empty(), 9)))
          .containsExactlyInAnyOrder(four, none, one);
      for (CountedContent content : List.of(four, none, one)) {
        assertThat(probe.find(r -> r.content(content.content().key()))).contains(content);
      }
    }
  }

  @Test
  @DisplayName("C183 A content is found by its key alone, in whatever state and channel")
  default void contentIsFoundByItsKey() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe mine = CatalogProbe.create(catalog, "mine");
      CatalogProbe other = CatalogProbe.create(catalog, "other");
      for (CatalogProbe probe : List.of(mine, other)) {
        SampleChannel rows = probe.rows();
        for (ContentRecord row : List.of(rows.intent(TIME), rows.doomed(TIME), rows.live(5))) {
          probe.insert(row);
          CountedContent expected = new CountedContent(row, 0);
          assertThat(mine.find(r -> r.content(row.key()))).contains(expected);
          mine.change(w -> assertThat(w.content(row.key())).contains(expected));
          other.change(w -> assertThat(w.content(row.key())).contains(expected));
        }
      }
      assertThat(mine.find(r -> r.content(mine.rows().newKey()))).isEmpty();
    }
  }

  @Test
  @DisplayName("C184 Uploads in whatever state are listed by the bytes of their ids, exactly")
  default void uploadsAreListedByTheirIds() throws Exception {
    try (Catalog catalog = open()) {
      for (String channel : List.of("mine", "other")) {
        CatalogProbe probe = CatalogProbe.create(catalog, channel);
        List<UploadRecord> rows = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
          rows.add(insertUpload(probe));
          UploadRecord completed = insertUpload(probe).withState(UploadState.COMPLETED);
          assertThat(probe.answer(w -> w.updateUpload(completed, UploadState.OPEN))).isTrue();
          rows.add(completed);
        }
        rows.sort(Comparator.comparing((UploadRecord row) -> row.id().toString()));
        ExactPages.assertExact(
            rows,
            (after, limit) -> probe.list(r -> r.uploads(probe.channel(), after, limit)),
            UploadRecord::id);
        UploadId between = new UploadId(probe.rows().newItemId().value());
        assertThat(probe.list(r -> r.uploads(probe.channel(), Optional.of(between), 99)))
            .isEqualTo(
                rows.stream()
                    .filter(row -> row.id().toString().compareTo(between.toString()) > 0)
                    .toList());
      }
    }
  }

  @Test
  @DisplayName("C185 Usage is measured by the rows: all items but the root, bytes of whole files")
  default void usageIsMeasured() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe other = CatalogProbe.create(catalog, "other");
      other.insertFile(other.root(), "a");
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      assertThat(measured(probe)).isEqualTo(Usage.NONE);
      SampleChannel rows = probe.rows();
      ContentRecord content = probe.insert(rows.live(1000));
      ItemRecord file = probe.insert(rows.file(probe.root(), "a", content));
      probe.insert(rows.file(probe.root(), "its copy", content));
      probe.change(w -> w.insertVersion(probe.channel(), rows.version(file, 1, content)));
      assertThat(measured(probe)).isEqualTo(new Usage(2, 2000));
      probe.insert(rows.link(probe.root(), "link"));
      probe.insert(rows.pendingFile(probe.root(), "pending"));
      ItemId root = probe.root();
      ItemRecord trashed =
          rows.folder(root, "trashed").withPlacement(Placement.trashed(root, root, TIME));
      probe.insert(trashed);
      probe.insert(rows.file(trashed.id(), "in the trash", content));
      probe.insert(
          rows.folder(root, "detached").withPlacement(Placement.detached(root, root, TIME)));
      ItemRecord deleted = rows.file(probe.root(), "deleted", content);
      probe.insert(deleted.withPlacement(Placement.deleted(probe.root(), TIME)));
      ChannelRecord row = rows.channelRecord();
      Channel miscounted = new Channel(row.channel().spec(), new Usage(77, 88), TIME, TIME);
      probe.change(w -> w.updateChannel(new ChannelRecord(miscounted, row.root(), 0)));
      assertThat(measured(probe)).isEqualTo(new Usage(8, 4000));
      assertThat(measured(other)).isEqualTo(new Usage(1, 10));
    }
  }

  @Test
  @DisplayName("C186 A write reads and counts its own rows, and nobody what was undone")
  default void scansFollowChanges() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleChannel rows = probe.rows();
      ItemRecord kept = probe.insertFile(probe.root(), "kept");
      ItemRecord dropped = probe.insertFile(probe.root(), "dropped");
      ContentKey content = kept.file().flatMap(file -> file.content()).orElseThrow();
      ContentRecord row = probe.content(content).orElseThrow();
      ContentRecord intent = rows.intent(TIME);
      ItemRecord copy = rows.file(probe.root(), "copy", row);
      UploadRecord upload = rows.upload(kept, TIME);
      String before = scan(probe.channel(), catalog);
      List<String> found = new ArrayList<>();
      CatalogProbe.Changes changes =
          w -> {
            found.clear();
            w.insertItem(copy);
            w.deleteItem(probe.channel(), dropped.id());
            w.insertContent(intent);
            w.updateContent(row.live(2), ContentState.LIVE);
            w.insertUpload(upload);
            found.add(scan(probe.channel(), w));
          };
      CatalogProbe.Changes undone =
          w -> {
            changes.apply(w);
            throw new IllegalStateException("stop");
          };
      assertThat(catchThrowable(() -> probe.change(undone))).isNotNull();
      assertThat(scan(probe.channel(), catalog)).isEqualTo(before);

      probe.change(changes);
      assertThat(found).containsExactly(scan(probe.channel(), catalog)).doesNotContain(before);
      assertThat(probe.find(r -> r.content(content))).contains(new CountedContent(row.live(2), 2));
      assertThat(probe.list(r -> r.uploads(probe.channel(), Optional.empty(), 9)))
          .containsExactly(upload);
      assertThat(measured(probe)).isEqualTo(new Usage(2, 20));
      assertThat(probe.list(r -> r.items(probe.channel(), Optional.empty(), 9)))
          .contains(copy)
          .doesNotContain(dropped);
    }
  }

  @Test
  @DisplayName("C187 A channel that is not there has no items, no uploads and no usage")
  default void absentChannelHasNothing() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      probe.insertFile(probe.root(), "a");
      insertUpload(probe);
      for (String absent : List.of("absent", "Channel", "channel/", "chan")) {
        ChannelId id = ChannelId.of(absent);
        assertThat(probe.list(r -> r.items(id, Optional.empty(), 9))).isEmpty();
        assertThat(probe.list(r -> r.uploads(id, Optional.empty(), 9))).isEmpty();
        assertThat(probe.<Usage>read(r -> r.measure(id))).isEqualTo(Usage.NONE);
      }
    }
  }

  private static List<ItemRecord> insertInEveryState(CatalogProbe probe) throws BackendException {
    SampleChannel rows = probe.rows();
    ItemId root = probe.root();
    List<ItemRecord> all = new ArrayList<>(List.of(probe.item(root).orElseThrow()));
    ItemRecord folder = probe.insertFolder(root, "folder");
    all.add(folder);
    for (int i = 0; i < 4; i++) {
      all.add(probe.insertFile(folder.id(), "file " + i));
      all.add(probe.insert(rows.link(folder.id(), "link " + i)));
      all.add(probe.insert(rows.pendingFile(folder.id(), "pending " + i)));
    }
    all.add(
        probe.insert(
            rows.folder(root, "trashed").withPlacement(Placement.trashed(root, root, TIME))));
    all.add(
        probe.insert(
            rows.folder(root, "detached").withPlacement(Placement.detached(root, root, TIME))));
    ItemRecord deleted = rows.folder(root, "deleted");
    all.add(probe.insert(deleted.withPlacement(Placement.deleted(root, TIME))));
    all.add(probe.insertFolder(deleted.id(), "below"));
    return all;
  }

  private static UploadRecord insertUpload(CatalogProbe probe) throws BackendException {
    SampleChannel rows = probe.rows();
    ItemRecord file = probe.insert(rows.pendingFile(probe.root(), "pending " + rows.newItemId()));
    UploadRecord upload = rows.upload(file, TIME);
    probe.change(w -> w.insertUpload(upload));
    return upload;
  }

  private static Usage measured(CatalogProbe probe) throws BackendException {
    return probe.read(r -> r.measure(probe.channel()));
  }

  private static String scan(ChannelId channel, Catalog catalog) throws BackendException {
    return catalog.read(reader -> scan(channel, reader));
  }

  /** All that the queries tell, as a text that is equal where they are. */
  private static String scan(ChannelId channel, CatalogReader reader) throws BackendException {
    return String.join(
        "\n",
        reader.items(channel, Optional.empty(), 99).toString(),
        reader.contents(Optional.empty(), 99).toString(),
        reader.uploads(channel, Optional.empty(), 99).toString(),
        reader.measure(channel).toString());
  }
}
