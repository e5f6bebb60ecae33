package io.filelibrary.internal.check;

import io.filelibrary.check.CheckOptions;
import io.filelibrary.check.CheckProgress;
import io.filelibrary.check.Examined;
import io.filelibrary.check.Finding;
import io.filelibrary.check.FindingKind;
import io.filelibrary.check.RepairLevel;
import io.filelibrary.check.Unchecked;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.CatalogWork;
import io.filelibrary.spi.StorageBackend;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the parts of one check share: the backends, what was asked for, and what was found so far.
 * For one thread.
 */
final class Survey {
  /** How many rows or objects are read at once, and how many pass between two reports. */
  static final int PAGE = 500;

  private static final int MOST_UNCHECKED = 100;

  /** So many failures in a row mean that a backend is gone rather than one thing unreadable. */
  private static final int PATIENCE = 20;

  private final Catalog catalog;
  private final StorageBackend storage;
  private final CheckOptions options;
  private final Instant longAgo;
  private final Consumer<Finding> listener;
  private final Throttle objectRate;
  private final Throttle byteRate;
  private final Map<FindingKind, Long> counts = new EnumMap<>(FindingKind.class);
  private final List<Unchecked> unchecked = new ArrayList<>();
  private long uncheckedCount;
  private int failuresInARow;
  private long repaired;
  private long total;
  private Examined examined = new Examined(0, 0, 0, 0, 0);

  Survey(
      Catalog catalog,
      StorageBackend storage,
      Clock clock,
      Duration margin,
      CheckOptions options,
      Consumer<Finding> listener) {
    this.catalog = catalog;
    this.storage = storage;
    this.options = options;
    this.longAgo = clock.instant().minus(margin);
    this.listener = listener;
    this.objectRate = new Throttle(options.objectsPerSecond(), clock, options.pause());
    this.byteRate = new Throttle(options.bytesPerSecond(), clock, options.pause());
  }

  Catalog catalog() {
    return catalog;
  }

  StorageBackend storage() {
    return storage;
  }

  CheckOptions options() {
    return options;
  }

  /** What is older than this moment is no longer in anybody's hands. */
  Instant longAgo() {
    return longAgo;
  }

  boolean mends(RepairLevel level) {
    return options.repair().includes(level);
  }

  void found(Finding finding) {
    counts.merge(finding.kind(), 1L, Long::sum);
    total++;
    repaired += finding.repaired() ? 1 : 0;
    listener.accept(finding);
  }

  /** Counts what could not be looked at; ends the check where nothing seems to answer any more. */
  void unchecked(String what, Exception why) throws Halted {
    note(what, String.valueOf(why.getMessage()));
    failuresInARow++;
    boolean closed =
        why instanceof BackendException backend
            && backend.reason() == BackendException.Reason.CLOSED;
    if (closed || failuresInARow >= PATIENCE) {
      throw new Halted(what + ": " + why.getMessage());
    }
  }

  /** Counts what could not be looked at, for a reason that says nothing of what comes next. */
  void note(String what, String why) {
    uncheckedCount++;
    if (unchecked.size() < MOST_UNCHECKED) {
      unchecked.add(new Unchecked(what, why));
    }
  }

  /** Asks the catalog in one snapshot; empty if it could not answer. */
  <T> Optional<T> ask(String what, CatalogWork<CatalogReader, T> work) throws Halted {
    try {
      T answer = catalog.read(work);
      failuresInARow = 0;
      return Optional.of(answer);
    } catch (BackendException | FileLibraryException | IllegalArgumentException e) {
      // The last two are a stored row that is none.
      unchecked(what, e);
      return Optional.empty();
    }
  }

  /** Asks the storage; empty if it could not answer. */
  <T> Optional<T> askStorage(String what, Question<T> question) throws Halted {
    try {
      T answer = question.ask(storage);
      failuresInARow = 0;
      return Optional.of(answer);
    } catch (IOException e) {
      unchecked(what, e);
      return Optional.empty();
    }
  }

  /** Mends something; whether it was mended. */
  boolean mend(String what, Mending step) throws Halted {
    try {
      return step.run();
    } catch (IOException | FileLibraryException e) {
      unchecked("the repair of " + what, e);
      return false;
    }
  }

  /** A question to the storage. */
  interface Question<T> {
    T ask(StorageBackend storage) throws IOException;
  }

  /** One step of a repair; answers whether there was something to mend. */
  interface Mending {
    boolean run() throws IOException;
  }

  void passedChannel() {
    add(new Examined(1, 0, 0, 0, 0));
  }

  void passedItem() throws Halted {
    objectRate.passed(1);
    add(new Examined(0, 1, 0, 0, 0));
  }

  void passedContent() throws Halted {
    objectRate.passed(1);
    add(new Examined(0, 0, 1, 0, 0));
  }

  void passedObject() {
    add(new Examined(0, 0, 0, 1, 0));
  }

  void passedBytes(long bytes) throws Halted {
    byteRate.passed(bytes);
    add(new Examined(0, 0, 0, 0, bytes));
  }

  private void add(Examined more) {
    examined =
        new Examined(
            examined.channels() + more.channels(),
            examined.items() + more.items(),
            examined.contents() + more.contents(),
            examined.objects() + more.objects(),
            examined.bytes() + more.bytes());
  }

  /** Tells how far the check is, and ends it if its thread was interrupted. */
  void reached(Place place) throws Halted {
    options.progress().accept(new CheckProgress(place.point(), examined, total));
    if (Thread.currentThread().isInterrupted()) {
      throw new Halted("the check was interrupted");
    }
  }

  Map<FindingKind, Long> counts() {
    return counts;
  }

  long repaired() {
    return repaired;
  }

  Examined examined() {
    return examined;
  }

  List<Unchecked> uncheckedThings() {
    return unchecked;
  }

  long uncheckedCount() {
    return uncheckedCount;
  }
}
