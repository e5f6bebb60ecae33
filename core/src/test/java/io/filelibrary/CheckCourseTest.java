package io.filelibrary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.check.CheckOptions;
import io.filelibrary.check.CheckPoint;
import io.filelibrary.check.CheckProgress;
import io.filelibrary.check.CheckReport;
import io.filelibrary.check.Finding;
import io.filelibrary.check.FindingKind;
import io.filelibrary.check.ReadData;
import io.filelibrary.check.Standing;
import io.filelibrary.check.Unchecked;
import io.filelibrary.error.InvalidCursor;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ContentKey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a check goes on while others work, waits, ends early and is resumed. */
final class CheckCourseTest {
  private static final CheckOptions READ = CheckOptions.DEFAULT.withReadData(ReadData.ALL);

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

  @Test
  void busyLibraryIsClean() throws InterruptedException {
    Set<Throwable> failures = Collections.synchronizedSet(new HashSet<>());
    AtomicBoolean stop = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      int number = i;
      threads.add(
          new Thread(
              () -> {
                try {
                  for (int round = 0; !stop.get(); round++) {
                    work(number + "-" + round % 20);
                  }
                } catch (RuntimeException | Error e) {
                  failures.add(e);
                }
              }));
    }
    threads.forEach(Thread::start);
    try {
      for (int i = 0; i < 40; i++) {
        checked.check(READ);
        assertThat(checked.findings).isEmpty();
      }
    } finally {
      stop.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(failures).isEmpty();
    checked.clean(READ);
  }

  /** Makes, moves and deletes things of a name of its own. */
  private void work(String name) {
    ItemId folder = files.createFolder(name).id();
    ItemId inner = files.createFolder(name + "/inner").id();
    ItemId file = upload(name + "/inner/large");
    files.upload(name + "/small", new byte[] {1, 2});
    files.copy(file, Destination.at(name + "/copy"), PlaceOptions.DEFAULT);
    files.move(inner, Destination.at(name + "-moved"), PlaceOptions.DEFAULT);
    files.delete(inner, DeleteOptions.DEFAULT.withRecursive());
    files.delete(folder, DeleteOptions.DEFAULT.withRecursive());
    fixture.clock.advance(Duration.ofMinutes(40));
    checked.library.collect();
  }

  @Test
  void objectThatIsDeletedBetweenTwoLooksIsNotMissing() {
    ItemId file = upload("report");
    ContentKey key = fixture.contentKey(file);
    fixture.storage.duringList(
        () -> {
          files.delete(file, DeleteOptions.DEFAULT);
          fixture.clock.advance(Duration.ofHours(2));
          checked.library.collect();
        });

    checked.clean(READ);

    assertThat(fixture.storage.keys()).doesNotContain(key);
  }

  @Test
  void storageThatDoesNotAnswerIsNotCalledEmpty() {
    ItemId file = upload("report");
    fixture.storage.lose(fixture.contentKey(file));
    fixture.storage.failStatAlways(new IOException("timeout"));

    CheckReport report = checked.check();

    assertThat(checked.findings).isEmpty();
    assertThat(report.uncheckedCount()).isPositive();
    assertThat(report.isClean()).isFalse();
  }

  @Test
  void bytesThatBreakOffAreNotCalledDamaged() {
    ItemId file = upload("report");
    fixture.storage.breakReads(fixture.contentKey(file), 50_000);

    CheckReport report = checked.check(READ);

    assertThat(checked.findings).isEmpty();
    assertThat(report.unchecked()).extracting(Unchecked::why).containsExactly("the disk is dead");
  }

  @Test
  void manyObjectsThatCannotBeReadDoNotEndTheCheck() {
    for (int i = 0; i < 30; i++) {
      fixture.storage.breakReads(fixture.contentKey(upload("report " + i)), 50_000);
    }

    CheckReport report = checked.check(READ);

    assertThat(checked.findings).isEmpty();
    assertThat(report.uncheckedCount()).isEqualTo(30);
    assertThat(report.resume()).isEmpty();
  }

  @Test
  void storageThatIsGoneEndsTheCheck() {
    for (int i = 0; i < 30; i++) {
      fixture.storage.lose(fixture.contentKey(upload("report " + i)));
    }
    fixture.storage.failStatAlways(new IOException("timeout"));

    CheckReport report = checked.check();

    assertThat(checked.findings).isEmpty();
    assertThat(report.uncheckedCount()).isEqualTo(21);
    assertThat(report.resume()).isPresent();
  }

  @Test
  void bytesThatTheStorageCallsDamagedAreDamaged() {
    ItemId file = upload("report");
    for (int look = 0; look < 2; look++) {
      fixture.storage.failOpen(fixture.contentKey(file), BackendException.Reason.CORRUPT);
    }

    assertThat(checked.only(READ, FindingKind.DAMAGED_BYTES).item()).contains(file);
  }

  @Test
  void oneBadAnswerIsAskedForAgain() {
    ItemId file = upload("report");
    fixture.storage.failOpen(fixture.contentKey(file), BackendException.Reason.CORRUPT);

    checked.clean(READ);
  }

  @Test
  void interruptEndsItEarlyAndItGoesOnThere() {
    files.createFolder("a");
    fixture.storage.lose(fixture.contentKey(upload("lost")));
    List<CheckProgress> told = new ArrayList<>();

    CheckReport first =
        checked.check(
            READ.withProgress(
                progress -> {
                  told.add(progress);
                  Thread.currentThread().interrupt();
                }));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(told).hasSize(1);
    assertThat(first.resume()).isPresent();
    assertThat(first.standing()).isEqualTo(Standing.UNKNOWN);
    assertThat(checked.findings)
        .extracting(Finding::kind)
        .containsExactly(FindingKind.MISSING_OBJECT);

    CheckReport second = checked.check(READ.withResume(first.resume().orElseThrow()));

    assertThat(checked.findings).isEmpty();
    assertThat(second.examined().contents()).isZero();
    assertThat(second.examined().items()).isEqualTo(4);
    assertThat(second.resume()).isEmpty();
  }

  @Test
  void progressKeepsBeforeFindingsThatAreStillToBeTold() {
    fixture.storage.lose(fixture.contentKey(upload("lost")));
    List<CheckPoint> told = new ArrayList<>();
    checked.check(READ.withProgress(progress -> told.add(progress.point())));

    checked.only(READ.withResume(told.get(0)), FindingKind.MISSING_OBJECT);
  }

  @Test
  void pointOfAnotherMakeIsRefused() {
    for (String text : List.of("", "MTpuZXZlcg", "not base64!")) {
      assertThatThrownBy(() -> checked.check(READ.withResume(new CheckPoint(text))))
          .isInstanceOf(InvalidCursor.class);
    }
  }

  @Test
  void ratesAreKept() {
    upload("one");
    upload("two");
    List<Duration> pauses = new ArrayList<>();
    CheckOptions slow =
        READ.withPause(
            length -> {
              pauses.add(length);
              fixture.clock.advance(length);
            });

    checked.clean(slow.withBytesPerSecond(50_000));
    assertThat(sum(pauses)).isBetween(Duration.ofMillis(3_990), Duration.ofMillis(4_010));
    assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofSeconds(1)) <= 0);

    pauses.clear();
    checked.clean(slow.withObjectsPerSecond(2));
    assertThat(sum(pauses)).isEqualTo(Duration.ofSeconds(3));
  }

  private static Duration sum(List<Duration> pauses) {
    return pauses.stream().reduce(Duration.ZERO, Duration::plus);
  }
}
