package io.filelibrary.memory;

import static io.filelibrary.memory.CatalogFixture.OTHER_ROOT;
import static io.filelibrary.memory.CatalogFixture.ROOT;
import static io.filelibrary.memory.CatalogFixture.names;
import static io.filelibrary.memory.Rows.CHANNEL;
import static io.filelibrary.memory.Rows.NOW;
import static io.filelibrary.memory.Rows.OTHER_CHANNEL;
import static io.filelibrary.memory.Rows.change;
import static io.filelibrary.memory.Rows.folder;
import static io.filelibrary.memory.Rows.intent;
import static io.filelibrary.memory.Rows.itemId;
import static io.filelibrary.memory.Rows.key;
import static io.filelibrary.memory.Rows.link;
import static io.filelibrary.memory.Rows.live;
import static io.filelibrary.memory.Rows.pendingFile;
import static io.filelibrary.memory.Rows.upload;
import static io.filelibrary.memory.Rows.uploadId;
import static io.filelibrary.memory.Rows.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.Change;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemState;
import io.filelibrary.spi.ParkedQuery;
import io.filelibrary.spi.ParkedQuery.Position;
import io.filelibrary.spi.Placement;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.UploadState;
import io.filelibrary.spi.VersionRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InMemoryCatalogQueryTest {
  private CatalogFixture fixture;

  @BeforeEach
  void createCatalog() throws BackendException {
    fixture = new CatalogFixture();
  }

  @Test
  void channelIsReadAndReplaced() throws BackendException {
    ChannelRecord changed = new ChannelRecord(Rows.channel(CHANNEL, ROOT).channel(), ROOT, 7);
    fixture.write(writer -> assertThat(writer.updateChannel(changed)).isTrue());

    assertThat(fixture.find(reader -> reader.channel(CHANNEL))).contains(changed);
    assertThat(fixture.find(reader -> reader.channel(ChannelId.of("absent")))).isEmpty();
  }

  @Test
  void absentChannelIsNotReplaced() throws BackendException {
    ChannelId absent = ChannelId.of("absent");

    fixture.write(
        absent, writer -> assertThat(writer.updateChannel(Rows.channel(absent, ROOT))).isFalse());
    assertThat(fixture.find(reader -> reader.channel(absent))).isEmpty();
  }

  @Test
  void channelsAreOrderedByTheirUtf8BytesAndPaged() throws BackendException {
    fixture.createChannel(ChannelId.of("\uD83D\uDE00"), itemId(1));
    fixture.createChannel(ChannelId.of("\uFF5E"), itemId(2));
    fixture.createChannel(ChannelId.of("A"), itemId(3));

    assertThat(channels(Optional.empty(), 2)).containsExactly("A", "channel");
    assertThat(channels(Optional.of(CHANNEL), 2)).containsExactly("other/channel", "\uFF5E");
    assertThat(channels(Optional.of(ChannelId.of("\uFF5F")), 2)).containsExactly("\uD83D\uDE00");
  }

  @Test
  void itemIsReadInItsOwnChannelAlone() throws BackendException {
    ItemRecord row = folder(1, ROOT, "a").withPlacement(Placement.deleted(ROOT, NOW));
    fixture.insert(row);

    assertThat(fixture.find(reader -> reader.item(CHANNEL, itemId(1)))).contains(row);
    assertThat(fixture.find(reader -> reader.item(OTHER_CHANNEL, itemId(1)))).isEmpty();
    assertThat(fixture.find(reader -> reader.item(CHANNEL, OTHER_ROOT))).isEmpty();
  }

  @Test
  void lineageLeadsFromTheItemToTheRoot() throws BackendException {
    fixture.insert(
        folder(1, ROOT, "a").withPlacement(Placement.trashed(ROOT, ROOT, NOW)),
        folder(2, itemId(1), "b"),
        link(3, itemId(2), "c"));

    assertThat(names(lineage(CHANNEL, itemId(3)))).containsExactly("c", "b", "a", "");
    assertThat(names(lineage(CHANNEL, ROOT))).containsExactly("");
    assertThat(lineage(CHANNEL, itemId(9))).isEmpty();
    assertThat(lineage(OTHER_CHANNEL, itemId(3))).isEmpty();
  }

  @Test
  void lineageOfACycleIsReportedAsDamage() throws BackendException {
    fixture.insert(folder(1, ROOT, "a"), folder(2, itemId(1), "b"));
    fixture.write(writer -> writer.updateItem(folder(1, itemId(2), "a"), 1));

    CatalogFixture.assertReason(Reason.CORRUPT, () -> lineage(CHANNEL, itemId(2)));
  }

  @Test
  void descendFollowsKeysAsFarAsThereAreLivingChildren() throws BackendException {
    fixture.insert(
        folder(1, ROOT, "A").withName("A", "a"),
        folder(2, itemId(1), "b"),
        pendingFile(3, itemId(2), "c"));

    assertThat(names(descend(CHANNEL, ROOT, "a", "b", "c"))).containsExactly("A", "b", "c");
    assertThat(names(descend(CHANNEL, itemId(1), "b"))).containsExactly("b");
    assertThat(names(descend(CHANNEL, ROOT, "a", "x", "c"))).containsExactly("A");
    assertThat(descend(CHANNEL, ROOT, "b", "b")).isEmpty();
    assertThat(descend(CHANNEL, ROOT)).isEmpty();
    assertThat(descend(CHANNEL, itemId(9), "a")).isEmpty();
    assertThat(descend(OTHER_CHANNEL, ROOT, "a")).isEmpty();
  }

  @Test
  void descendPassesByParkedItems() throws BackendException {
    fixture.insert(folder(1, ROOT, "a").withPlacement(Placement.detached(ROOT, ROOT, NOW)));

    assertThat(descend(CHANNEL, ROOT, "a")).isEmpty();
  }

  @Test
  void parkedItemsAreOrderedByMomentThenByTheTextOfTheId() throws BackendException {
    // Java compares the halves of a UUID as signed numbers, its text does not.
    ItemId high = new ItemId(new UUID(-1, 0));
    parkAt(NOW.plusNanos(2), itemId(1));
    parkAt(NOW.plusNanos(1), high);
    parkAt(NOW.plusNanos(1), itemId(2));
    parkAt(NOW.plusNanos(3), itemId(3));

    assertThat(parked(false, Optional.empty(), 10))
        .containsExactly(itemId(2), high, itemId(1), itemId(3));
    assertThat(parked(true, Optional.empty(), 10))
        .containsExactly(itemId(3), itemId(1), high, itemId(2));
    assertThat(parked(false, Optional.of(new Position(NOW.plusNanos(1), itemId(2))), 2))
        .containsExactly(high, itemId(1));
    assertThat(parked(true, Optional.of(new Position(NOW.plusNanos(2), itemId(0))), 9))
        .containsExactly(high, itemId(2));
  }

  @Test
  void parkedItemsAreOfOneStateAndChannel() throws BackendException {
    fixture.insert(
        folder(1, ROOT, "a").withPlacement(Placement.deleted(ROOT, NOW)),
        folder(2, ROOT, "a").withPlacement(Placement.detached(ROOT, ROOT, NOW)),
        folder(3, ROOT, "a"));

    ParkedQuery deleted = new ParkedQuery(ItemState.DELETED, false, Optional.empty(), 10);
    assertThat(fixture.list(reader -> reader.parked(CHANNEL, deleted)))
        .extracting(ItemRecord::id)
        .containsExactly(itemId(1));
    assertThat(fixture.list(reader -> reader.parked(OTHER_CHANNEL, deleted))).isEmpty();
  }

  @Test
  void contentIsReadInItsOwnChannelAlone() throws BackendException {
    fixture.write(writer -> writer.insertContent(live(key(1))));

    assertThat(fixture.find(reader -> reader.content(CHANNEL, key(1)))).contains(live(key(1)));
    assertThat(fixture.find(reader -> reader.content(OTHER_CHANNEL, key(1)))).isEmpty();
    assertThat(fixture.find(reader -> reader.content(CHANNEL, key(2)))).isEmpty();
  }

  @Test
  void dueContentsAreTheLongestDueFirstThenByKey() throws BackendException {
    fixture.write(
        writer -> {
          writer.insertContent(intent(CHANNEL, key(1), NOW));
          writer.insertContent(intent(CHANNEL, key(4), NOW.minusSeconds(1)));
          writer.insertContent(intent(CHANNEL, key(3), NOW.minusSeconds(1)));
          writer.insertContent(intent(CHANNEL, key(5), NOW.plusNanos(1)));
          writer.insertContent(intent(CHANNEL, key(2), NOW).doomed(NOW.minusSeconds(9)));
          writer.insertContent(live(key(6)));
        });
    fixture.write(
        OTHER_CHANNEL, writer -> writer.insertContent(intent(OTHER_CHANNEL, key(7), NOW)));

    assertThat(due(ContentState.INTENT, 10))
        .extracting(ContentRecord::key)
        .containsExactly(key(3), key(4), key(1));
    assertThat(due(ContentState.INTENT, 2)).hasSize(2);
    assertThat(due(ContentState.DOOMED, 10)).extracting(ContentRecord::key).containsExactly(key(2));
    assertThat(due(ContentState.LIVE, 10)).isEmpty();
  }

  @Test
  void contentThatHasBecomeLiveIsNoLongerDue() throws BackendException {
    fixture.write(
        writer -> {
          writer.insertContent(intent(CHANNEL, key(1), NOW));
          writer.updateContent(live(key(1)), ContentState.INTENT);
        });

    assertThat(due(ContentState.INTENT, 10)).isEmpty();
  }

  @Test
  void versionsAreOrderedByTheirNumbers() throws BackendException {
    fixture.insert(pendingFile(1, ROOT, "a"), pendingFile(2, ROOT, "b"));
    fixture.write(
        writer -> {
          writer.insertContent(live(key(1)));
          for (int number : new int[] {10, 9, 1}) {
            writer.insertVersion(CHANNEL, version(itemId(1), number, key(1)));
          }
          writer.insertVersion(CHANNEL, version(itemId(2), 2, key(1)));
        });

    assertThat(fixture.list(reader -> reader.versions(CHANNEL, itemId(1))))
        .extracting(VersionRecord::number)
        .containsExactly(1, 9, 10);
    assertThat(fixture.list(reader -> reader.versions(OTHER_CHANNEL, itemId(1)))).isEmpty();
  }

  @Test
  void uploadIsReadByItsIdAndByItsFile() throws BackendException {
    UploadRecord row = upload(1, itemId(1), NOW);
    fixture.insert(pendingFile(1, ROOT, "a"));
    fixture.write(writer -> writer.insertUpload(row));

    assertThat(fixture.find(reader -> reader.upload(CHANNEL, uploadId(1)))).contains(row);
    assertThat(fixture.find(reader -> reader.uploadOf(CHANNEL, itemId(1)))).contains(row);
    assertThat(fixture.find(reader -> reader.upload(OTHER_CHANNEL, uploadId(1)))).isEmpty();
    assertThat(fixture.find(reader -> reader.uploadOf(OTHER_CHANNEL, itemId(1)))).isEmpty();
    assertThat(fixture.find(reader -> reader.uploadOf(CHANNEL, itemId(9)))).isEmpty();
  }

  @Test
  void updatedUploadIsReadEveryWay() throws BackendException {
    UploadRecord row =
        upload(1, itemId(1), NOW).withContent(key(2)).withState(UploadState.COMPLETED);
    fixture.insert(pendingFile(1, ROOT, "a"));
    fixture.write(
        writer -> {
          writer.insertUpload(upload(1, itemId(1), NOW.plusSeconds(9)).withContent(key(1)));
          writer.updateUpload(row, UploadState.OPEN);
        });

    assertThat(fixture.find(reader -> reader.uploadOf(CHANNEL, itemId(1)))).contains(row);
    assertThat(fixture.find(reader -> reader.uploadTo(key(2)))).contains(row);
    assertThat(fixture.find(reader -> reader.uploadTo(key(1)))).isEmpty();
    assertThat(fixture.list(reader -> reader.expiredUploads(CHANNEL, NOW, 9))).containsExactly(row);
  }

  @Test
  void deletedUploadFreesItsFile() throws BackendException {
    fixture.insert(pendingFile(1, ROOT, "a"));
    fixture.write(
        writer -> {
          writer.insertUpload(upload(1, itemId(1), NOW));
          assertThat(writer.deleteUpload(CHANNEL, uploadId(1))).isTrue();
          assertThat(writer.deleteUpload(CHANNEL, uploadId(1))).isFalse();
          writer.insertUpload(upload(2, itemId(1), NOW));
        });

    assertThat(fixture.list(reader -> reader.expiredUploads(CHANNEL, NOW, 9))).hasSize(1);
  }

  @Test
  void expiredUploadsAreTheLongestExpiredFirst() throws BackendException {
    fixture.insert(pendingFile(1, ROOT, "a"), pendingFile(2, ROOT, "b"), pendingFile(3, ROOT, "c"));
    fixture.write(
        writer -> {
          writer.insertUpload(upload(1, itemId(1), NOW));
          writer.insertUpload(upload(2, itemId(2), NOW.minusNanos(1)));
          writer.insertUpload(upload(3, itemId(3), NOW.plusNanos(1)));
        });

    assertThat(fixture.list(reader -> reader.expiredUploads(CHANNEL, NOW, 9)))
        .extracting(UploadRecord::id)
        .containsExactly(uploadId(2), uploadId(1));
    assertThat(fixture.list(reader -> reader.expiredUploads(CHANNEL, NOW, 1))).hasSize(1);
    assertThat(fixture.list(reader -> reader.expiredUploads(OTHER_CHANNEL, NOW, 9))).isEmpty();
  }

  @Test
  void changesAreReadInOrderOfTheirSequence() throws BackendException {
    fixture.write(
        writer -> {
          for (long sequence = 12; sequence > 0; sequence--) {
            writer.insertChange(change(CHANNEL, sequence));
          }
        });
    fixture.write(OTHER_CHANNEL, writer -> writer.insertChange(change(OTHER_CHANNEL, 20)));

    assertThat(changes(0, 2)).containsExactly(1L, 2L);
    assertThat(changes(9, 10)).containsExactly(10L, 11L, 12L);
    assertThat(changes(12, 10)).isEmpty();
  }

  private List<String> channels(Optional<ChannelId> after, int limit) throws BackendException {
    return fixture.list(
        reader ->
            reader.channels(after, limit).stream().map(row -> row.channel().id().value()).toList());
  }

  private List<ItemRecord> lineage(ChannelId channel, ItemId item) throws BackendException {
    return fixture.list(reader -> reader.lineage(channel, item));
  }

  private List<ItemRecord> descend(ChannelId channel, ItemId from, String... nameKeys)
      throws BackendException {
    return fixture.list(reader -> reader.descend(channel, from, List.of(nameKeys)));
  }

  private void parkAt(Instant since, ItemId id) throws BackendException {
    ItemRecord row =
        Rows.item(CHANNEL, id, ItemKind.FOLDER, Placement.trashed(ROOT, ROOT, since), "a");
    fixture.insert(row);
  }

  private List<ItemId> parked(boolean descending, Optional<Position> after, int limit)
      throws BackendException {
    ParkedQuery query = new ParkedQuery(ItemState.TRASHED, descending, after, limit);
    return fixture.list(
        reader -> reader.parked(CHANNEL, query).stream().map(ItemRecord::id).toList());
  }

  private List<ContentRecord> due(ContentState state, int limit) throws BackendException {
    return fixture.list(reader -> reader.dueContents(CHANNEL, state, NOW, limit));
  }

  private List<Long> changes(long after, int limit) throws BackendException {
    return fixture.list(
        reader -> reader.changes(CHANNEL, after, limit).stream().map(Change::sequence).toList());
  }
}
