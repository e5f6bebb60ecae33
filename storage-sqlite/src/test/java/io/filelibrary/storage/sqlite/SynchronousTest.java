package io.filelibrary.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.Durability;
import io.filelibrary.storage.sqlite.Threads.Running;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That SQLite syncs the log before a caller is answered, as far as can be asked of it. */
final class SynchronousTest {
  private static final String NORMAL = "1";
  private static final String FULL = "2";

  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void openDatabase() throws Exception {
    DatabaseSettings settings =
        new DatabaseSettings(folder.resolve("catalog.db"), 2, Duration.ofSeconds(5), 4096, 16);
    database = Database.open(settings, CatalogSchema.SCHEMA, "test writer");
  }

  @AfterEach
  void closeDatabase() throws Exception {
    database.close();
  }

  @Test
  void durableWorkIsSyncedFromTheFirstOneOn() throws Exception {
    assertThat(synchronous(Durability.DURABLE)).isEqualTo(FULL);
  }

  @Test
  void durableWorkIsSyncedAfterARelaxedOne() throws Exception {
    assertThat(synchronous(Durability.RELAXED)).isEqualTo(NORMAL);
    assertThat(synchronous(Durability.DURABLE)).isEqualTo(FULL);
  }

  @Test
  void durableWorkIsSyncedTogetherWithRelaxedOnes() throws Exception {
    CountDownLatch holding = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Running<Boolean> holder =
        Threads.start(
            () ->
                database.write(
                    Durability.RELAXED,
                    session -> {
                      holding.countDown();
                      return await(go);
                    }));
    holding.await();
    Running<String> relaxed = Threads.start(() -> synchronous(Durability.RELAXED)).awaitWaiting();
    Running<String> durable = Threads.start(() -> synchronous(Durability.DURABLE)).awaitWaiting();
    go.countDown();

    assertThat(holder.result()).isTrue();
    assertThat(relaxed.result()).isEqualTo(FULL);
    assertThat(durable.result()).isEqualTo(FULL);
  }

  @Test
  void callerIsAnsweredAfterTheCommit() {
    assertThatThrownBy(() -> database.write(Durability.DURABLE, SynchronousTest::breakTheCommit))
        .isInstanceOfSatisfying(
            BackendException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.CONSTRAINT));
  }

  /** Leaves a row to the commit that refers to nothing. */
  private static boolean breakTheCommit(Session session) throws BackendException {
    pragma(session, "PRAGMA defer_foreign_keys = ON");
    session.update(
        "INSERT INTO content (channel, key, state, refs, inline, encrypted, due)"
            + " VALUES (99, 'private/0', 'INTENT', 0, 0, 0, 0)");
    return true;
  }

  private String synchronous(Durability durability) throws BackendException {
    return database.write(durability, session -> pragma(session, "PRAGMA synchronous"));
  }

  private static String pragma(Session session, String sql) throws BackendException {
    try {
      return session.pragma(sql);
    } catch (SQLException e) {
      throw SqlFailure.of(e);
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
