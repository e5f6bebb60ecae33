package io.filelibrary;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.check.CheckOptions;
import io.filelibrary.check.CheckPoint;
import io.filelibrary.check.CheckReport;
import io.filelibrary.check.Finding;
import io.filelibrary.check.FindingKind;
import io.filelibrary.check.ReadData;
import io.filelibrary.check.RepairLevel;
import io.filelibrary.check.Standing;
import io.filelibrary.check.Unchecked;
import io.filelibrary.error.BackendFailed;
import io.filelibrary.error.Effect;
import io.filelibrary.model.Channel;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.Usage;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.Placement;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each level of repair mends, and what it keeps its hands off. */
final class CheckRepairTest {
  private static final CheckOptions READ = CheckOptions.DEFAULT.withReadData(ReadData.ALL);
  private static final CheckOptions COUNTERS = READ.withRepair(RepairLevel.COUNTERS);
  private static final CheckOptions GARBAGE = READ.withRepair(RepairLevel.GARBAGE);
  private static final CheckOptions TREE = READ.withRepair(RepairLevel.TREE);
  private static final ContentKey STRAY =
      new ContentKey("private/ffffffffffffffffffffffffffffffff");

  private final CheckedLibrary checked = CheckedLibrary.create();
  private final Fixture fixture = checked.fixture;
  private final ChannelFiles files = checked.files;

  @AfterEach
  void close() {
    checked.close();
  }

  private ItemId upload(String path) {
    return files.upload(path, CheckedLibrary.LARGE).id();
  }

  private void wrongUsage() {
    checked.plant(
        records -> {
          ChannelRecord row = records.channel(Fixture.CHANNEL).orElseThrow();
          Channel old = row.channel();
          Channel other =
              new Channel(old.spec(), new Usage(50, 5), old.createdAt(), old.updatedAt());
          records.updateChannel(new ChannelRecord(other, row.root(), row.lastChange()));
        });
  }

  private void doomed(ContentKey key) {
    checked.plant(
        records ->
            records.updateContent(
                records.content(Fixture.CHANNEL, key).orElseThrow().doomed(fixture.clock.instant()),
                ContentState.LIVE));
  }

  /** An object without a row, old enough, in a library that goes on being used. */
  private void orphan() {
    fixture.storage.arrive(STRAY, new byte[] {1});
    fixture.clock.advance(Duration.ofDays(30));
    files.createFolder("later");
  }

  private void ring() {
    ItemId top = files.createFolder("a").id();
    ItemId bottom = files.createFolder("a/b").id();
    upload("a/b/file");
    checked.plant(top, row -> row.withPlacement(Placement.living(bottom)));
  }

  @ParameterizedTest
  @EnumSource
  void levelsMendWhatTheySayAndNoMore(RepairLevel level) {
    orphan();
    wrongUsage();
    ring();
    wrongUsage();

    CheckReport report = checked.check(READ.withRepair(level));

    assertThat(checked.findings)
        .extracting(Finding::kind)
        .containsExactlyInAnyOrder(FindingKind.ORPHAN, FindingKind.WRONG_USAGE, FindingKind.CYCLE);
    assertThat(checked.findings)
        .allSatisfy(
            finding ->
                assertThat(finding.repaired())
                    .isEqualTo(
                        level.includes(
                            switch (finding.kind()) {
                              case ORPHAN -> RepairLevel.GARBAGE;
                              case WRONG_USAGE -> RepairLevel.COUNTERS;
                              default -> RepairLevel.TREE;
                            })));
    assertThat(report.repaired())
        .isEqualTo(checked.findings.stream().filter(Finding::repaired).count());
  }

  @Test
  void mendedLibraryIsClean() {
    orphan();
    ring();
    wrongUsage();
    checked.check(TREE);

    checked.clean(READ);
    fixture.check();
  }

  @Test
  void wrongUsesAreCountedAgain() {
    ContentKey key = fixture.contentKey(upload("report"));
    checked.plant(
        records ->
            records.updateContent(
                records.content(Fixture.CHANNEL, key).orElseThrow().live(7), ContentState.LIVE));

    assertThat(checked.only(COUNTERS, FindingKind.WRONG_REFS).repaired()).isTrue();

    checked.clean(READ);
  }

  @Test
  void collectorLeavesContentThatAFileUses() {
    ItemId file = upload("report");
    doomed(fixture.contentKey(file));
    fixture.clock.advance(Duration.ofDays(30));

    assertThat(fixture.library.collect().undeletedContents()).isEqualTo(1);

    assertThat(checked.only(GARBAGE, FindingKind.USED_NOT_LIVE).repaired()).isTrue();
    assertThat(fixture.read(file)).isEqualTo(CheckedLibrary.LARGE);
    checked.clean(READ);
  }

  @Test
  void damageInOneChannelKeepsNoOtherFromItsCollection() {
    files.createFolder("damaged");
    doomed(fixture.contentKey(upload("damaged/report")));
    ItemId kept = fixture.files.find("damaged").orElseThrow().id();
    files.delete(kept, DeleteOptions.DEFAULT.withRecursive());
    ChannelFiles behind = fixture.otherFiles;
    ItemId deleted = behind.upload("report", CheckedLibrary.LARGE).id();
    behind.delete(deleted, DeleteOptions.DEFAULT);
    assertThat(fixture.storage.keys()).hasSize(3);
    fixture.clock.advance(Duration.ofDays(30));

    assertThatThrownBy(fixture.library::collect).isInstanceOf(BackendFailed.class);

    assertThat(fixture.storage.keys()).hasSize(2);
  }

  @Test
  void contentThatAFileUsesIsSavedFromTheCollector() {
    ItemId file = upload("report");
    doomed(fixture.contentKey(file));
    fixture.clock.advance(Duration.ofDays(30));

    assertThat(checked.only(GARBAGE, FindingKind.USED_NOT_LIVE).repaired()).isTrue();

    assertThat(fixture.read(file)).isEqualTo(CheckedLibrary.LARGE);
    checked.clean(READ);
  }

  @Test
  void collectorTakesWhatIsOverdue() {
    files.delete(upload("report"), DeleteOptions.DEFAULT);
    fixture.clock.advance(Duration.ofDays(30));

    assertThat(checked.only(GARBAGE, FindingKind.OVERDUE_CONTENT).repaired()).isFalse();

    checked.clean(READ);
  }

  @Test
  void ringIsMovedToLostAndFound() {
    ring();

    assertThat(checked.only(TREE, FindingKind.CYCLE).repaired()).isTrue();

    assertThat(fixture.paths()).hasSize(4).anyMatch(path -> path.endsWith("/file"));
    assertThat(fixture.names("lost+found")).hasSize(1);
    checked.clean(READ);
    fixture.check();
  }

  @Test
  void lostAndFoundRenamesWhatIsThereAlready() {
    for (int i = 0; i < 2; i++) {
      ItemId file = upload("report " + i);
      ItemId inside = upload("same.txt");
      checked.plant(inside, row -> row.withPlacement(Placement.living(file)));
    }

    checked.check(TREE);

    assertThat(fixture.names("lost+found")).containsExactly("same (2).txt", "same.txt");
    checked.clean(READ);
    fixture.check();
  }

  @Test
  void orphanYoungerThanTheMarginStays() {
    fixture.storage.arrive(STRAY, new byte[] {1});

    checked.clean(GARBAGE);

    assertThat(fixture.storage.keys()).contains(STRAY);
  }

  @Test
  void orphansStayWhereThereAreTooMany() {
    orphan();
    fixture.storage.arrive(new ContentKey("private/fe"), new byte[] {1});
    fixture.clock.advance(Duration.ofDays(30));
    files.createFolder("again");

    CheckReport report = checked.check(GARBAGE.withOrphanLimit(1));

    assertThat(checked.findings).hasSize(2).noneMatch(Finding::repaired);
    assertThat(report.unchecked()).hasSize(1);
    assertThat(fixture.storage.keys()).contains(STRAY);
  }

  @Test
  void forceDeletesAsManyAsTheLimit() {
    orphan();
    fixture.storage.arrive(new ContentKey("private/fe"), new byte[] {1});
    fixture.clock.advance(Duration.ofDays(30));
    files.createFolder("again");

    checked.check(GARBAGE.withOrphanLimit(1).withForce());

    assertThat(checked.findings).extracting(Finding::repaired).containsExactly(false, true);
  }

  @Test
  void orphansStayWhereTheCatalogLooksOlder() {
    files.createFolder("before");
    fixture.clock.advance(Duration.ofDays(1));
    fixture.storage.arrive(STRAY, new byte[] {1});
    fixture.clock.advance(Duration.ofDays(30));

    CheckReport report = checked.check(GARBAGE);

    assertThat(report.standing()).isEqualTo(Standing.CATALOG_OLDER);
    assertThat(checked.findings).hasSize(1).noneMatch(Finding::repaired);
    assertThat(fixture.storage.keys()).contains(STRAY);
  }

  @Test
  void catalogIsOlderAlsoWhileItsOrphansAreYoung() {
    fixture.clock.advance(Duration.ofHours(1));
    fixture.storage.arrive(STRAY, new byte[] {1});

    assertThat(checked.clean(GARBAGE).standing()).isEqualTo(Standing.CATALOG_OLDER);
  }

  @Test
  void storageIsOlderWhereAllThatIsNewIsMissing() {
    upload("old");
    fixture.clock.advance(Duration.ofDays(1));
    fixture.storage.lose(fixture.contentKey(upload("new")));

    assertThat(checked.check().standing()).isEqualTo(Standing.STORAGE_OLDER);

    fixture.storage.lose(fixture.contentKey(fixture.item("old").id()));
    upload("newest");

    assertThat(checked.check().standing()).isEqualTo(Standing.TOGETHER);
  }

  @Test
  void orphansStayWhereTheListingDoesNotComeToItsEnd() {
    orphan();
    fixture.storage.failLists(new IOException("timeout"));

    CheckReport report = checked.check(GARBAGE);

    assertThat(report.unchecked()).isNotEmpty();
    assertThat(report.standing()).isEqualTo(Standing.UNKNOWN);
    assertThat(fixture.storage.keys()).contains(STRAY);
  }

  @Test
  void orphansStayInARunThatDidNotBeginAtTheBeginning() {
    orphan();
    String point =
        Base64.getUrlEncoder().encodeToString("1:contents/catalog-id".getBytes(US_ASCII));

    CheckReport report = checked.check(GARBAGE.withForce().withResume(new CheckPoint(point)));

    assertThat(checked.findings).extracting(Finding::kind).containsExactly(FindingKind.ORPHAN);
    assertThat(report.unchecked()).hasSize(1);
    assertThat(report.standing()).isEqualTo(Standing.UNKNOWN);
    assertThat(fixture.storage.keys()).contains(STRAY);
  }

  @Test
  void orphansStayInAForeignStorage() {
    upload("kept");
    orphan();
    fixture.storage.lose(new ContentKey("catalog-id"));

    checked.check(GARBAGE.withForce());

    assertThat(checked.findings)
        .extracting(Finding::kind)
        .containsExactlyInAnyOrder(FindingKind.FOREIGN_STORAGE, FindingKind.ORPHAN);
    assertThat(checked.findings).noneMatch(Finding::repaired);
    assertThat(fixture.storage.keys()).contains(STRAY);
  }

  @Test
  void orphanThatTheStorageRefusesToDeleteIsNotCalledRepaired() {
    orphan();
    fixture.storage.failDelete(new BackendException(BackendException.Reason.DENIED, "locked"));

    CheckReport report = checked.check(GARBAGE);

    assertThat(checked.findings).hasSize(1).noneMatch(Finding::repaired);
    assertThat(report.unchecked()).extracting(Unchecked::why).containsExactly("locked");
  }

  @Test
  void countersThatTheCatalogRefusesToWriteAreNotCalledRepaired() {
    wrongUsage();
    fixture.catalog.failWrite(
        false,
        new BackendException(BackendException.Reason.STORAGE_FULL, Effect.NONE, "full", null));

    CheckReport report = checked.check(COUNTERS);

    assertThat(checked.findings).hasSize(1).noneMatch(Finding::repaired);
    assertThat(report.unchecked()).extracting(Unchecked::why).containsExactly("full");
  }
}
