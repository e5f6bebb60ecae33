package io.filelibrary.e2e;

import io.filelibrary.FileLibrary;
import io.filelibrary.model.CollectionReport;
import io.filelibrary.testkit.library.LibraryInvariants;
import io.filelibrary.testkit.model.ChannelModel;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges what a killed process has left, by what its threads had logged.
 *
 * <p>All that was acknowledged must be there, and nothing else, in each channel: its tree, trash,
 * change feed, usage and bytes are those of a model that was told the same operations. The one
 * operation that had begun and was not acknowledged is in flight: it may have happened wholly or
 * not at all, so that the channel equals the model before it or the model after it. That holds of
 * operations of several transactions, too: a reader sees all of a folder's copy or nothing.
 *
 * <p>Three things are allowed for, and no more. A collection in flight may have come half-way, as
 * it is of many steps: it is made again before channels are compared, by the same clock. So it is
 * where the process collected beside its threads, as nobody knows what it had reclaimed; without
 * either, channels are compared as they were found. A folder's copy that did not happen may have
 * left rows beside the tree, which the usage counts until its time is over: the usage is then
 * compared after that. Where an operation in flight changes nothing, before and after are the same,
 * and it counts as not happened.
 *
 * <p>The invariants of the library hold at once, I7 included, although intents are committed
 * relaxed: a killed process loses no write that the operating system has got.
 */
final class CrashCheck {
  private static final String COLLECT = "collect()";
  private static final int ROUNDS = 3;
  private static final int MOST_ROUNDS = 20;
  private static final int SECONDS_PER_ROUND = 2 * 86_400;

  private final CrashPlan plan;
  private final CrashTally tally;
  private final List<CrashHistory> histories = new ArrayList<>();
  private boolean usageExact = true;

  CrashCheck(CrashPlan plan, CrashTally tally) {
    this.plan = plan;
    this.tally = tally;
  }

  private CrashPlace.Opened open(CrashClock clock) throws IOException {
    var catalog = plan.place().openCatalog();
    var storage = plan.place().openStorage(clock);
    return new CrashPlace.Opened(
        catalog, storage, FileLibrary.open(catalog, storage, CrashChild.options(plan, clock)));
  }

  /**
   * Checks all, and keeps what was found for the next life.
   *
   * @param settle whether the clock moves on until nothing is left to collect; it does anyway where
   *     the usage could not be compared before
   * @throws AssertionError if anything is not as it must be
   */
  void run(boolean settle) throws IOException {
    List<CrashLog.Content> logs = new ArrayList<>();
    for (int i = 0; i < CrashPlan.CHANNELS; i++) {
      CrashLog.Content log = CrashLog.read(plan.log(i));
      logs.add(log);
      histories.add(CrashHistory.begin(plan, i).with(log.acknowledged()));
      tally.acknowledged(log.acknowledged().size());
    }
    CrashClock clock = new CrashClock(now());
    try (CrashPlace.Opened opened = open(clock)) {
      LibraryInvariants.check(opened.catalog(), opened.storage());
      boolean collect =
          plan.collecting()
              || logs.stream().anyMatch(log -> log.inFlight().stream().anyMatch(COLLECT::equals));
      if (collect) {
        opened.library().collect();
      }
      for (int i = 0; i < CrashPlan.CHANNELS; i++) {
        compare(opened, i, logs.get(i).inFlight(), collect);
      }
      LibraryInvariants.check(opened.catalog(), opened.storage());
    }
    if (settle || !usageExact) {
      settle(clock);
    }
    for (CrashHistory history : histories) {
      // A script has moved the clock of one channel alone.
      history.at(clock.instant()).save();
    }
  }

  /** Whether contents may have become unused, as trash whose time was over was deleted. */
  private static boolean hasDoomed(CollectionReport report) {
    return report.expiredUploads() + report.expiredTrash() + report.reclaimedItems() > 0;
  }

  /** The time is the same for all channels but those that a script did not move it for. */
  private Instant now() {
    return histories.stream()
        .map(history -> history.replay().now())
        .max(Instant::compareTo)
        .orElseThrow();
  }

  private void compare(
      CrashPlace.Opened opened, int channel, Optional<String> inFlight, boolean collect)
      throws IOException {
    CrashHistory history = histories.get(channel);
    Optional<String> operation =
        inFlight.filter(text -> !text.equals(COLLECT) && !text.startsWith("clock("));
    boolean exists = opened.library().findChannel(history.replay().spec().id()).isPresent();
    if (!history.isBorn() && !exists) {
      tally.inFlight(operation.isPresent(), false);
      return;
    }
    if (history.isBorn() && !exists) {
      throw new AssertionError("the channel " + channel + " is lost");
    }
    CrashHistory before = collect ? history.with(COLLECT, "ok") : history;
    boolean usage = operation.stream().noneMatch(text -> text.startsWith("copy("));
    Optional<String> undone =
        history.isBorn() ? difference(opened, before.replay(), usage) : Optional.of("no channel");
    if (undone.isEmpty()) {
      usageExact &= usage;
      histories.set(channel, before);
      tally.inFlight(operation.isPresent(), false);
      return;
    }
    if (operation.isEmpty()) {
      throw new AssertionError("channel " + channel + ", nothing in flight: " + undone.get());
    }
    ChannelModel after = history.replay();
    String outcome = after.assume(operation.get(), opened.library(), opened.catalog());
    CrashHistory done = history.with(operation.get(), outcome);
    done = collect ? done.with(COLLECT, "ok") : done;
    Optional<String> different = difference(opened, done.replay(), true);
    if (different.isPresent()) {
      throw new AssertionError(
          "channel "
              + channel
              + ", in flight: "
              + operation.get()
              + "\nwithout it: "
              + undone.get()
              + "\nwith it: "
              + different.get());
    }
    histories.set(channel, done);
    tally.inFlight(true, true);
  }

  private static Optional<String> difference(
      CrashPlace.Opened opened, ChannelModel model, boolean usage) {
    return model.difference(opened.library(), opened.catalog(), opened.storage(), usage);
  }

  /**
   * Moves the clock on and collects, until all lifetimes but that of the trash are over and a
   * collection found nothing that the next one would have to delete. Then nothing is left.
   */
  private void settle(CrashClock clock) throws IOException {
    boolean more = true;
    for (int i = 0; i < ROUNDS || (more && i < MOST_ROUNDS); i++) {
      clock.set(clock.instant().plusSeconds(SECONDS_PER_ROUND));
      try (CrashPlace.Opened opened = open(clock)) {
        more = hasDoomed(opened.library().collect());
      }
      for (int channel = 0; channel < CrashPlan.CHANNELS; channel++) {
        CrashHistory history = histories.get(channel).at(clock.instant());
        histories.set(channel, history.isBorn() ? history.with(COLLECT, "ok") : history);
      }
    }
    try (CrashPlace.Opened opened = open(clock)) {
      for (CrashHistory history : histories) {
        Optional<String> different =
            history.isBorn() ? difference(opened, history.replay(), true) : Optional.empty();
        if (different.isPresent()) {
          throw new AssertionError("after the collection: " + different.get());
        }
      }
      LibraryInvariants.check(opened.catalog(), opened.storage());
      new CrashLeftovers(plan.place(), opened).requireNone();
    }
  }
}
