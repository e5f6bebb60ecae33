package io.filelibrary.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.filelibrary.error.Effect;
import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.InlineContents;
import io.filelibrary.testkit.SampleChannel;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Faults of a catalog hit whole transactions, and what is asked inside them. */
class FaultyCatalogTest {
  private final SampleChannel sample = SampleChannel.of("a");
  private final Catalog memory = InMemoryCatalog.create(new UUID(1, 1));
  private final Faults faults = new Faults();
  private final Catalog catalog = FaultyCatalog.over(memory, faults);

  private boolean insert() throws BackendException {
    return catalog.write(
        sample.id(),
        Durability.DURABLE,
        writer -> {
          writer.insertChannel(sample.channelRecord());
          writer.insertItem(sample.rootRecord());
          return true;
        });
  }

  private boolean isThere() throws BackendException {
    return memory.read(reader -> reader.channel(sample.id())).isPresent();
  }

  private BackendException failure() {
    return catchThrowableOfType(BackendException.class, this::insert);
  }

  @Test
  void catalogHasTheAbilitiesOfTheOneUnderneath() {
    assertThat(catalog).isInstanceOf(InlineContents.class);
    assertThat(catalog.id()).isEqualTo(new UUID(1, 1));
  }

  @Test
  void transactionThatFailsBeforeHasDoneNothing() throws BackendException {
    faults.failAt(Fault.BEFORE_EFFECT, 1);
    assertThat(failure().effect()).isEqualTo(Effect.NONE);
    assertThat(faults.hit()).hasToString("Optional[TRANSACTION write]");
    assertThat(isThere()).isFalse();
  }

  @Test
  void statementThatFailsTakesItsTransactionAlong() throws BackendException {
    faults.failAt(Fault.BEFORE_EFFECT, 3);
    assertThat(failure().effect()).isEqualTo(Effect.NONE);
    assertThat(faults.hit()).hasToString("Optional[STATEMENT insertItem]");
    assertThat(isThere()).isFalse();
  }

  @Test
  void workThatFailsAtItsEndIsRolledBack() throws BackendException {
    faults.failAt(Fault.AFTER_EFFECT, 2);
    assertThat(failure().effect()).isEqualTo(Effect.NONE);
    assertThat(faults.hit()).hasToString("Optional[WORK write]");
    assertThat(isThere()).isFalse();
  }

  @Test
  void transactionThatFailsAfterItsCommitIsDone() throws BackendException {
    faults.failAt(Fault.AFTER_EFFECT, 1);
    assertThat(failure().effect()).isEqualTo(Effect.DONE);
    assertThat(isThere()).isTrue();
  }

  @Test
  void transactionWithoutAnAnswerSaysThatItsEffectIsUnknown() throws BackendException {
    faults.failAt(Fault.TIMEOUT_AFTER_EFFECT, 1);
    assertThat(failure().effect()).isEqualTo(Effect.UNKNOWN);
    assertThat(isThere()).isTrue();
  }

  @Test
  void rehearsalRunsEachWorkTwiceAndKeepsTheSecond() throws BackendException {
    AtomicInteger runs = new AtomicInteger();
    Catalog rehearsed = Intercepted.catalog(memory, new Rehearsal());
    rehearsed.write(
        sample.id(),
        Durability.DURABLE,
        writer -> {
          writer.insertChannel(sample.channelRecord());
          writer.insertItem(sample.rootRecord());
          return runs.incrementAndGet();
        });
    assertThat(runs).hasValue(2);
    assertThat(isThere()).isTrue();
  }

  @Test
  void callsAreCountedFromOne() {
    assertThatThrownBy(() -> faults.failAt(Fault.BEFORE_EFFECT, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
