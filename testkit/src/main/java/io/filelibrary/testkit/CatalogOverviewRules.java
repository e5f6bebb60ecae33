package io.filelibrary.testkit;

import static io.filelibrary.testkit.SampleChannel.TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.filelibrary.model.Backlog;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.Usage;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.Placement;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.UploadState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is asked about all channels at once. */
interface CatalogOverviewRules extends CatalogLocation {

  @Test
  @DisplayName("C168 The channel of an item is found whatever its state, by the item's id alone")
  default void channelOfAnItemIsFound() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe mine = CatalogProbe.create(catalog, "mine");
      CatalogProbe other = CatalogProbe.create(catalog, "other");
      for (CatalogProbe probe : List.of(mine, other)) {
        for (ItemId item : itemsInEveryState(probe)) {
          assertThat(channelOf(mine, item)).contains(probe.channel());
          mine.change(w -> assertThat(w.channelOf(item)).contains(probe.channel()));
          other.change(w -> assertThat(w.channelOf(item)).contains(probe.channel()));
        }
      }
      assertThat(channelOf(mine, mine.rows().newItemId())).isEmpty();
    }
  }

  @Test
  @DisplayName("C169 A write finds the channels of its own items, and nobody those of deleted ones")
  default void channelOfADeletedItemIsNotFound() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ItemId deleted = probe.insertFolder(probe.root(), "a").id();
      ItemRecord added = probe.rows().folder(probe.root(), "b");
      List<Optional<ChannelId>> found = new ArrayList<>();
      CatalogProbe.Changes changes =
          w -> {
            found.clear();
            w.insertItem(added);
            found.add(w.channelOf(added.id()));
            w.deleteItem(probe.channel(), deleted);
            found.add(w.channelOf(deleted));
          };
      CatalogProbe.Changes undone =
          w -> {
            changes.apply(w);
            throw new IllegalStateException("stop");
          };
      assertThat(catchThrowable(() -> probe.change(undone))).isNotNull();
      assertThat(channelOf(probe, added.id())).isEmpty();
      assertThat(channelOf(probe, deleted)).contains(probe.channel());

      probe.change(changes);
      assertThat(found).containsExactly(Optional.of(probe.channel()), Optional.empty());
      assertThat(channelOf(probe, added.id())).contains(probe.channel());
      assertThat(channelOf(probe, deleted)).isEmpty();
    }
  }

  @Test
  @DisplayName(
      "C171 Channels of a tenant are listed by the UTF-8 bytes of their ids, in exact pages")
  default void channelsOfATenantAreListed() throws Exception {
    List<String> ids = CatalogChannelRules.ORDERED_IDS;
    try (Catalog catalog = open()) {
      for (int i = 0; i < ids.size(); i++) {
        insert(catalog, ids.get(i * 7 % ids.size()), "tenant");
      }
      for (String other : List.of("Tenant", "tenant ", "tenan", "tenant/a", "%")) {
        insert(catalog, "a of " + other, other);
      }
      for (int limit : List.of(1, 2, 5, ids.size(), 100)) {
        List<String> seen = new ArrayList<>();
        List<String> page = idsOf(catalog, "tenant", Optional.empty(), limit);
        while (!page.isEmpty()) {
          int expected = Math.min(limit, ids.size() - seen.size());
          assertThat(page).as("page of %d after %s", limit, seen).hasSize(expected);
          seen.addAll(page);
          page = idsOf(catalog, "tenant", Optional.of(page.get(page.size() - 1)), limit);
        }
        assertThat(seen).containsExactlyElementsOf(ids);
      }
      assertThat(idsOf(catalog, "tenant", Optional.of("a of %"), 2)).containsExactly("a/", "a/b");
      assertThat(idsOf(catalog, "%", Optional.empty(), 9)).containsExactly("a of %");
      assertThat(idsOf(catalog, "none", Optional.empty(), 9)).isEmpty();
    }
  }

  @Test
  @DisplayName("C172 A channel that goes to another tenant is listed there, and there alone")
  default void channelOfAnotherTenantIsListedThere() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = insert(catalog, "b", "from");
      insert(catalog, "a", "from");
      insert(catalog, "c", "to");
      ChannelRecord moved = ofTenant(probe.rows(), "to");
      List<List<String>> found = new ArrayList<>();
      CatalogProbe.Changes changes =
          w -> {
            found.clear();
            w.updateChannel(moved);
            found.add(idsOf(w, "from", Optional.empty(), 9));
            found.add(idsOf(w, "to", Optional.empty(), 9));
          };
      CatalogProbe.Changes undone =
          w -> {
            changes.apply(w);
            throw new IllegalStateException("stop");
          };
      assertThat(catchThrowable(() -> probe.change(undone))).isNotNull();
      assertThat(idsOf(catalog, "from", Optional.empty(), 9)).containsExactly("a", "b");
      assertThat(idsOf(catalog, "to", Optional.empty(), 9)).containsExactly("c");

      probe.change(changes);
      assertThat(found).containsExactly(List.of("a"), List.of("b", "c"));
      assertThat(idsOf(catalog, "from", Optional.empty(), 9)).containsExactly("a");
      assertThat(idsOf(catalog, "to", Optional.empty(), 9)).containsExactly("b", "c");
      assertThat(probe.find(r -> r.channel(probe.channel()))).contains(moved);
    }
  }

  @Test
  @DisplayName("C173 The backlog counts open uploads, and intents and doomed, in all channels")
  default void backlogIsCounted() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe mine = CatalogProbe.create(catalog, "mine");
      CatalogProbe other = CatalogProbe.create(catalog, "other");
      assertThat(backlog(mine)).isEqualTo(new Backlog(0, 0, 0));
      long channels = 0;
      for (CatalogProbe probe : List.of(mine, other)) {
        channels++;
        SampleChannel rows = probe.rows();
        for (Instant time : List.of(TIME, TIME.plusSeconds(1), TIME.plusSeconds(1_000_000_000))) {
          probe.insert(rows.intent(time));
          probe.insert(rows.doomed(time));
          probe.insert(rows.doomed(time));
          insertUpload(probe, time);
          UploadRecord completed = insertUpload(probe, time).withState(UploadState.COMPLETED);
          assertThat(probe.answer(w -> w.updateUpload(completed, UploadState.OPEN))).isTrue();
        }
        probe.insert(rows.intent(TIME));
        probe.insertFile(probe.root(), "live");
        Backlog expected = new Backlog(3 * channels, 4 * channels, 6 * channels);
        assertThat(backlog(mine)).isEqualTo(expected);
        mine.change(w -> assertThat(w.backlog()).isEqualTo(expected));
      }
    }
  }

  @Test
  @DisplayName("C174 The backlog is that of the moment, in a write with the write's own changes")
  default void backlogFollowsChanges() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      ContentRecord intent = probe.insert(probe.rows().intent(TIME));
      ContentRecord doomed = probe.insert(probe.rows().doomed(TIME));
      ContentRecord live = probe.insert(probe.rows().live(1));
      UploadRecord upload = insertUpload(probe, TIME);
      UploadRecord deleted = insertUpload(probe, TIME);
      UploadRecord cascaded = insertUpload(probe, TIME);
      Backlog before = new Backlog(3, 1, 1);
      List<Backlog> found = new ArrayList<>();
      CatalogProbe.Changes changes =
          w -> {
            found.clear();
            w.updateUpload(upload.withState(UploadState.COMPLETED), UploadState.OPEN);
            found.add(w.backlog());
            w.deleteUpload(probe.channel(), deleted.id());
            w.deleteItem(probe.channel(), cascaded.item());
            found.add(w.backlog());
            w.updateContent(intent.doomed(TIME), ContentState.INTENT);
            found.add(w.backlog());
            w.deleteContent(probe.channel(), doomed.key());
            w.updateContent(live.doomed(TIME), ContentState.LIVE);
            found.add(w.backlog());
          };
      CatalogProbe.Changes undone =
          w -> {
            changes.apply(w);
            throw new IllegalStateException("stop");
          };
      assertThat(catchThrowable(() -> probe.change(undone))).isNotNull();
      assertThat(backlog(probe)).isEqualTo(before);

      probe.change(changes);
      assertThat(found)
          .containsExactly(
              new Backlog(2, 1, 1),
              new Backlog(0, 1, 1),
              new Backlog(0, 0, 2),
              new Backlog(0, 0, 2));
      assertThat(backlog(probe)).isEqualTo(new Backlog(0, 0, 2));
    }
  }

  @Test
  @DisplayName("C175 The open uploads of a channel are counted up to a limit, in a write at once")
  default void openUploadsOfAChannelAreCounted() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe mine = CatalogProbe.create(catalog, "mine");
      CatalogProbe other = CatalogProbe.create(catalog, "other");
      insertUpload(other, TIME);
      assertThat(openUploads(mine, 9)).isZero();
      for (int seconds : List.of(0, 1, 1_000_000_000)) {
        insertUpload(mine, TIME.plusSeconds(seconds));
      }
      UploadRecord completed = insertUpload(mine, TIME).withState(UploadState.COMPLETED);
      assertThat(openUploads(mine, 3)).isEqualTo(3);
      List<Long> found = new ArrayList<>();
      mine.change(
          w -> {
            found.clear();
            found.add(w.openUploads(mine.channel(), 9));
            w.updateUpload(completed, UploadState.OPEN);
            found.add(w.openUploads(mine.channel(), 9));
          });
      assertThat(found).containsExactly(4L, 3L);
      assertThat(openUploads(mine, 2)).isEqualTo(2);
      assertThat(openUploads(mine, 9)).isEqualTo(3);
      assertThat(openUploads(other, 9)).isEqualTo(1);
    }
  }

  private static long openUploads(CatalogProbe probe, long limit) throws BackendException {
    return probe.read(reader -> reader.openUploads(probe.channel(), limit));
  }

  private static UploadRecord insertUpload(CatalogProbe probe, Instant expiresAt)
      throws BackendException {
    SampleChannel rows = probe.rows();
    ItemRecord file = probe.insert(rows.pendingFile(probe.root(), "pending " + rows.newItemId()));
    UploadRecord upload = rows.upload(file, expiresAt);
    probe.change(w -> w.insertUpload(upload));
    return upload;
  }

  private static Backlog backlog(CatalogProbe probe) throws BackendException {
    return probe.read(CatalogReader::backlog);
  }

  private static CatalogProbe insert(Catalog catalog, String channel, String tenant)
      throws BackendException {
    CatalogProbe probe = new CatalogProbe(catalog, SampleChannel.of(channel));
    ChannelRecord row = ofTenant(probe.rows(), tenant);
    probe.change(writer -> writer.insertChannel(row));
    return probe;
  }

  private static ChannelRecord ofTenant(SampleChannel rows, String tenant) {
    ChannelSpec spec = ChannelSpec.of(rows.id(), TenantId.of(tenant));
    return new ChannelRecord(new Channel(spec, Usage.NONE, TIME, TIME), rows.root(), 0);
  }

  private static List<String> idsOf(
      Catalog catalog, String tenant, Optional<String> after, int limit) throws BackendException {
    return catalog.read(reader -> idsOf(reader, tenant, after, limit));
  }

  private static List<String> idsOf(
      CatalogReader reader, String tenant, Optional<String> after, int limit)
      throws BackendException {
    return reader.channels(TenantId.of(tenant), after.map(ChannelId::of), limit).stream()
        .map(row -> row.channel().id().value())
        .toList();
  }

  private static List<ItemId> itemsInEveryState(CatalogProbe probe) throws BackendException {
    SampleChannel rows = probe.rows();
    ItemId root = probe.root();
    ItemRecord folder = probe.insertFolder(root, "folder");
    ItemRecord trashed =
        rows.folder(root, "trashed").withPlacement(Placement.trashed(root, folder.id(), TIME));
    ItemRecord detached =
        rows.folder(root, "detached").withPlacement(Placement.detached(root, folder.id(), TIME));
    ItemRecord deleted = rows.folder(root, "deleted").withPlacement(Placement.deleted(root, TIME));
    List<ItemId> ids = new ArrayList<>(List.of(root, folder.id()));
    ids.add(probe.insertFile(folder.id(), "file").id());
    ids.add(probe.insert(rows.link(folder.id(), "link")).id());
    ids.add(probe.insert(rows.pendingFile(folder.id(), "pending")).id());
    for (ItemRecord parked : List.of(trashed, detached, deleted)) {
      ids.add(probe.insert(parked).id());
      ids.add(probe.insertFolder(parked.id(), "below").id());
    }
    return ids;
  }

  private static Optional<ChannelId> channelOf(CatalogProbe probe, ItemId item)
      throws BackendException {
    return probe.find(reader -> reader.channelOf(item));
  }
}
