package io.filelibrary.testkit;

import static io.filelibrary.testkit.BackendFailures.assertRefused;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.Durability;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What closing does, and the identity. */
interface CatalogCloseRules extends CatalogLocation {

  @Test
  @DisplayName("C120 After close reading and writing are CLOSED, and the work does not run")
  default void closedCatalogRefusesEveryCall() throws Exception {
    Catalog catalog = open();
    AtomicBoolean ran = new AtomicBoolean();
    SampleChannel rows;
    try (catalog) {
      rows = SampleChannel.create(catalog, "channel");
    }
    assertRefused(Reason.CLOSED, () -> catalog.read(reader -> ran.getAndSet(true)));
    for (Durability durability : Durability.values()) {
      assertRefused(
          Reason.CLOSED, () -> catalog.write(rows.id(), durability, writer -> ran.getAndSet(true)));
    }
    assertThat(ran).isFalse();
  }

  @Test
  @DisplayName("C121 Closing twice is fine")
  default void closingTwiceIsFine() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      probe.closeCatalog();
      probe.closeCatalog();
    }
  }

  @Test
  @DisplayName("C122 Close lets a write that runs finish, and returns after it")
  default void closeWaitsForWrite() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      assertCloseWaits(
          probe,
          held ->
              probe.write(
                  writer -> {
                    held.await();
                    writer.insertItem(probe.rows().folder(probe.root(), "a"));
                    return writer.channel(probe.channel()).isPresent();
                  }));
    }
  }

  @Test
  @DisplayName("C123 Close lets a read that runs finish, and returns after it")
  default void closeWaitsForRead() throws Exception {
    try (Catalog catalog = open()) {
      CatalogProbe probe = CatalogProbe.create(catalog, "channel");
      assertCloseWaits(
          probe,
          held ->
              probe.read(
                  reader -> {
                    held.await();
                    return reader.channel(probe.channel()).isPresent();
                  }));
    }
  }

  @Test
  @DisplayName("C124 The identity is the same at every call")
  default void identityStays() throws Exception {
    try (Catalog catalog = open()) {
      assertThat(catalog.id()).isEqualTo(catalog.id());
      CatalogProbe.create(catalog, "channel");
      assertThat(catalog.id()).isEqualTo(catalog.id());
    }
  }

  /** Where the work of a transaction waits until the test lets it go on. */
  final class Hold {
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    void await() {
      running.countDown();
      Workers.await(released);
    }
  }

  /** A transaction whose work waits. */
  @FunctionalInterface
  interface HeldTransaction {
    boolean run(Hold hold) throws BackendException;
  }

  private static void assertCloseWaits(CatalogProbe probe, HeldTransaction transaction)
      throws Exception {
    Hold hold = new Hold();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    try (Workers workers = new Workers()) {
      Future<Boolean> finished = workers.start(() -> transaction.run(hold));
      Workers.await(hold.running);
      Future<Boolean> closing =
          workers.start(
              () -> {
                begun.countDown();
                probe.closeCatalog();
                closed.countDown();
                return true;
              });
      Workers.await(begun);
      assertThat(closed.await(500, MILLISECONDS)).as("closed before it finished").isFalse();
      hold.released.countDown();
      assertThat(Workers.join(finished)).as("what the transaction returned").isTrue();
      assertThat(Workers.join(closing)).isTrue();
    }
  }
}
