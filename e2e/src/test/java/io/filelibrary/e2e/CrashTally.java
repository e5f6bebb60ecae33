package io.filelibrary.e2e;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Counts what the kills of the libraries of one pair came to. */
final class CrashTally {
  private final LibraryPair pair;
  private final Set<Integer> steps = new TreeSet<>();
  private int randomKills;
  private int stepKills;
  private int allSteps;
  private long acknowledged;
  private int happened;
  private int notHappened;
  private int libraries;

  CrashTally(LibraryPair pair) {
    this.pair = pair;
  }

  void library() {
    libraries++;
  }

  void randomKill() {
    randomKills++;
  }

  void stepKill(int step, int of) {
    stepKills++;
    steps.add(step);
    allSteps = of;
  }

  void acknowledged(int operations) {
    acknowledged += operations;
  }

  void inFlight(boolean any, boolean didHappen) {
    happened += any && didHappen ? 1 : 0;
    notHappened += any && !didHappen ? 1 : 0;
  }

  int kills() {
    return randomKills + stepKills;
  }

  /** Says all in one line; what must be 0 is so, as the run has else ended with an error. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %d kills of %d libraries (%d at random moments, %d at %d of %d steps), %d operations"
            + " acknowledged, in flight %d that had happened and %d that had not; 0 lost, 0"
            + " invariants broken, 0 left after collection",
        pair,
        kills(),
        libraries,
        randomKills,
        stepKills,
        steps.size(),
        allSteps,
        acknowledged,
        happened,
        notHappened);
  }
}
