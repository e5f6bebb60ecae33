package io.filelibrary.storage.sqlite;

import static io.filelibrary.storage.sqlite.Samples.CHANNEL;
import static io.filelibrary.storage.sqlite.Samples.ROOT;
import static io.filelibrary.storage.sqlite.Samples.folder;
import static io.filelibrary.storage.sqlite.Samples.itemId;
import static io.filelibrary.storage.sqlite.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.storage.sqlite.Threads.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How works share commits, and that they do not notice. */
final class GroupCommitTest {
  private static final String WRITER = "filelibrary-sqlite-catalog";

  @TempDir Path folder;
  private SqliteCatalog catalog;

  @BeforeEach
  void openCatalog() throws Exception {
    catalog = SqliteCatalog.open(folder.resolve("catalog.db"));
    write(catalog, Samples::insertChannel);
  }

  @AfterEach
  void closeCatalog() throws Exception {
    catalog.close();
  }

  @Test
  void worksThatWaitShareOneCommit() throws Exception {
    SqliteCatalogMetrics before = catalog.metrics();
    List<Running<Boolean>> writes;
    HeldWriter held = new HeldWriter(catalog);
    try {
      writes = startInserts(16, Durability.DURABLE);
    } finally {
      held.release();
    }
    for (Running<Boolean> write : writes) {
      assertThat(write.result()).isTrue();
    }
    SqliteCatalogMetrics after = catalog.metrics();
    assertThat(after.committedWorks() - before.committedWorks()).isEqualTo(17);
    assertThat(after.durableCommits() - before.durableCommits()).isEqualTo(2);
    assertThat(after.largestBatch()).isEqualTo(16);
  }

  @Test
  void aCallerWhoComesAloneCommitsOnItsOwnThread() throws Exception {
    SqliteCatalogMetrics before = catalog.metrics();
    for (int i = 0; i < 3; i++) {
      assertThat(threadOfAWrite()).isSameAs(Thread.currentThread());
    }
    SqliteCatalogMetrics after = catalog.metrics();
    assertThat(after.durableCommits() - before.durableCommits()).isEqualTo(3);
    assertThat(after.syncs() - before.syncs()).isEqualTo(3);
  }

  @Test
  void whoComesWhileAnotherWritesIsWrittenByTheWriter() throws Exception {
    Running<Thread> second;
    HeldWriter held = new HeldWriter(catalog);
    try {
      second = Threads.start(this::threadOfAWrite).awaitWaiting();
    } finally {
      held.release();
    }
    assertThat(second.result().getName()).isEqualTo(WRITER);
  }

  @Test
  void anInterruptDoesNotKeepACallerFromCommittingByItself() throws Exception {
    Thread.currentThread().interrupt();
    for (int i = 0; i < 2; i++) {
      assertThat(threadOfAWrite()).isSameAs(Thread.currentThread());
    }
    assertThat(Thread.interrupted()).isTrue();
  }

  private Thread threadOfAWrite() throws BackendException {
    return catalog.write(
        CHANNEL,
        Durability.DURABLE,
        writer -> {
          writer.updateChannel(Samples.channel(CHANNEL, ROOT));
          return Thread.currentThread();
        });
  }

  @Test
  void aBatchIsBounded() throws Exception {
    try (SqliteCatalog bounded =
        SqliteCatalog.open(
            SqliteCatalogOptions.of(folder.resolve("bounded.db")).withLargestBatch(4))) {
      write(bounded, Samples::insertChannel);
      List<Running<Boolean>> writes = new ArrayList<>();
      HeldWriter held = new HeldWriter(bounded);
      try {
        for (int i = 0; i < 9; i++) {
          ItemRecord row = folder(itemId(10 + i), ROOT, "folder " + i);
          writes.add(startInsert(bounded, Durability.DURABLE, row));
        }
      } finally {
        held.release();
      }
      for (Running<Boolean> write : writes) {
        write.result();
      }
      assertThat(bounded.metrics().largestBatch()).isEqualTo(4);
    }
  }

  @Test
  void relaxedWorksAloneNeedNoSync() throws Exception {
    SqliteCatalogMetrics before = catalog.metrics();
    List<Running<Boolean>> writes;
    HeldWriter held = new HeldWriter(catalog);
    try {
      writes = startInserts(3, Durability.RELAXED);
    } finally {
      held.release();
    }
    for (Running<Boolean> write : writes) {
      write.result();
    }
    // The one durable commit is that of the work that held the writer.
    assertThat(catalog.metrics().commits() - before.commits()).isEqualTo(2);
    assertThat(catalog.metrics().durableCommits() - before.durableCommits()).isEqualTo(1);
  }

  @Test
  void aWorkThatThrowsDoesNotTouchItsNeighbours() throws Exception {
    IllegalStateException thrown = new IllegalStateException("mine");
    Running<Boolean> first;
    Running<Boolean> failing;
    Running<Boolean> last;
    HeldWriter held = new HeldWriter(catalog);
    try {
      first = startInsert(catalog, Durability.DURABLE, folder(itemId(10), ROOT, "first"));
      failing =
          Threads.<Boolean>start(
                  () ->
                      catalog.write(
                          CHANNEL,
                          Durability.DURABLE,
                          writer -> {
                            writer.insertItem(folder(itemId(11), ROOT, "never"));
                            throw thrown;
                          }))
              .awaitWaiting();
      last = startInsert(catalog, Durability.DURABLE, folder(itemId(12), ROOT, "last"));
    } finally {
      held.release();
    }
    assertThat(first.result()).isTrue();
    assertThat(last.result()).isTrue();
    assertThat(failing.failure()).isSameAs(thrown);
    assertThat(item(10)).isPresent();
    assertThat(item(11)).isEmpty();
    assertThat(item(12)).isPresent();
    assertThat(catalog.metrics().rolledBackWorks()).isEqualTo(1);
  }

  @Test
  void whatAWorkThrowsIsRethrownAsItIs() {
    for (Throwable thrown :
        List.of(
            new AssertionError("error"),
            new BackendException(Reason.NOT_FOUND, "own"),
            new IOException("undeclared"))) {
      assertThatThrownBy(
              () ->
                  catalog.write(
                      CHANNEL,
                      Durability.DURABLE,
                      writer -> GroupCommitTest.<RuntimeException>throwAny(thrown)))
          .isSameAs(thrown);
      assertThatThrownBy(
              () -> catalog.read(reader -> GroupCommitTest.<RuntimeException>throwAny(thrown)))
          .isSameAs(thrown);
    }
  }

  @Test
  void aWorkThatHidesAFailureIsRolledBackAllTheSame() throws Exception {
    Throwable failure =
        catchThrowable(
            () ->
                write(
                    catalog,
                    writer -> {
                      writer.insertItem(folder(itemId(10), ROOT, "a"));
                      assertThat(
                              catchThrowable(
                                  () -> writer.insertItem(folder(itemId(11), ROOT, "a"))))
                          .isNotNull();
                      assertThat(
                              catchThrowable(
                                  () -> writer.insertItem(folder(itemId(12), ROOT, "b"))))
                          .isNotNull();
                    }));
    assertThat(failure).isInstanceOf(BackendException.class);
    assertThat(((BackendException) failure).reason()).isEqualTo(Reason.CONSTRAINT);
    assertThat(item(10)).isEmpty();
    assertThat(item(12)).isEmpty();
  }

  @Test
  void worksRunAgainWhenAnotherBreaksTheirTransaction() throws Exception {
    DatabaseSettings settings =
        new DatabaseSettings(
            folder.resolve("broken.db"), 1, Options.DEFAULT_BUSY_TIMEOUT, 4096, 256);
    Database database = Database.open(settings, CatalogSchema.SCHEMA, "test-writer");
    AtomicInteger runs = new AtomicInteger();
    try {
      CountDownLatch holding = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      Running<Boolean> holder =
          Threads.start(() -> database.write(Durability.DURABLE, session -> awaited(holding, go)));
      holding.await();
      Running<Integer> before =
          Threads.<Integer>start(() -> database.write(Durability.DURABLE, counted(runs, 1)))
              .awaitWaiting();
      Running<Boolean> breaking =
          Threads.<Boolean>start(
                  () ->
                      database.write(
                          Durability.DURABLE,
                          session -> {
                            // What SQLite does by itself when the disk is full.
                            session.update("ROLLBACK");
                            throw new BackendException(Reason.STORAGE_FULL, "full");
                          }))
              .awaitWaiting();
      Running<Integer> after =
          Threads.<Integer>start(() -> database.write(Durability.DURABLE, counted(runs, 2)))
              .awaitWaiting();
      go.countDown();
      holder.result();
      assertThat(before.result()).isEqualTo(1);
      assertThat(after.result()).isEqualTo(1);
      assertThat(((BackendException) breaking.failure()).reason()).isEqualTo(Reason.STORAGE_FULL);
      // The first thrice: also when the reserve was given up, which did not help the one behind it.
      assertThat(runs).hasValue(4);
      List<Long> stored = database.read(s -> s.list(Row::number, "SELECT length(id) FROM catalog"));
      assertThat(stored).containsExactly(16L, 16L);
    } finally {
      database.close();
    }
  }

  @Test
  void aFullDiskFailsTheWorkThatNeedsMore() throws Exception {
    DatabaseSettings settings =
        new DatabaseSettings(folder.resolve("full.db"), 1, Options.DEFAULT_BUSY_TIMEOUT, 4096, 256);
    Database database = Database.open(settings, StorageSchema.SCHEMA, "test-writer");
    try {
      database.write(
          Durability.DURABLE, session -> session.list(Row::number, "PRAGMA max_page_count = 100"));
      Throwable failure =
          catchThrowable(
              () -> database.write(Durability.DURABLE, objectWithKey("x".repeat(1 << 20))));
      assertThat(failure).isInstanceOf(BackendException.class);
      assertThat(((BackendException) failure).reason()).isEqualTo(Reason.STORAGE_FULL);
      assertThat(((BackendException) failure).effect()).isEqualTo(Effect.NONE);
      // The same statement, which the driver has given up after the failure.
      assertThat(database.<Integer>write(Durability.DURABLE, objectWithKey("small"))).isEqualTo(1);
    } finally {
      database.close();
    }
  }

  @Test
  void aWorkThatCallsTheCatalogIsRefused() {
    assertThatThrownBy(() -> write(catalog, writer -> write(catalog, nested -> {})))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> write(catalog, writer -> catalog.<Integer>read(nested -> 1)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> catalog.<Integer>read(reader -> catalog.<Integer>read(nested -> 1)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () ->
                catalog.<Integer>read(
                    reader -> catalog.write(CHANNEL, Durability.DURABLE, nested -> 1)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> write(catalog, writer -> catalog.close()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(catchThrowable(() -> write(catalog, writer -> {}))).isNull();
  }

  @Test
  void anInterruptedCallerGetsItsResultAndKeepsTheInterrupt() throws Exception {
    Running<Boolean> interrupted;
    HeldWriter held = new HeldWriter(catalog);
    try {
      interrupted =
          Threads.<Boolean>start(
                  () -> {
                    write(catalog, writer -> writer.insertItem(folder(itemId(10), ROOT, "kept")));
                    return Thread.interrupted();
                  })
              .awaitWaiting();
      interrupted.thread().interrupt();
    } finally {
      held.release();
    }
    assertThat(interrupted.result()).isTrue();
    assertThat(item(10)).isPresent();
  }

  @Test
  void anInterruptedReaderReads() throws Exception {
    Thread.currentThread().interrupt();
    assertThat(item(1)).isPresent();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void closingFinishesWhatWaits() throws Exception {
    List<Running<Boolean>> writes;
    Running<Boolean> closing;
    HeldWriter held = new HeldWriter(catalog);
    try {
      writes = startInserts(3, Durability.DURABLE);
      closing =
          Threads.<Boolean>start(
                  () -> {
                    catalog.close();
                    return true;
                  })
              .awaitWaiting();
    } finally {
      held.release();
    }
    for (Running<Boolean> write : writes) {
      assertThat(write.result()).isTrue();
    }
    assertThat(closing.result()).isTrue();
    assertThat(reasonOf(() -> item(1))).isEqualTo(Reason.CLOSED);
    assertThat(reasonOf(() -> write(catalog, writer -> {}))).isEqualTo(Reason.CLOSED);
    catalog.close();
  }

  @Test
  void sixteenThreadsThatWantOneNameGetItOnce() throws Exception {
    List<String> outcomes =
        Threads.together(
            16,
            number -> {
              try {
                write(
                    catalog,
                    writer -> writer.insertItem(folder(itemId(10 + number), ROOT, "wanted")));
                return "won";
              } catch (BackendException e) {
                return e.reason().name();
              }
            });
    assertThat(outcomes).containsOnlyOnce("won");
    assertThat(outcomes).filteredOn(outcome -> outcome.equals("CONSTRAINT")).hasSize(15);
  }

  private static SessionWork<Integer> objectWithKey(String key) {
    return session ->
        session.update(
            "INSERT INTO object (key, state, chunk_size, content_type, touched_at)"
                + " VALUES (?, 'WRITING', 1, '', 0)",
            key);
  }

  private static Boolean awaited(CountDownLatch holding, CountDownLatch go) {
    holding.countDown();
    return Threads.await(go);
  }

  private static SessionWork<Integer> counted(AtomicInteger runs, int number) {
    return session -> {
      runs.incrementAndGet();
      return session.update(
          "INSERT INTO catalog (id) VALUES (?)", UuidBytes.of(itemId(number).value()));
    };
  }

  private List<Running<Boolean>> startInserts(int count, Durability durability) {
    List<Running<Boolean>> writes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      writes.add(startInsert(catalog, durability, folder(itemId(10 + i), ROOT, "folder " + i)));
    }
    return writes;
  }

  private static Running<Boolean> startInsert(
      SqliteCatalog catalog, Durability durability, ItemRecord row) {
    return Threads.<Boolean>start(
            () ->
                catalog.write(
                    CHANNEL,
                    durability,
                    writer -> {
                      writer.insertItem(row);
                      return true;
                    }))
        .awaitWaiting();
  }

  private Optional<ItemRecord> item(long number) throws BackendException {
    return catalog.read(reader -> reader.item(CHANNEL, itemId(number)));
  }

  private static Reason reasonOf(ThrowingCallable call) {
    return ((BackendException) catchThrowable(call)).reason();
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> Boolean throwAny(Throwable thrown) throws X {
    throw (X) thrown;
  }
}
