package io.filelibrary;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.check.CheckOptions;
import io.filelibrary.check.CheckReport;
import io.filelibrary.check.Examined;
import io.filelibrary.check.Finding;
import io.filelibrary.check.FindingKind;
import io.filelibrary.check.ReadData;
import io.filelibrary.check.Standing;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.CreateOptions;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Usage;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.Placement;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A check names each kind of damage, and nothing that is in order. */
final class CheckTest {
  private static final CheckOptions READ = CheckOptions.DEFAULT.withReadData(ReadData.ALL);

  private final CheckedLibrary checked = CheckedLibrary.create();
  private final Fixture fixture = checked.fixture;
  private final ChannelFiles files = checked.files;

  @AfterEach
  void close() {
    checked.close();
  }

  private ContentKey keyOf(ItemId file) {
    return fixture.contentKey(file);
  }

  private ContentRecord content(ContentKey key) {
    try {
      return fixture.catalog.read(records -> records.content(Fixture.CHANNEL, key)).orElseThrow();
    } catch (BackendException e) {
      throw new AssertionError(e);
    }
  }

  private ItemId upload(String path) {
    return files.upload(path, CheckedLibrary.LARGE).id();
  }

  private void waitForLong() {
    fixture.clock.advance(Duration.ofDays(30));
  }

  @Test
  void soundLibraryIsClean() {
    files.createFolder(Destination.at("a/b"), CreateOptions.DEFAULT.withCreateParents());
    upload("a/b/large");
    files.upload("a/small", new byte[] {1, 2, 3});
    files.createLink("a/link", "https://example.com/");
    upload("gone");
    files.delete(fixture.item("gone").id(), DeleteOptions.DEFAULT);
    files.trash(upload("trashed"));
    files.uploads().begin(Destination.at("pending"), UploadOptions.DEFAULT);

    CheckReport report = checked.clean(READ);

    assertThat(report.examined()).isEqualTo(new Examined(2, 9, 4, 4, 200_003));
    assertThat(report.standing()).isEqualTo(Standing.TOGETHER);
  }

  @Test
  void lostObjectIsMissingAndTheFileIsNamed() {
    ItemId file = upload("report");
    fixture.storage.lose(keyOf(file));

    Finding found = checked.only(FindingKind.MISSING_OBJECT);

    assertThat(found.item()).contains(file);
    assertThat(found.key()).contains(keyOf(file));
    assertThat(found.channel()).contains(Fixture.CHANNEL);
    assertThat(found.repaired()).isFalse();
  }

  @Test
  void contentThatCopiesShareIsToldOnce() {
    ItemId file = upload("report");
    files.copy(file, Destination.at("copy"), PlaceOptions.DEFAULT);
    fixture.storage.lose(keyOf(file));

    assertThat(checked.only(FindingKind.MISSING_OBJECT).sentence()).endsWith("2 files use them");
  }

  @Test
  void objectOfAnotherSizeIsNamed() {
    ItemId file = upload("report");
    fixture.storage.lose(keyOf(file));
    fixture.storage.arrive(keyOf(file), Fixture.bytes(99_999));

    assertThat(checked.only(FindingKind.WRONG_SIZE).item()).contains(file);
  }

  @Test
  void objectWithAnotherHashIsNamedWithoutReadingWhereTheStorageKnowsIt() {
    ItemId file = upload("report");
    byte[] other = CheckedLibrary.LARGE.clone();
    other[5] ^= 1;
    fixture.storage.lose(keyOf(file));
    fixture.storage.arrive(keyOf(file), other);

    assertThat(checked.only(FindingKind.DAMAGED_BYTES).item()).contains(file);
    assertThat(checked.check().examined().bytes()).isZero();
  }

  @Test
  void flippedBitIsFoundByReading() {
    ItemId file = upload("report");
    byte[] other = CheckedLibrary.LARGE.clone();
    other[99_999] ^= 0x40;
    fixture.storage.damage(keyOf(file), other);

    checked.clean(CheckOptions.DEFAULT);
    assertThat(checked.only(READ, FindingKind.DAMAGED_BYTES).item()).contains(file);
  }

  @Test
  void slicesTogetherReadEverything() {
    ItemId file = upload("report");
    fixture.storage.damage(keyOf(file), new byte[100_000]);
    int found = 0;
    for (int slice = 0; slice < 4; slice++) {
      found +=
          checked.check(CheckOptions.DEFAULT.withReadData(new ReadData(25, slice))).total() > 0
              ? 1
              : 0;
    }

    assertThat(found).isEqualTo(1);
  }

  @Test
  void inlineBytesThatAreMissingAreFoundByReading() {
    ItemId lost = files.upload("lost", new byte[] {1, 2, 3}).id();
    ContentRecord other = content(keyOf(lost));
    ContentKey copy = new ContentKey("private/0123456789abcdef0123456789abcdef");
    checked.plant(
        records -> {
          records.insertContent(inlineCopy(other, copy));
          records.updateContent(other.doomed(fixture.clock.instant()), ContentState.LIVE);
        });
    checked.plant(lost, row -> row.withFile(withContent(row.file().orElseThrow(), copy)));

    assertThat(checked.only(READ, FindingKind.MISSING_OBJECT).key()).contains(copy);
  }

  @Test
  void inlineBytesOfAnotherSizeAreFoundByReading() {
    ItemId file = files.upload("short", new byte[] {1, 2, 3}).id();
    ContentRecord row = content(keyOf(file));
    ContentKey copy = new ContentKey("private/0123456789abcdef0123456789abcdef");
    checked.plant(
        records -> {
          fixture.catalog.insertInline(records, inlineCopy(row, copy), new byte[] {1, 2});
          records.updateContent(row.doomed(fixture.clock.instant()), ContentState.LIVE);
        });
    checked.plant(file, record -> record.withFile(withContent(record.file().orElseThrow(), copy)));

    assertThat(checked.only(READ, FindingKind.WRONG_SIZE).key()).contains(copy);
  }

  @Test
  void crc32cThatTheCatalogHasWrongIsFoundByReading() {
    ItemId file = files.upload("report", new byte[] {1, 2, 3}).id();
    ContentRecord row = content(keyOf(file));
    checked.plant(
        records ->
            records.updateContent(
                row.arrived(3, row.sha256().orElseThrow(), OptionalInt.of(7), true).live(1),
                ContentState.LIVE));

    assertThat(checked.only(READ, FindingKind.DAMAGED_BYTES).sentence()).contains("CRC-32C");
  }

  private static ContentRecord inlineCopy(ContentRecord row, ContentKey key) {
    return new ContentRecord(
        key,
        row.channel(),
        ContentState.LIVE,
        1,
        true,
        row.size(),
        row.sha256(),
        row.crc32c(),
        false,
        Optional.empty());
  }

  private static FileRecord withContent(FileRecord file, ContentKey key) {
    return new FileRecord(
        file.status(),
        file.size(),
        file.contentType(),
        file.version(),
        Optional.of(key),
        file.sha256(),
        file.encrypted());
  }

  @Test
  void objectWithoutRowIsAnOrphanOnceItIsOld() {
    ContentKey stray = new ContentKey("private/ffffffffffffffffffffffffffffffff");
    fixture.storage.arrive(stray, new byte[] {1});
    checked.clean(CheckOptions.DEFAULT);

    waitForLong();
    files.createFolder("later");

    assertThat(checked.only(FindingKind.ORPHAN).key()).contains(stray);
  }

  @Test
  void countsOfUsesAreCompared() {
    ItemId file = upload("report");
    ContentRecord row = content(keyOf(file));
    checked.plant(records -> records.updateContent(row.live(7), ContentState.LIVE));

    assertThat(checked.only(FindingKind.WRONG_REFS).key()).contains(keyOf(file));
  }

  @Test
  void contentThatNoFileUsesIsNamed() {
    ContentRecord used = content(keyOf(upload("report")));
    ContentKey key = new ContentKey("private/00000000000000000000000000000000");
    checked.plant(
        records ->
            records.insertContent(
                new ContentRecord(
                    key,
                    Fixture.CHANNEL,
                    ContentState.LIVE,
                    1,
                    false,
                    used.size(),
                    used.sha256(),
                    used.crc32c(),
                    false,
                    Optional.empty())));

    assertThat(checked.only(FindingKind.UNUSED_CONTENT).key()).contains(key);
  }

  @Test
  void contentThatIsToBeDeletedAlthoughAFileUsesItIsNamed() {
    ItemId file = upload("report");
    ContentRecord row = content(keyOf(file));
    checked.plant(
        records -> records.updateContent(row.doomed(fixture.clock.instant()), ContentState.LIVE));

    assertThat(checked.only(FindingKind.USED_NOT_LIVE).key()).contains(keyOf(file));
  }

  @Test
  void contentThatNobodyCollectsIsOverdue() {
    ItemId file = upload("report");
    ContentKey key = keyOf(file);
    files.delete(file, DeleteOptions.DEFAULT);
    checked.clean(CheckOptions.DEFAULT);

    waitForLong();

    assertThat(checked.only(FindingKind.OVERDUE_CONTENT).key()).contains(key);
  }

  @Test
  void fileThatTellsAnotherSizeThanItsContentIsNamed() {
    ItemId file = upload("report");
    checked.plant(
        file,
        row -> {
          FileRecord old = row.file().orElseThrow();
          return row.withFile(
              new FileRecord(
                  old.status(),
                  old.size() - 1,
                  ContentType.OCTET_STREAM,
                  old.version(),
                  old.content(),
                  old.sha256(),
                  old.encrypted()));
        });
    checked.plant(records -> setUsage(records, new Usage(1, CheckedLibrary.LARGE.length - 1)));

    assertThat(checked.only(FindingKind.WRONG_FILE).item()).contains(file);
  }

  @Test
  void privateFileWithPublicBytesIsNamed() {
    ItemId file = upload("report");
    checked.plant(file, row -> row.withVisibility(Visibility.PUBLIC));

    assertThat(checked.only(FindingKind.WRONG_FILE).item()).contains(file);
  }

  @Test
  void itemInsideAFileIsNamedAndWhatIsBelowItIsNot() {
    ItemId file = upload("report");
    ItemId folder = files.createFolder("folder").id();
    upload("folder/below");
    checked.plant(folder, row -> row.withPlacement(Placement.living(file)));

    assertThat(checked.only(FindingKind.PARENT_NOT_A_FOLDER).item()).contains(folder);
  }

  @Test
  void fileInsideAFileIsNamed() {
    ItemId file = upload("report");
    ItemId inside = upload("inside");
    checked.plant(inside, row -> row.withPlacement(Placement.living(file)));

    assertThat(checked.only(FindingKind.PARENT_NOT_A_FOLDER).item()).contains(inside);
  }

  @Test
  void ringIsToldOnceAndWhatIsBelowItIsNot() {
    ItemId top = files.createFolder("a").id();
    ItemId middle = files.createFolder("a/b").id();
    ItemId bottom = files.createFolder("a/b/c").id();
    files.createFolder("a/b/c/d");
    upload("a/b/file");
    checked.plant(top, row -> row.withPlacement(Placement.living(bottom)));

    Finding ring = checked.only(FindingKind.CYCLE);

    assertThat(ring.item()).hasValueSatisfying(id -> assertThat(id).isIn(top, middle, bottom));
    assertThat(ring.sentence()).startsWith("3 folders");
  }

  @Test
  void folderInItselfIsARing() {
    ItemId folder = files.createFolder("a").id();
    checked.plant(folder, row -> row.withPlacement(Placement.living(folder)));

    assertThat(checked.only(FindingKind.CYCLE).item()).contains(folder);
  }

  @Test
  void keyThatIsNotTheNamesIsNamed() {
    ItemId folder = files.createFolder("Name").id();
    checked.plant(folder, row -> row.withName("Name", "other"));

    assertThat(checked.only(FindingKind.WRONG_NAME_KEY).item()).contains(folder);
  }

  @Test
  void usageIsCompared() {
    upload("report");
    checked.plant(records -> setUsage(records, new Usage(5, 100_000)));

    assertThat(checked.only(FindingKind.WRONG_USAGE).channel()).contains(Fixture.CHANNEL);
  }

  private static void setUsage(CatalogWriter records, Usage usage) throws BackendException {
    ChannelRecord row = records.channel(Fixture.CHANNEL).orElseThrow();
    Channel channel = row.channel();
    Channel other = new Channel(channel.spec(), usage, channel.createdAt(), channel.updatedAt());
    records.updateChannel(new ChannelRecord(other, row.root(), row.lastChange()));
  }

  @Test
  void feedThatEndsElsewhereIsNamed() {
    files.createFolder("a");
    checked.plant(
        records -> {
          ChannelRecord row = records.channel(Fixture.CHANNEL).orElseThrow();
          records.updateChannel(new ChannelRecord(row.channel(), row.root(), 5));
        });

    assertThat(checked.only(FindingKind.WRONG_FEED).sentence()).contains("1", "5");
  }

  @Test
  void gapInTheFeedIsNamed() {
    files.createFolder("a");
    checked.plant(
        records -> {
          ChannelRecord row = records.channel(Fixture.CHANNEL).orElseThrow();
          records.updateChannel(new ChannelRecord(row.channel(), row.root(), 5));
        });
    files.createFolder("b");

    assertThat(checked.only(FindingKind.WRONG_FEED).sentence()).contains("1 gaps", "change 2");
  }

  @Test
  void channelWithoutItsRootIsNamed() {
    ItemId folder = files.createFolder("a").id();
    checked.plant(
        records -> {
          ChannelRecord row = records.channel(Fixture.CHANNEL).orElseThrow();
          records.updateChannel(new ChannelRecord(row.channel(), folder, row.lastChange()));
        });

    checked.check();

    assertThat(checked.findings)
        .extracting(Finding::kind)
        .contains(FindingKind.MISSING_ROOT, FindingKind.DANGLING_PARENT);
  }

  @Test
  void uploadThatNobodyCollectsIsStuck() {
    ItemId file =
        files.uploads().begin(Destination.at("pending"), UploadOptions.DEFAULT).file().id();
    checked.clean(CheckOptions.DEFAULT);

    waitForLong();

    assertThat(checked.only(FindingKind.STUCK_UPLOAD).item()).contains(file);
  }

  @Test
  void pendingFileWithoutUploadIsStuck() {
    PendingUpload upload = files.uploads().begin(Destination.at("pending"), UploadOptions.DEFAULT);
    checked.plant(records -> records.deleteUpload(Fixture.CHANNEL, upload.id()));

    assertThat(checked.only(FindingKind.STUCK_UPLOAD).item()).contains(upload.file().id());
  }

  @Test
  void foreignMarkIsNamedAndTheRestIsCheckedWhereTheStorageIsOurs() {
    upload("kept");
    ItemId lost = upload("lost");
    fixture.storage.lose(keyOf(lost));
    ContentKey mark = new ContentKey("catalog-id");
    fixture.storage.lose(mark);
    fixture.storage.arrive(mark, "00000000-0000-0000-0000-000000000001".getBytes(US_ASCII));

    CheckReport report = checked.check();

    assertThat(checked.findings)
        .extracting(Finding::kind)
        .containsExactly(FindingKind.FOREIGN_STORAGE, FindingKind.MISSING_OBJECT);
    assertThat(report.standing()).isEqualTo(Standing.FOREIGN);
  }

  @Test
  void storageOfAnotherCatalogIsNamedAndNotComparedWith() {
    fixture.storage.lose(keyOf(upload("lost")));
    fixture.storage.lose(new ContentKey("catalog-id"));
    waitForLong();
    fixture.storage.arrive(
        new ContentKey("private/ffffffffffffffffffffffffffffffff"), new byte[] {1});

    CheckReport report = checked.check();

    assertThat(checked.findings)
        .extracting(Finding::kind)
        .containsExactly(FindingKind.FOREIGN_STORAGE);
    assertThat(report.unchecked()).hasSize(1);
    assertThat(report.standing()).isEqualTo(Standing.FOREIGN);
    assertThat(report.uncheckedCount()).isEqualTo(1);
  }
}
