package io.filelibrary.storage.sqlite;

import static io.filelibrary.storage.sqlite.Samples.CHANNEL;
import static io.filelibrary.storage.sqlite.Samples.HASH;
import static io.filelibrary.storage.sqlite.Samples.NOW;
import static io.filelibrary.storage.sqlite.Samples.ROOT;
import static io.filelibrary.storage.sqlite.Samples.STAMP;
import static io.filelibrary.storage.sqlite.Samples.folder;
import static io.filelibrary.storage.sqlite.Samples.itemId;
import static io.filelibrary.storage.sqlite.Samples.key;
import static io.filelibrary.storage.sqlite.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.filelibrary.error.Effect;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.Change;
import io.filelibrary.model.ChangeAction;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.LinkUrl;
import io.filelibrary.model.Membership;
import io.filelibrary.model.MembershipType;
import io.filelibrary.model.NamePolicy;
import io.filelibrary.model.Stamp;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.UploadId;
import io.filelibrary.model.Usage;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemState;
import io.filelibrary.spi.ParkedQuery;
import io.filelibrary.spi.Placement;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.UploadState;
import io.filelibrary.spi.VersionRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That rows come back as they were written, and what the tables refuse. */
final class SqliteCatalogTest {
  private static final ChannelId OTHER = ChannelId.of("team/43");
  private static final ItemId OTHER_ROOT = itemId(2);
  private static final UploadId UPLOAD = new UploadId(itemId(500).value());

  @TempDir Path folder;
  private SqliteCatalog catalog;

  @BeforeEach
  void openCatalog() throws Exception {
    catalog = SqliteCatalog.open(folder.resolve("catalog.db"));
    write(
        catalog,
        writer -> {
          Samples.insertChannel(writer);
          writer.insertChannel(Samples.channel(OTHER, OTHER_ROOT));
          writer.insertItem(Samples.root(OTHER, OTHER_ROOT));
        });
  }

  @AfterEach
  void closeCatalog() throws Exception {
    catalog.close();
  }

  @Test
  void whatWasWrittenIsThereAfterItIsOpenedAgain() throws Exception {
    Path file = folder.resolve("a b?c#d%é.db");
    UUID id;
    try (SqliteCatalog first = SqliteCatalog.open(file)) {
      write(first, Samples::insertChannel);
      write(first, writer -> writer.insertItem(folder(itemId(3), ROOT, "docs")));
      id = first.id();
    }
    try (SqliteCatalog second = SqliteCatalog.open(file)) {
      assertThat(second.<Object>read(reader -> reader.lineage(CHANNEL, itemId(3))))
          .isEqualTo(List.of(folder(itemId(3), ROOT, "docs"), Samples.root(CHANNEL, ROOT)));
      assertThat(second.id()).isEqualTo(id).isNotEqualTo(catalog.id());
    }
    assertThat(folder.toFile().list())
        .contains("a b?c#d%é.db")
        .doesNotContain("a b?c#d%é.db-wal", "a b?c#d%é.db-shm");
  }

  @Test
  void itemsComeBackAsTheyWere() throws Exception {
    Stamp last = new Stamp(EpochNanos.instant(Long.MAX_VALUE), ActorId.of("zoë '\"\uD83D\uDE00"));
    Stamp first = new Stamp(EpochNanos.instant(Long.MIN_VALUE), ActorId.of("ann"));
    Attributes attributes =
        Attributes.of(
            Map.of("quote\"d", "a\\b\n\t\u0001/", "empty", "", "\uD83D\uDE00", "{\"a\":[]}"));
    ItemRecord link =
        new ItemRecord(
            itemId(10),
            CHANNEL,
            ItemKind.LINK,
            Placement.trashed(ROOT, itemId(77), NOW),
            "Straße",
            "strasse",
            first,
            last,
            7,
            Visibility.PUBLIC,
            attributes,
            Optional.of(LinkUrl.of("https://example.org/?a=b#c")),
            Optional.empty());
    ItemRecord file = Samples.file(itemId(11), ROOT, "f", key(1), Long.MAX_VALUE);
    ItemRecord pending = Samples.pending(itemId(12), ROOT, "p", 9);
    write(
        catalog,
        writer -> {
          writer.insertContent(Samples.live(key(1), 3));
          writer.insertItem(link);
          writer.insertItem(file);
          writer.insertItem(pending);
        });
    assertThat(item(10)).contains(link);
    assertThat(item(11)).contains(file);
    assertThat(item(12)).contains(pending);
    ItemRecord changed = link.changed(STAMP).withPlacement(Placement.living(itemId(1)));
    write(
        catalog,
        writer -> {
          assertThat(writer.updateItem(changed, 6)).isFalse();
          assertThat(writer.updateItem(changed, 7)).isTrue();
        });
    assertThat(item(10)).contains(changed);
  }

  @Test
  void channelsComeBackAsTheyWereInTheOrderOfTheirBytes() throws Exception {
    ChannelRecord row =
        new ChannelRecord(
            new Channel(
                new ChannelSpec(
                    ChannelId.of("\uFF21"),
                    new TenantId("acme"),
                    new Membership(
                        MembershipType.COMPANY,
                        Optional.of("client \"1\""),
                        Optional.empty(),
                        List.of("m2", "m1", "m2")),
                    NamePolicy.POSIX,
                    false,
                    OptionalLong.of(5),
                    Attributes.of(Map.of("plan", "\"gold\""))),
                new Usage(3, 4),
                NOW,
                NOW.plusNanos(1)),
            itemId(90),
            8);
    ChannelRecord emoji = Samples.channel(ChannelId.of("\uD83D\uDE00"), itemId(91));
    write(
        catalog,
        writer -> {
          writer.insertChannel(emoji);
          writer.insertChannel(row);
        });
    assertThat(catalog.<Object>read(reader -> reader.channels(Optional.of(OTHER), 5)))
        .isEqualTo(List.of(row, emoji));
    assertThat(catalog.<Object>read(reader -> reader.channels(Optional.empty(), 1)))
        .isEqualTo(List.of(Samples.channel(CHANNEL, ROOT)));
    ChannelRecord changed = new ChannelRecord(emoji.channel(), itemId(91), 9);
    write(
        catalog,
        writer -> {
          assertThat(writer.updateChannel(changed)).isTrue();
          assertThat(writer.updateChannel(Samples.channel(ChannelId.of("no"), ROOT))).isFalse();
        });
    assertThat(catalog.<Object>read(reader -> reader.channel(emoji.channel().id())))
        .isEqualTo(Optional.of(changed));
  }

  @Test
  void contentsVersionsUploadsAndChangesComeBackAsTheyWere() throws Exception {
    ContentRecord live = Samples.live(key(1), 3);
    VersionRecord version =
        new VersionRecord(itemId(10), 1, key(1), ContentType.of("text/plain"), STAMP);
    UploadRecord upload = upload(itemId(11), NOW);
    TreeMap<String, String> previous = new TreeMap<>(Map.of("name", "old \"name\"", "parent", ""));
    Change change =
        new Change(
            1,
            CHANNEL,
            ChangeAction.UPDATED,
            ItemKind.FILE,
            itemId(10),
            Optional.empty(),
            ItemName.of("new"),
            2,
            STAMP,
            previous);
    write(
        catalog,
        writer -> {
          writer.insertContent(live);
          writer.insertItem(Samples.file(itemId(10), ROOT, "f", key(1), 3));
          writer.insertItem(Samples.pending(itemId(11), ROOT, "p", 3));
          writer.insertVersion(CHANNEL, version);
          writer.insertUpload(upload);
          writer.insertChange(change);
        });
    catalog.read(
        reader -> {
          assertThat(reader.content(CHANNEL, key(1))).contains(live);
          assertThat(reader.versions(CHANNEL, itemId(10))).containsExactly(version);
          assertThat(reader.upload(CHANNEL, UPLOAD)).contains(upload);
          assertThat(reader.uploadOf(CHANNEL, itemId(11))).contains(upload);
          assertThat(reader.changes(CHANNEL, 0, 9)).containsExactly(change);
          assertThat(reader.changes(CHANNEL, 1, 9)).isEmpty();
          return true;
        });
  }

  @Test
  void nothingIsSeenFromAnotherChannel() throws Exception {
    write(
        catalog,
        writer -> {
          catalog.insertInline(writer, Samples.inline(key(1), 1), new byte[] {1});
          writer.insertItem(Samples.file(itemId(10), ROOT, "f", key(1), 3));
          writer.insertItem(Samples.pending(itemId(11), ROOT, "p", 3));
          writer.insertUpload(upload(itemId(11), NOW));
        });
    for (ChannelId channel : List.of(OTHER, ChannelId.of("absent"))) {
      catalog.read(
          reader -> {
            assertThat(reader.item(channel, itemId(10))).isEmpty();
            assertThat(reader.lineage(channel, itemId(10))).isEmpty();
            assertThat(reader.descend(channel, ROOT, List.of("f"))).isEmpty();
            assertThat(reader.content(channel, key(1))).isEmpty();
            assertThat(reader.upload(channel, UPLOAD)).isEmpty();
            assertThat(reader.uploadOf(channel, itemId(11))).isEmpty();
            assertThat(reader.expiredUploads(channel, Instant.MAX, 9)).isEmpty();
            assertThat(catalog.inline(reader, channel, key(1))).isEmpty();
            return true;
          });
    }
    write(
        catalog,
        writer -> {
          assertThat(writer.deleteItem(OTHER, itemId(10))).isFalse();
          assertThat(writer.deleteContent(OTHER, key(1))).isFalse();
          assertThat(writer.deleteUpload(OTHER, UPLOAD)).isFalse();
        });
  }

  @Test
  void rowsThatBreakAConstraintAreRefused() throws Exception {
    write(
        catalog,
        writer -> {
          writer.insertContent(Samples.live(key(1), 3));
          writer.insertItem(Samples.file(itemId(10), ROOT, "f", key(1), 3));
          writer.insertItem(Samples.pending(itemId(11), ROOT, "p", 3));
          writer.insertUpload(upload(itemId(11), NOW));
          writer.insertVersion(CHANNEL, version(itemId(10), 1, 1));
          writer.insertChange(change(1));
        });
    refused(writer -> writer.insertChannel(Samples.channel(CHANNEL, itemId(99))));
    refused(writer -> writer.insertItem(folder(itemId(20), ROOT, "f")));
    refused(writer -> writer.insertItem(folder(itemId(10), ROOT, "g")));
    refused(writer -> writer.insertItem(folder(itemId(20), itemId(99), "g")));
    refused(writer -> writer.insertItem(folder(itemId(20), OTHER_ROOT, "g")));
    refused(writer -> writer.insertItem(Samples.file(itemId(20), ROOT, "g", key(9), 3)));
    refused(
        writer ->
            writer.insertItem(
                Samples.item(
                    OTHER, itemId(10), ItemKind.FOLDER, Placement.living(OTHER_ROOT), "g")));
    refused(
        writer ->
            writer.insertItem(
                Samples.item(
                    ChannelId.of("absent"), itemId(20), ItemKind.FOLDER, Placement.ROOT, "")));
    refused(writer -> writer.deleteItem(CHANNEL, ROOT));
    refused(writer -> writer.insertContent(Samples.live(key(1), 3)));
    refused(writer -> writer.insertVersion(CHANNEL, version(itemId(10), 1, 1)));
    refused(writer -> writer.insertVersion(CHANNEL, version(itemId(99), 2, 1)));
    refused(writer -> writer.insertVersion(CHANNEL, version(itemId(10), 2, 9)));
    refused(writer -> writer.insertVersion(OTHER, version(itemId(10), 2, 1)));
    refused(writer -> writer.insertUpload(upload(itemId(11), NOW)));
    refused(writer -> writer.insertUpload(upload(itemId(10), NOW)));
    refused(writer -> writer.insertChange(change(1)));
    refused(writer -> catalog.insertInline(writer, Samples.inline(key(1), 1), new byte[1]));
    refused(
        writer -> {
          writer.updateContent(Samples.live(key(1), 3).doomed(NOW), ContentState.LIVE);
          writer.deleteContent(CHANNEL, key(1));
        });
  }

  @Test
  void aParkedItemTakesNoName() throws Exception {
    write(
        catalog,
        writer -> {
          ItemRecord first = folder(itemId(10), ROOT, "name");
          writer.insertItem(first);
          writer.updateItem(first.withPlacement(Placement.deleted(ROOT, NOW)), 1);
          writer.insertItem(folder(itemId(11), ROOT, "name"));
        });
    assertThat(catalog.<Object>read(reader -> reader.descend(CHANNEL, ROOT, List.of("name", "x"))))
        .isEqualTo(List.of(folder(itemId(11), ROOT, "name")));
  }

  @Test
  void deletingAnItemTakesItsVersionsAndItsUpload() throws Exception {
    write(
        catalog,
        writer -> {
          writer.insertContent(Samples.live(key(1), 3));
          writer.insertItem(Samples.pending(itemId(10), ROOT, "f", 3));
          writer.insertUpload(upload(itemId(10), NOW));
          writer.insertVersion(CHANNEL, version(itemId(10), 1, 1));
          assertThat(writer.deleteItem(CHANNEL, itemId(10))).isTrue();
          assertThat(writer.upload(CHANNEL, UPLOAD)).isEmpty();
          assertThat(writer.versions(CHANNEL, itemId(10))).isEmpty();
        });
  }

  @Test
  void onlyADoomedContentIsDeletedAndItsBytesGoWithIt() throws Exception {
    write(
        catalog,
        writer -> {
          ContentRecord intent = Samples.inline(key(1), 2);
          catalog.insertInline(writer, intent, new byte[] {1, 2});
          assertThat(writer.deleteContent(CHANNEL, key(1))).isFalse();
          assertThat(writer.updateContent(intent.doomed(NOW), ContentState.LIVE)).isFalse();
          assertThat(writer.updateContent(intent.doomed(NOW), ContentState.INTENT)).isTrue();
          assertThat(catalog.inline(writer, CHANNEL, key(1))).contains(new byte[] {1, 2});
          assertThat(writer.deleteContent(CHANNEL, key(1))).isTrue();
          assertThat(catalog.inline(writer, CHANNEL, key(1))).isEmpty();
        });
    List<Long> left =
        catalog
            .database()
            .read(session -> session.list(Row::number, "SELECT number FROM inline_bytes"));
    assertThat(left).as("rows of bytes").isEmpty();
  }

  @Test
  void theCatalogTakesBytesUpToItsLimit() throws Exception {
    byte[] most = new byte[catalog.inlineLimit()];
    most[most.length - 1] = 7;
    write(
        catalog,
        writer -> {
          catalog.insertInline(writer, Samples.inline(key(1), most.length), most);
          catalog.insertInline(writer, Samples.inline(key(2), 0), new byte[0]);
          writer.insertContent(Samples.intent(key(3), NOW));
        });
    catalog.read(
        reader -> {
          assertThat(catalog.inline(reader, CHANNEL, key(1))).contains(most);
          assertThat(catalog.inline(reader, CHANNEL, key(2))).contains(new byte[0]);
          assertThat(catalog.inline(reader, CHANNEL, key(3))).isEmpty();
          return true;
        });
  }

  @Test
  void bytesBeyondTheLimitAreRefused() throws Exception {
    byte[] more = new byte[catalog.inlineLimit() + 1];
    refused(writer -> catalog.insertInline(writer, Samples.inline(key(1), more.length), more));
  }

  @Test
  void bytesOfAContentInTheStorageAreNotTaken() throws Exception {
    write(
        catalog,
        writer ->
            assertThatIllegalArgumentException()
                .isThrownBy(
                    () -> catalog.insertInline(writer, Samples.live(key(1), 1), new byte[1])));
    catalog.read(
        reader -> {
          assertThat(reader.content(CHANNEL, key(1))).isEmpty();
          return true;
        });
  }

  @Test
  void whatIsDueComesInItsOrder() throws Exception {
    write(
        catalog,
        writer -> {
          writer.insertContent(Samples.intent(key(3), NOW));
          writer.insertContent(Samples.intent(key(2), NOW));
          writer.insertContent(Samples.intent(key(4), NOW.minusNanos(1)));
          writer.insertContent(Samples.intent(key(5), NOW.plusNanos(1)));
          writer.insertContent(Samples.live(key(6), 1));
        });
    catalog.read(
        reader -> {
          assertThat(reader.dueContents(CHANNEL, ContentState.INTENT, NOW, 9))
              .extracting(ContentRecord::key)
              .containsExactly(key(4), key(2), key(3));
          assertThat(reader.dueContents(CHANNEL, ContentState.INTENT, Instant.MAX, 1))
              .extracting(ContentRecord::key)
              .containsExactly(key(4));
          assertThat(reader.dueContents(CHANNEL, ContentState.INTENT, Instant.MIN, 9)).isEmpty();
          assertThat(reader.dueContents(CHANNEL, ContentState.DOOMED, NOW, 9)).isEmpty();
          return true;
        });
  }

  @Test
  void parkedItemsComeInPages() throws Exception {
    write(
        catalog,
        writer -> {
          for (int i = 0; i < 6; i++) {
            Placement trashed = Placement.trashed(ROOT, ROOT, NOW.plusNanos(i / 2));
            writer.insertItem(
                Samples.item(CHANNEL, itemId(20 - i), ItemKind.FOLDER, trashed, "same"));
          }
          Placement deleted = Placement.deleted(ROOT, NOW);
          writer.insertItem(Samples.item(CHANNEL, itemId(30), ItemKind.FOLDER, deleted, "same"));
        });
    assertThat(parked(false)).containsExactly(19L, 20L, 17L, 18L, 15L, 16L);
    assertThat(parked(true)).containsExactly(16L, 15L, 18L, 17L, 20L, 19L);
  }

  @Test
  void aLineageMayBeDeep() throws Exception {
    write(
        catalog,
        writer -> {
          for (int i = 0; i < 400; i++) {
            writer.insertItem(folder(itemId(100 + i), i == 0 ? ROOT : itemId(99 + i), "d"));
          }
        });
    assertThat(catalog.<List<ItemRecord>>read(reader -> reader.lineage(CHANNEL, itemId(499))))
        .hasSize(401);
  }

  @Test
  void aReadSeesOneSnapshotFromItsBeginning() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    Threads.Running<Boolean> read =
        Threads.start(
            () ->
                catalog.read(
                    reader -> {
                      began.countDown();
                      await(written);
                      return reader.item(CHANNEL, itemId(10)).isPresent();
                    }));
    began.await();
    write(catalog, writer -> writer.insertItem(folder(itemId(10), ROOT, "later")));
    assertThat(item(10)).isPresent();
    written.countDown();
    assertThat(read.result()).isFalse();
  }

  @Test
  void aTransactionIsOverWhenItsWorkHasReturned() throws Exception {
    CatalogReader kept = catalog.read(reader -> reader);
    assertThatThrownBy(() -> kept.item(CHANNEL, ROOT)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> kept.uploadTo(key(1))).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> kept.channelOf(ROOT)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> kept.backlog()).isInstanceOf(IllegalStateException.class);
    assertThat(
            catalog.<Throwable>read(
                reader -> {
                  try {
                    return Threads.start(() -> reader.item(CHANNEL, ROOT)).failure();
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                }))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void moreReadersThanConnectionsWaitTheirTurn() throws Exception {
    try (SqliteCatalog one =
        SqliteCatalog.open(SqliteCatalogOptions.of(folder.resolve("catalog.db")).withReaders(1))) {
      assertThat(
              Threads.together(
                  8, number -> one.<Integer>read(reader -> reader.lineage(CHANNEL, ROOT).size())))
          .containsOnly(1);
    }
  }

  @Test
  void twoInstancesOnOneFileSeeEachOther() throws Exception {
    try (SqliteCatalog second = SqliteCatalog.open(folder.resolve("catalog.db"))) {
      assertThat(second.id()).isEqualTo(catalog.id());
      Threads.together(
          8,
          number -> {
            SqliteCatalog mine = number % 2 == 0 ? catalog : second;
            SqliteCatalog theirs = number % 2 == 0 ? second : catalog;
            for (int i = 0; i < 10; i++) {
              ItemId id = itemId(100 + number * 10 + i);
              write(mine, writer -> writer.insertItem(folder(id, ROOT, id.toString())));
              assertThat(theirs.<Boolean>read(reader -> reader.item(CHANNEL, id).isPresent()))
                  .isTrue();
            }
            return true;
          });
    }
    assertThat(item(179)).isPresent();
  }

  @Test
  void aWriteGivesUpWhenAnotherInstanceHoldsTheLockTooLong() throws Exception {
    try (SqliteCatalog second =
        SqliteCatalog.open(
            SqliteCatalogOptions.of(folder.resolve("catalog.db"))
                .withBusyTimeout(Duration.ofMillis(20)))) {
      BackendException refused;
      HeldWriter held = new HeldWriter(catalog);
      try {
        refused = (BackendException) catchThrowable(() -> write(second, writer -> {}));
        assertThat(second.<Boolean>read(reader -> reader.item(CHANNEL, ROOT).isPresent())).isTrue();
      } finally {
        held.release();
      }
      assertThat(refused.reason()).isEqualTo(Reason.UNAVAILABLE);
      assertThat(refused.effect()).isEqualTo(Effect.NONE);
      write(second, writer -> writer.insertItem(folder(itemId(10), ROOT, "now")));
    }
  }

  @Test
  void closingLeavesNoThread() throws Exception {
    catalog.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("filelibrary-sqlite-catalog");
    catalog.close();
  }

  private void refused(Samples.Change change) {
    Throwable failure = catchThrowable(() -> write(catalog, change));
    assertThat(failure).isInstanceOf(BackendException.class);
    assertThat(((BackendException) failure).reason()).isEqualTo(Reason.CONSTRAINT);
    assertThat(((BackendException) failure).effect()).isEqualTo(Effect.NONE);
  }

  private List<Long> parked(boolean descending) throws BackendException {
    return catalog.read(
        reader -> {
          List<Long> numbers = new ArrayList<>();
          Optional<ParkedQuery.Position> after = Optional.empty();
          while (true) {
            List<ItemRecord> page =
                reader.parked(CHANNEL, new ParkedQuery(ItemState.TRASHED, descending, after, 4));
            page.forEach(row -> numbers.add(row.id().value().getLeastSignificantBits() & 0xFFFF));
            if (page.size() < 4) {
              return numbers;
            }
            ItemRecord last = page.get(3);
            after =
                Optional.of(
                    new ParkedQuery.Position(last.placement().since().orElseThrow(), last.id()));
          }
        });
  }

  private static VersionRecord version(ItemId item, int number, long content) {
    return new VersionRecord(item, number, key(content), ContentType.OCTET_STREAM, STAMP);
  }

  private static Change change(long sequence) {
    return new Change(
        sequence,
        CHANNEL,
        ChangeAction.CREATED,
        ItemKind.FOLDER,
        itemId(10),
        Optional.of(itemId(9)),
        ItemName.of("n"),
        1,
        STAMP,
        new TreeMap<>());
  }

  private static UploadRecord upload(ItemId item, Instant expires) {
    return new UploadRecord(
        UPLOAD,
        CHANNEL,
        item,
        UploadState.OPEN,
        Optional.of(key(44)),
        Optional.of("2~parts"),
        OptionalLong.of(3),
        Optional.of(HASH),
        Long.MAX_VALUE,
        ConflictPolicy.RENAME,
        expires);
  }

  private Optional<ItemRecord> item(long number) throws BackendException {
    return catalog.read(reader -> reader.item(CHANNEL, itemId(number)));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
