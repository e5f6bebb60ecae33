package io.filelibrary.testkit;

import static io.filelibrary.testkit.CatalogProbe.ids;
import static io.filelibrary.testkit.SampleChannel.TIME;
import static io.filelibrary.testkit.SampleRows.LATER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.filelibrary.model.Change;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.SortField;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.CatalogWork;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ChildQuery;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemState;
import io.filelibrary.spi.ParkedQuery;
import io.filelibrary.spi.Placement;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.VersionRecord;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a transaction is: all or nothing, and what was thrown is thrown. */
interface CatalogTransactionRules extends CatalogLocation {

  @Test
  @DisplayName("C100 Read and write return what their work returns")
  default void workReturnsItsValue() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      Object value = new Object();
      Object read = probe.read(reader -> value);
      Object written = probe.write(writer -> value);
      assertThat(read).isSameAs(value);
      assertThat(written).isSameAs(value);
    }
  }

  @Test
  @DisplayName("C101 What the work throws is rethrown as the same object, by read and by write")
  default void failureOfTheWorkIsRethrownAsItIs() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      for (Throwable thrown : failures()) {
        assertThat(catchThrowable(() -> probe.read(reader -> throwing(thrown)))).isSameAs(thrown);
        CatalogWork<CatalogWriter, Object> work =
            writer -> {
              writer.insertItem(probe.rows().folder(probe.root(), thrown.toString()));
              return throwing(thrown);
            };
        assertThat(catchThrowable(() -> probe.write(work))).isSameAs(thrown);
      }
      assertThat(probe.find(reader -> reader.channel(probe.channel()))).isPresent();
    }
  }

  @Test
  @DisplayName("C102 When the work throws none of its changes is ever visible")
  default void failedWorkLeavesNothing() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleRows before = SampleRows.insert(probe);
      for (Throwable thrown : failures()) {
        Throwable failure =
            catchThrowable(
                () ->
                    probe.write(
                        writer -> {
                          changeEverything(writer, probe, before);
                          return throwing(thrown);
                        }));
        assertThat(failure).isNotNull();
        before.assertStored(probe);
        assertThat(probe.find(r -> r.channel(probe.channel())))
            .contains(probe.rows().channelRecord());
        assertThat(children(probe)).containsExactly(before.folder());
      }
    }
  }

  @Test
  @DisplayName("C103 When a constraint refuses a record none of the other changes is visible")
  default void refusedRecordLeavesNothing() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      SampleRows before = SampleRows.insert(probe);
      probe.assertConstraint(
          writer -> {
            changeEverything(writer, probe, before);
            writer.insertItem(probe.rows().folder(probe.root(), "new"));
          });
      before.assertStored(probe);
      assertThat(children(probe)).containsExactly(before.folder());

      SampleChannel other = SampleChannel.of("other");
      assertThat(
              catchThrowable(
                  () ->
                      catalog.write(
                          other.id(),
                          Durability.DURABLE,
                          writer -> {
                            writer.insertChannel(other.channelRecord());
                            writer.insertItem(other.rootRecord());
                            writer.insertChannel(other.channelRecord());
                            return true;
                          })))
          .isInstanceOf(BackendException.class);
      assertThat(CatalogProbe.find(catalog, r -> r.channel(other.id()))).isEmpty();
    }
  }

  @Test
  @DisplayName("C104 Reads inside a write see the changes made before in it")
  default void writeSeesItsOwnChanges() throws Exception {
    try (Catalog catalog = open()) {
      SampleChannel rows = SampleChannel.of("channel");
      CatalogProbe probe = new CatalogProbe(catalog, rows);
      ChannelId id = rows.id();
      ItemRecord root = rows.rootRecord();
      ContentRecord content = rows.live(1);
      ContentRecord intent = rows.intent(TIME);
      ItemRecord folder = rows.folder(rows.root(), "a");
      ItemRecord file = rows.file(folder.id(), "b", content);
      ItemRecord parked =
          file.withPlacement(Placement.trashed(rows.root(), folder.id(), TIME))
              .changed(rows.newStamp());
      VersionRecord version = rows.version(file, 1, content);
      UploadRecord upload = rows.upload(file, TIME);
      Change change = rows.change(1, file);
      ParkedQuery trash = new ParkedQuery(ItemState.TRASHED, false, Optional.empty(), 9);
      probe.change(
          w -> {
            assertThat(w.channel(id)).isEmpty();
            w.insertChannel(rows.channelRecord());
            assertThat(w.channel(id)).contains(rows.channelRecord());
            assertThat(w.channels(Optional.empty(), 9)).containsExactly(rows.channelRecord());
            w.insertItem(root);
            w.insertItem(folder);
            w.insertContent(content);
            w.insertContent(intent);
            w.insertItem(file);
            assertThat(w.item(id, file.id())).contains(file);
            assertThat(w.lineage(id, file.id())).containsExactly(file, folder, root);
            assertThat(w.descend(id, rows.root(), List.of("a", "b"))).containsExactly(folder, file);
            assertThat(w.children(id, byName(rows))).containsExactly(folder);
            assertThat(w.content(id, content.key())).contains(content);
            assertThat(w.dueContents(id, ContentState.INTENT, LATER, 9)).containsExactly(intent);
            w.insertVersion(id, version);
            assertThat(w.versions(id, file.id())).containsExactly(version);
            w.insertUpload(upload);
            assertThat(w.upload(id, upload.id())).contains(upload);
            assertThat(w.uploadOf(id, file.id())).contains(upload);
            assertThat(w.expiredUploads(id, LATER, 9)).containsExactly(upload);
            w.insertChange(change);
            assertThat(w.changes(id, 0, 9)).containsExactly(change);
            assertThat(w.updateItem(parked, 1)).isTrue();
            assertThat(w.parked(id, trash)).containsExactly(parked);
            assertThat(w.descend(id, rows.root(), List.of("a", "b"))).containsExactly(folder);
            assertThat(w.deleteItem(id, file.id())).isTrue();
            assertThat(w.item(id, file.id())).isEmpty();
            assertThat(w.upload(id, upload.id())).isEmpty();
            assertThat(w.parked(id, trash)).isEmpty();
            w.insertItem(rows.folder(folder.id(), "b"));
          });
      assertThat(probe.item(file.id())).isEmpty();
      assertThat(children(probe)).containsExactly(folder);
    }
  }

  @Test
  @DisplayName("C105 What a write that has returned changed is seen by every later read")
  default void returnedWriteIsSeenByAll() throws Exception {
    try (Catalog catalog = open();
        Workers workers = new Workers()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      for (int round = 0; round < 20; round++) {
        ItemRecord folder = probe.insertFolder(probe.root(), "f" + round);
        for (Outcome<Optional<ItemRecord>> seen :
            workers.race(4, number -> probe.item(folder.id()))) {
          assertThat(seen.value()).contains(Optional.of(folder));
        }
      }
    }
  }

  @Test
  @DisplayName("C106 A relaxed write is visible at once, and all or nothing, as a durable one is")
  default void relaxedWriteIsVisibleAtOnce() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      for (int round = 0; round < 20; round++) {
        ContentRecord intent = probe.rows().intent(TIME);
        ContentRecord second = probe.rows().intent(TIME);
        probe.change(
            Durability.RELAXED,
            writer -> {
              writer.insertContent(intent);
              writer.insertContent(second);
            });
        probe.assertStored(intent);
        probe.assertStored(second);
        ContentRecord never = probe.rows().intent(TIME);
        BackendFailures.assertRefused(
            Reason.CONSTRAINT,
            () ->
                probe.change(
                    Durability.RELAXED,
                    writer -> {
                      writer.insertContent(never);
                      writer.insertContent(intent);
                    }));
        assertThat(probe.content(never.key())).isEmpty();
        ContentRecord live =
            intent
                .arrived(1, probe.rows().live(1).sha256().orElseThrow(), OptionalInt.empty(), false)
                .live(1);
        assertThat(probe.answer(w -> w.updateContent(live, ContentState.INTENT))).isTrue();
        probe.assertStored(live);
      }
    }
  }

  /** Changes, adds and removes rows of every kind; adds a folder "new" to the root. */
  private static void changeEverything(CatalogWriter writer, CatalogProbe probe, SampleRows rows)
      throws BackendException {
    SampleChannel fresh = probe.rows();
    ChannelId id = probe.channel();
    ChannelRecord channel = fresh.channelRecord();
    assertThat(writer.updateChannel(new ChannelRecord(channel.channel(), channel.root(), 9)))
        .isTrue();
    assertThat(writer.deleteItem(id, rows.parked().id())).isTrue();
    ItemRecord renamed = rows.folder().withName("renamed", "renamed").changed(fresh.newStamp());
    assertThat(writer.updateItem(renamed, 1)).isTrue();
    writer.insertItem(fresh.folder(probe.root(), "new"));
    ContentRecord content = fresh.intent(TIME);
    writer.insertContent(content);
    assertThat(writer.updateContent(rows.intent().doomed(TIME), ContentState.INTENT)).isTrue();
    assertThat(writer.deleteContent(id, rows.doomed().key())).isTrue();
    writer.insertVersion(id, fresh.version(rows.file(), 2, content));
    assertThat(writer.deleteUpload(id, rows.upload().id())).isTrue();
    writer.insertUpload(fresh.upload(rows.file(), TIME));
    writer.insertChange(fresh.change(2, rows.file()));
    assertThat(ids(writer.children(id, byName(fresh)))).hasSize(2);
  }

  private static List<Throwable> failures() {
    return List.of(
        new BackendException(Reason.UNAVAILABLE, "thrown by the work"),
        new IllegalStateException("thrown by the work"),
        new LinkageError("thrown by the work"));
  }

  private static Object throwing(Throwable thrown) throws BackendException {
    if (thrown instanceof BackendException checked) {
      throw checked;
    }
    if (thrown instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    throw new AssertionError(thrown);
  }

  private static ChildQuery byName(SampleChannel rows) {
    return new ChildQuery(rows.root(), SortField.NAME, false, false, true, Optional.empty(), 100);
  }

  private static List<ItemRecord> children(CatalogProbe probe) throws BackendException {
    return probe.list(reader -> reader.children(probe.channel(), byName(probe.rows())));
  }
}
