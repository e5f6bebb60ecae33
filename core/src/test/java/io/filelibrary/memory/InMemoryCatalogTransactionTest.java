package io.filelibrary.memory;

import static io.filelibrary.memory.CatalogFixture.ROOT;
import static io.filelibrary.memory.CatalogFixture.assertReason;
import static io.filelibrary.memory.Rows.CHANNEL;
import static io.filelibrary.memory.Rows.OTHER_CHANNEL;
import static io.filelibrary.memory.Rows.folder;
import static io.filelibrary.memory.Rows.itemId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.Durability;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InMemoryCatalogTransactionTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private CatalogFixture fixture;
  private InMemoryCatalog catalog;

  @BeforeEach
  void createCatalog() throws BackendException {
    fixture = new CatalogFixture();
    catalog = fixture.catalog;
  }

  @AfterEach
  void stopThreads() throws InterruptedException {
    threads.shutdown();
    assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void keepsTheIdThatItWasGiven() {
    assertThat(catalog.id()).isEqualTo(new UUID(1, 2));
  }

  @Test
  void readsSeeWhatWasWrittenBefore() throws BackendException {
    fixture.insert(folder(1, ROOT, "a"));

    assertThat(exists(1)).isTrue();
  }

  @Test
  void writesSeeTheirOwnChanges() throws BackendException {
    fixture.write(
        writer -> {
          writer.insertItem(folder(1, ROOT, "a"));
          assertThat(writer.item(CHANNEL, itemId(1))).isPresent();
        });
  }

  @Test
  void relaxedWritesAreVisibleAtOnce() throws BackendException {
    catalog.write(
        CHANNEL,
        Durability.RELAXED,
        writer -> {
          writer.insertItem(folder(1, ROOT, "a"));
          return true;
        });

    assertThat(exists(1)).isTrue();
  }

  @Test
  void resultOfTheWorkIsReturned() throws BackendException {
    assertThat(catalog.<Integer>write(CHANNEL, Durability.DURABLE, writer -> 42)).isEqualTo(42);
    assertThat(catalog.<Integer>read(reader -> 42)).isEqualTo(42);
  }

  @Test
  void exceptionOfTheWorkIsRethrownAndUndoesTheWork() throws BackendException {
    IllegalArgumentException own = new IllegalArgumentException("own");

    assertThatThrownBy(
            () ->
                fixture.write(
                    writer -> {
                      writer.insertItem(folder(1, ROOT, "a"));
                      throw own;
                    }))
        .isSameAs(own);
    assertThat(exists(1)).isFalse();
  }

  @Test
  void errorOfTheWorkUndoesTheWork() throws BackendException {
    assertThatThrownBy(
            () ->
                fixture.write(
                    writer -> {
                      writer.insertItem(folder(1, ROOT, "a"));
                      throw new AssertionError("own");
                    }))
        .isInstanceOf(AssertionError.class);
    assertThat(exists(1)).isFalse();
  }

  @Test
  void refusedRecordUndoesTheWholeWork() throws BackendException {
    fixture.assertRefused(
        writer -> {
          writer.insertItem(folder(1, ROOT, "a"));
          writer.insertItem(folder(2, ROOT, "a"));
        });

    assertThat(exists(1)).isFalse();
  }

  @Test
  void swallowedRefusalUndoesTheWorkNevertheless() throws BackendException {
    fixture.assertRefused(
        writer -> {
          writer.insertItem(folder(1, ROOT, "a"));
          assertReason(Reason.CONSTRAINT, () -> writer.insertItem(folder(1, ROOT, "b")));
        });

    assertThat(exists(1)).isFalse();
  }

  @Test
  void writerIsUnusableAfterItHasFailed() {
    fixture.assertRefused(
        writer -> {
          assertReason(Reason.CONSTRAINT, () -> writer.insertItem(folder(1, itemId(9), "a")));
          assertThatIllegalStateException().isThrownBy(() -> writer.channel(CHANNEL));
        });
  }

  @Test
  void limitBelowOneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> catalog.read(reader -> reader.changes(CHANNEL, 0, 0)));
  }

  @Test
  void changeToAnotherChannelIsRefused() throws BackendException {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> fixture.write(OTHER_CHANNEL, writer -> writer.insertItem(folder(1, ROOT, "a"))));
    assertThat(exists(1)).isFalse();
  }

  @Test
  void workMustNotCallItsOwnCatalog() {
    assertThatIllegalStateException()
        .isThrownBy(() -> catalog.read(reader -> catalog.read(inner -> true)));
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                catalog.read(reader -> catalog.write(CHANNEL, Durability.DURABLE, writer -> true)));
    assertThatIllegalStateException()
        .isThrownBy(() -> fixture.write(writer -> catalog.read(reader -> true)));
    assertThatIllegalStateException()
        .isThrownBy(() -> fixture.write(writer -> fixture.write(inner -> {})));
    assertThatIllegalStateException().isThrownBy(() -> fixture.write(writer -> catalog.close()));
  }

  @Test
  void readerIsUnusableOnceItsWorkReturned() throws BackendException {
    CatalogReader escaped = catalog.read(reader -> reader);

    assertThatIllegalStateException().isThrownBy(() -> escaped.channel(CHANNEL));
  }

  @Test
  void writerIsUnusableOnceItsWorkReturned() throws BackendException {
    CatalogWriter escaped = catalog.write(CHANNEL, Durability.DURABLE, writer -> writer);

    assertThatIllegalStateException().isThrownBy(() -> escaped.insertItem(folder(1, ROOT, "a")));
    assertThat(exists(1)).isFalse();
  }

  @Test
  void readerIsUnusableOnAnotherThread() throws BackendException {
    Class<?> answer =
        catalog.read(
            reader ->
                get(
                    threads.submit(
                        () -> {
                          try {
                            reader.channel(CHANNEL);
                            return String.class;
                          } catch (IllegalStateException e) {
                            return e.getClass();
                          }
                        })));

    assertThat(answer).isEqualTo(IllegalStateException.class);
  }

  @Test
  void readersRunSideBySide() throws BackendException {
    CountDownLatch bothRun = new CountDownLatch(2);
    Future<Boolean> other = threads.submit(() -> meet(bothRun));

    assertThat(meet(bothRun)).isTrue();
    assertThat(get(other)).isTrue();
  }

  @Test
  void snapshotDoesNotSeeWhatIsCommittedMeanwhile() throws BackendException {
    catalog.read(
        reader -> {
          assertThat(get(threads.submit(this::insertOne))).isTrue();
          assertThat(reader.item(CHANNEL, itemId(1))).isEmpty();
          return true;
        });

    assertThat(exists(1)).isTrue();
  }

  @Test
  void readDoesNotSeeAWriteBeforeItIsCommitted() throws BackendException {
    fixture.write(
        writer -> {
          writer.insertItem(folder(1, ROOT, "a"));
          assertThat(get(threads.submit(() -> exists(1)))).isFalse();
        });

    assertThat(exists(1)).isTrue();
  }

  @Test
  void concurrentWritesAreSerial() throws BackendException {
    int rounds = 500;
    Future<Boolean> other = threads.submit(() -> countUp(rounds));

    countUp(rounds);

    assertThat(get(other)).isTrue();
    long count = catalog.read(reader -> reader.channel(CHANNEL).orElseThrow().lastChange());
    assertThat(count).isEqualTo(2L * rounds);
  }

  @Test
  void closedCatalogRefusesEveryCall() {
    catalog.close();
    catalog.close();

    assertReason(Reason.CLOSED, () -> catalog.read(reader -> true));
    assertReason(Reason.CLOSED, () -> fixture.write(writer -> {}));
  }

  @Test
  void closingWaitsForTheTransactionThatRuns() throws BackendException {
    CountDownLatch closing = new CountDownLatch(1);
    Future<Boolean> closer =
        catalog.write(
            CHANNEL,
            Durability.DURABLE,
            writer -> {
              Future<Boolean> close =
                  threads.submit(
                      () -> {
                        closing.countDown();
                        catalog.close();
                        return true;
                      });
              await(closing);
              writer.insertItem(folder(1, ROOT, "a"));
              return close;
            });

    assertThat(get(closer)).isTrue();
    assertReason(Reason.CLOSED, () -> catalog.read(reader -> true));
  }

  private boolean exists(long number) throws BackendException {
    return catalog.read(reader -> reader.item(CHANNEL, itemId(number)).isPresent());
  }

  private boolean insertOne() throws BackendException {
    fixture.insert(folder(1, ROOT, "a"));
    return true;
  }

  private boolean meet(CountDownLatch bothRun) throws BackendException {
    return catalog.read(
        reader -> {
          bothRun.countDown();
          return await(bothRun);
        });
  }

  private boolean countUp(int rounds) throws BackendException {
    for (int round = 0; round < rounds; round++) {
      fixture.write(
          writer -> {
            ChannelRecord row = writer.channel(CHANNEL).orElseThrow();
            writer.updateChannel(
                new ChannelRecord(row.channel(), row.root(), row.lastChange() + 1));
          });
    }
    return true;
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
