package io.filelibrary.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.Durability;
import io.filelibrary.storage.sqlite.Threads.Running;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** That nobody is told of what is not on the disk, and that nobody else waits for it. */
@Timeout(20)
final class LogSyncTest {
  @TempDir Path folder;
  private DatabaseSettings settings;
  private HeldLog log;
  private Database database;

  @BeforeEach
  void openDatabase() throws Exception {
    settings =
        new DatabaseSettings(folder.resolve("contents.db"), 2, Duration.ofMillis(100), 4096, 16);
    log = new HeldLog(settings);
    database = Database.open(settings, log, StorageSchema.SCHEMA, "test writer");
  }

  @AfterEach
  void closeDatabase() throws Exception {
    log.release();
    database.close();
  }

  @Test
  void durableWorkIsSyncedFromTheFirstOneOn() throws Exception {
    assertThat(add(Durability.DURABLE, "first")).isEqualTo(1);
    assertThat(log.syncs()).isEqualTo(1);
  }

  @Test
  void relaxedWorkIsNotSyncedAndADurableOneAfterItIs() throws Exception {
    add(Durability.RELAXED, "relaxed");
    assertThat(log.syncs()).isZero();
    add(Durability.DURABLE, "durable");
    assertThat(log.syncs()).isEqualTo(1);
  }

  @Test
  void callerIsAnsweredAfterTheSyncOfItsCommit() throws Exception {
    log.hold();
    Running<Integer> write = started(Durability.DURABLE, "held");
    log.awaitSync();
    assertThat(namesOfAnotherProcess()).containsExactly("held");
    write.awaitWaiting();

    log.release();

    assertThat(write.result()).isEqualTo(1);
  }

  @Test
  void durableWorkIsSyncedTogetherWithRelaxedOnes() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    Running<Boolean> holder = holder(Durability.RELAXED, go);
    Running<Integer> relaxed = started(Durability.RELAXED, "relaxed").awaitWaiting();
    Running<Integer> durable = started(Durability.DURABLE, "durable").awaitWaiting();
    go.countDown();

    assertThat(holder.result()).isTrue();
    assertThat(relaxed.result()).isEqualTo(1);
    assertThat(durable.result()).isEqualTo(1);
    assertThat(log.syncs()).isEqualTo(1);
  }

  @Test
  void relaxedWorkDoesNotWaitForTheSyncOfAnother() throws Exception {
    expectCompany();
    log.hold();
    Running<Integer> durable = started(Durability.DURABLE, "durable");
    log.awaitSync();

    assertThat(database.<Thread>write(Durability.RELAXED, session -> Thread.currentThread()))
        .isSameAs(Thread.currentThread());

    durable.awaitWaiting();
  }

  @Test
  void worksThatComeDuringASyncAreCommittedTogetherAfterIt() throws Exception {
    expectCompany();
    int syncs = log.syncs();
    long commits = database.metrics().commits();
    log.hold();
    Running<Integer> first = started(Durability.DURABLE, "first");
    log.awaitSync();
    Running<Integer> second = run("second");
    Running<Integer> third = run("third");

    log.release();

    assertThat(List.of(first.result(), second.result(), third.result())).containsOnly(1);
    assertThat(log.syncs() - syncs).isEqualTo(2);
    assertThat(database.metrics().commits() - commits).isEqualTo(2);
  }

  @Test
  void worksRunDuringTheSyncOfTheCommitBefore() throws Exception {
    expectCompany();
    log.hold();
    Running<Integer> first = started(Durability.DURABLE, "first");
    log.awaitSync();
    CountDownLatch ran = new CountDownLatch(1);
    Running<Boolean> second =
        Threads.start(
            () ->
                database.write(
                    Durability.DURABLE,
                    session -> {
                      ran.countDown();
                      return true;
                    }));

    ran.await();

    first.awaitWaiting();
    second.awaitWaiting();
  }

  @Test
  void readThatMaySeeACommitWaitsForItsSync() throws Exception {
    assertThat(names()).isEmpty();
    log.hold();
    Running<Integer> write = started(Durability.DURABLE, "held");
    log.awaitSync();
    Running<List<String>> read = Threads.start(this::names).awaitWaiting();

    log.release();

    assertThat(read.result()).containsExactly("held");
    assertThat(write.result()).isEqualTo(1);
  }

  @Test
  void readWaitsForNoRelaxedCommit() throws Exception {
    log.hold();
    add(Durability.RELAXED, "relaxed");
    assertThat(names()).containsExactly("relaxed");
    assertThat(log.syncs()).isZero();
  }

  @Test
  void failureThatTellsOfACommitWaitsForItsSync() throws Exception {
    expectCompany();
    for (Durability durability : Durability.values()) {
      String name = "taken " + durability;
      log.hold();
      Running<Integer> first = started(Durability.DURABLE, name);
      log.awaitSync();
      Running<Integer> second = started(durability, name).awaitWaiting();

      log.release();

      assertThat(first.result()).isEqualTo(1);
      assertReason(second.failure(), Reason.CONSTRAINT, Effect.NONE);
    }
  }

  @Test
  void failureThatTellsOfACommitNeedsNoSyncOfItsOwn() throws Exception {
    expectCompany();
    int syncs = log.syncs();
    log.hold();
    Running<Integer> first = started(Durability.DURABLE, "taken");
    log.awaitSync();
    Running<Integer> second = run("taken");

    log.release();

    assertThat(first.result()).isEqualTo(1);
    assertReason(second.failure(), Reason.CONSTRAINT, Effect.NONE);
    assertThat(log.syncs() - syncs).isEqualTo(1);
  }

  @Test
  void failureThatTellsOfACommitInDoubtIsNotTold() throws Exception {
    expectCompany();
    log.hold();
    Running<Integer> first = started(Durability.DURABLE, "taken");
    log.awaitSync();
    Running<Integer> second = run("taken");

    log.fail();

    assertReason(first.failure(), Reason.UNAVAILABLE, Effect.UNKNOWN);
    assertReason(second.failure(), Reason.UNAVAILABLE, Effect.NONE);
  }

  @Test
  void commitWhoseSyncFailedIsInDoubtAndTheNextOneIsNot() throws Exception {
    add(Durability.DURABLE, "before");
    log.fail();
    assertThatThrownBy(() -> add(Durability.DURABLE, "in doubt"))
        .satisfies(failure -> assertReason(failure, Reason.UNAVAILABLE, Effect.UNKNOWN));
    assertThat(names()).contains("before");

    assertThat(add(Durability.DURABLE, "after")).isEqualTo(1);

    assertThat(names()).contains("before", "after");
  }

  @Test
  void worksThatRanDuringASyncThatFailedAreCommittedOnceTheLogIsSettled() throws Exception {
    expectCompany();
    log.hold();
    Running<Integer> first = started(Durability.DURABLE, "first");
    log.awaitSync();
    Running<Integer> second = run("second");

    log.fail();

    assertReason(first.failure(), Reason.UNAVAILABLE, Effect.UNKNOWN);
    assertThat(second.result()).isEqualTo(1);
    assertThat(names()).contains("second");
  }

  @Test
  void logIsEmptiedBeforeAnythingIsCommittedAfterASyncThatFailed() throws Exception {
    add(Durability.DURABLE, "before");
    log.fail();
    assertThatThrownBy(() -> add(Durability.DURABLE, "in doubt"))
        .isInstanceOf(BackendException.class);

    long emptied = database.write(Durability.DURABLE, session -> sizeOfLog());

    assertThat(emptied).isZero();
  }

  @Test
  void logIsEmptiedBeforeAReadTellsWhatASyncThatFailedHasLeftInDoubt() throws Exception {
    log.fail();
    assertThatThrownBy(() -> add(Durability.DURABLE, "in doubt"))
        .isInstanceOf(BackendException.class);

    assertThat(names()).containsExactly("in doubt");

    assertThat(sizeOfLog()).isZero();
  }

  @Test
  void readFailsWhileTheLogCannotBeSettled() throws Exception {
    add(Durability.DURABLE, "before");
    log.fail();
    try (Session other = new DatabaseFile(settings).openReader()) {
      other.begin(Duration.ZERO, "BEGIN");
      assertThatThrownBy(() -> add(Durability.DURABLE, "in doubt"))
          .isInstanceOf(BackendException.class);

      assertThatThrownBy(this::names)
          .satisfies(failure -> assertReason(failure, Reason.UNAVAILABLE, Effect.NONE));
    }
    assertThat(names()).containsExactly("before", "in doubt");
  }

  @Test
  void callerIsAnsweredAfterTheCommitAndReadsGoOnWhenThatFails() throws Exception {
    Database catalog =
        Database.open(
            new DatabaseSettings(folder.resolve("catalog.db"), 2, Duration.ofSeconds(5), 4096, 16),
            CatalogSchema.SCHEMA,
            "test writer");
    assertThatThrownBy(() -> catalog.write(Durability.DURABLE, LogSyncTest::breakTheCommit))
        .satisfies(failure -> assertReason(failure, Reason.CONSTRAINT, Effect.NONE));
    assertThat(catalog.<Integer>read(session -> 1)).isEqualTo(1);
    catalog.close();
  }

  @Test
  void logIsThatOfTheFileToWhichALinkLeads() throws Exception {
    Files.createDirectory(folder.resolve("disk"));
    Path link = Files.createSymbolicLink(folder.resolve("link.db"), folder.resolve("disk/real.db"));
    assertThatThrownBy(() -> SqliteStorage.open(link))
        .isInstanceOfSatisfying(
            BackendException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.MISCONFIGURED));
    SqliteStorage.open(folder.resolve("disk/real.db")).close();
    Files.createFile(folder.resolve("link.db-wal"));

    try (SqliteStorage storage = SqliteStorage.open(link)) {
      DatabaseSettings linked =
          new DatabaseSettings(link, 2, Duration.ofSeconds(5), 4096, 16).resolved();
      assertThat(WriteAheadLog.fileOf(linked))
          .isEqualTo(folder.toRealPath().resolve("disk/real.db-wal"))
          .exists();
      assertThat(storage.database().<Integer>write(Durability.DURABLE, session -> 1)).isEqualTo(1);
    }
  }

  @Test
  void closingAnswersThoseWhoWait() throws Exception {
    expectCompany();
    assertClosingAnswersWhoWaits();
  }

  @Test
  void closingAnswersACallerWhoSyncsByItself() throws Exception {
    assertClosingAnswersWhoWaits();
  }

  private void assertClosingAnswersWhoWaits() throws Exception {
    log.hold();
    Running<Integer> write = started(Durability.DURABLE, "held");
    log.awaitSync();
    Running<Boolean> closing =
        Threads.<Boolean>start(
                () -> {
                  database.close();
                  return true;
                })
            .awaitWaiting();

    log.release();

    assertThat(write.result()).isEqualTo(1);
    assertThat(closing.result()).isTrue();
  }

  @Test
  void callerWhoIsAloneAgainWakesNobody() throws Exception {
    expectCompany();
    for (int i = 0; i < 100; i++) {
      add(Durability.DURABLE, "after company " + i);
    }
    long before = waits("test writer") + waits("test writer sync");
    for (int i = 0; i < 100; i++) {
      add(Durability.DURABLE, "alone " + i);
    }
    // But for some looks at the log and the locks; to wake one up by each would make 100.
    assertThat(waits("test writer") + waits("test writer sync") - before).isLessThan(50);
  }

  /** How often a thread has begun to wait, which it does again now. */
  private static long waits(String name) {
    Thread found =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals(name))
            .findFirst()
            .orElseThrow();
    new Running<>(found, new FutureTask<>(() -> true)).awaitWaiting();
    return ManagementFactory.getThreadMXBean().getThreadInfo(found.getId()).getWaitedCount();
  }

  /** From the next work on, syncs have a thread of their own, as works have come during one. */
  private void expectCompany() throws Exception {
    log.hold();
    Running<Integer> first = started(Durability.DURABLE, "first of company");
    log.awaitSync();
    Running<Integer> second = started(Durability.DURABLE, "second of company").awaitWaiting();
    log.release();
    first.result();
    second.result();
  }

  /** Holds the writer in a work that changes nothing. */
  private Running<Boolean> holder(Durability durability, CountDownLatch go) throws Exception {
    CountDownLatch holding = new CountDownLatch(1);
    Running<Boolean> holder =
        Threads.start(
            () ->
                database.write(
                    durability,
                    session -> {
                      holding.countDown();
                      return Threads.await(go);
                    }));
    holding.await();
    return holder;
  }

  private Running<Integer> started(Durability durability, String name) {
    return Threads.start(() -> add(durability, name));
  }

  /** A durable work that has run, in a transaction that is open. */
  private Running<Integer> run(String name) throws Exception {
    CountDownLatch ran = new CountDownLatch(1);
    Running<Integer> running =
        Threads.start(
            () ->
                database.write(
                    Durability.DURABLE,
                    session -> {
                      try {
                        return add(session, name);
                      } finally {
                        ran.countDown();
                      }
                    }));
    ran.await();
    return running;
  }

  private int add(Durability durability, String name) throws BackendException {
    return database.write(durability, session -> add(session, name));
  }

  private static int add(Session session, String name) throws BackendException {
    return session.update(
        "INSERT INTO object (key, state, chunk_size, content_type, touched_at, size, sha256)"
            + " VALUES (?, 'STORED', 1, '', 0, 0, x'')",
        name);
  }

  private List<String> names() throws BackendException {
    return database.read(LogSyncTest::names);
  }

  private static List<String> names(Session session) throws BackendException {
    return session.list(
        Row::text, "SELECT key FROM object WHERE key NOT LIKE '%company' ORDER BY key");
  }

  /** What is visible already; this library would wait for the sync. */
  private List<String> namesOfAnotherProcess() throws Exception {
    try (Session other = new DatabaseFile(settings).openReader()) {
      return names(other);
    }
  }

  private long sizeOfLog() {
    return WriteAheadLog.fileOf(settings).toFile().length();
  }

  private static void assertReason(Throwable failure, Reason reason, Effect effect) {
    assertThat(failure)
        .isInstanceOfSatisfying(
            BackendException.class,
            known -> {
              assertThat(known.reason()).isEqualTo(reason);
              assertThat(known.effect()).isEqualTo(effect);
            });
  }

  /** Leaves a row to the commit that refers to nothing. */
  private static boolean breakTheCommit(Session session) throws BackendException {
    try {
      session.pragma("PRAGMA defer_foreign_keys = ON");
    } catch (SQLException e) {
      throw SqlFailure.of(e);
    }
    session.update(
        "INSERT INTO content (channel, key, state, refs, inline, encrypted, due)"
            + " VALUES (99, 'private/0', 'INTENT', 0, 0, 0, 0)");
    return true;
  }
}
