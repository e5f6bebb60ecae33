package io.filelibrary.testkit.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.Item;
import io.filelibrary.testkit.fault.Fault;
import io.filelibrary.testkit.fault.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of operations whose backends fail, at each call that they make. */
interface LibraryFaultRules extends LibraryLocation {

  @Test
  @DisplayName("L70 An operation of which any call fails has changed nothing and can be repeated")
  default void failureBeforeTheEffectChangesNothing() throws Exception {
    assertThat(sweep(List.of(Fault.BEFORE_EFFECT), LibraryOperations.ALL)).isNotEmpty();
  }

  @Test
  @DisplayName("L71 An operation of which a call fails when done is done or undone, as it says")
  default void failureAfterTheEffectIsTold() throws Exception {
    assertThat(sweep(List.of(Fault.AFTER_EFFECT), LibraryOperations.ALL)).isNotEmpty();
  }

  @Test
  @DisplayName("L72 An operation of which a call gets no answer is done or undone as a whole")
  default void lostAnswerLeavesTheOperationDoneOrUndone() throws Exception {
    assertThat(sweep(List.of(Fault.TIMEOUT_AFTER_EFFECT), LibraryOperations.ALL)).isNotEmpty();
  }

  @Test
  @DisplayName(
      "L73 Bytes that end early, are others or cannot be read are never taken for the file")
  default void damagedBytesAreNoticed() throws Exception {
    List<Fault> kinds = List.of(Fault.SHORT_READ, Fault.FLIPPED_BIT, Fault.BROKEN_READ);
    assertThat(sweep(kinds, LibraryOperations.READING_BYTES))
        .as("which faults hit a call")
        .containsExactlyElementsOf(kinds);
  }

  @Test
  @DisplayName("L74 A collection of which any call fails loses nothing, and the next one ends it")
  default void failedCollectionIsEndedByTheNext() throws Exception {
    Faults faults = new Faults();
    try (LibraryProbe probe = LibraryProbe.intercepted(open(), faults)) {
      for (Fault fault :
          List.of(Fault.BEFORE_EFFECT, Fault.AFTER_EFFECT, Fault.TIMEOUT_AFTER_EFFECT)) {
        int call = 0;
        do {
          call++;
          CollectionScenario scenario = CollectionScenario.prepare(probe);
          faults.failAt(fault, call);
          scenario.collect();
          faults.stop();
          probe.check();
          scenario.collectAll();
          scenario.check();
          probe.check();
        } while (faults.hit().isPresent());
        assertThat(call).as("calls of a collection").isGreaterThan(10);
      }
    }
  }

  @Test
  @DisplayName("L75 A call of a backend that takes long holds up no other operation")
  default void slowCallHoldsUpNoOther() throws Exception {
    Faults faults = new Faults();
    ExecutorService others = Executors.newSingleThreadExecutor();
    try (LibraryProbe probe = LibraryProbe.intercepted(open(), faults)) {
      AtomicInteger waits = new AtomicInteger();
      faults.pauseWith(
          () -> {
            String name = "meanwhile-" + waits.incrementAndGet();
            Future<Item> other = others.submit(() -> probe.files.createFolder(name));
            assertThat(other).succeedsWithin(Duration.ofSeconds(30));
          });
      FaultSweep sweep = new FaultSweep(probe, faults);
      for (LibraryOperation operation :
          LibraryOperations.matching("(upload|copy|make|receive).*")) {
        sweep.run(Fault.SLOW, operation);
      }
      assertThat(probe.paths()).as("what was done meanwhile").hasSize(waits.get());
      probe.check();
    } finally {
      others.shutdown();
    }
  }

  /** Sweeps operations, and returns the kinds of faults that hit a call of any. */
  private Set<Fault> sweep(List<Fault> kinds, List<LibraryOperation> operations) throws Exception {
    Set<Fault> hits = new TreeSet<>();
    Faults faults = new Faults();
    try (LibraryProbe probe = LibraryProbe.intercepted(open(), faults)) {
      FaultSweep sweep = new FaultSweep(probe, faults);
      for (Fault fault : kinds) {
        for (LibraryOperation operation : operations) {
          if (sweep.run(fault, operation) > 0) {
            hits.add(fault);
          }
        }
      }
      probe.check();
      probe.collectEverything();
      probe.check();
    }
    return hits;
  }
}
