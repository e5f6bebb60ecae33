package io.filelibrary.internal.check;

import io.filelibrary.check.Finding;
import io.filelibrary.check.FindingKind;
import io.filelibrary.check.RepairLevel;
import io.filelibrary.spi.Leftover;
import io.filelibrary.spi.Leftovers;
import io.filelibrary.spi.SelfCheck;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What catalog and storage can tell of themselves: damage in their store, and leftovers. */
final class BackendCheck {
  private static final int MOST_LEFTOVERS = 1000;

  private final Survey survey;

  BackendCheck(Survey survey) {
    this.survey = survey;
  }

  void examineCatalog() throws Halted {
    if (!(survey.catalog() instanceof SelfCheck catalog)) {
      return;
    }
    try {
      for (String line : catalog.selfCheck()) {
        survey.found(Finding.of(FindingKind.DAMAGED_BACKEND, line));
      }
    } catch (IOException e) {
      survey.unchecked("the catalog's own store", e);
    }
  }

  /**
   * Looks for leftovers.
   *
   * @param ours whether the storage's mark is this catalog's, so that they may be dropped
   */
  void lookForLeftovers(boolean ours) throws Halted {
    if (!(survey.storage() instanceof Leftovers storage)) {
      return;
    }
    Optional<List<Leftover>> before =
        survey.askStorage(
            "the leftovers", any -> storage.leftovers(survey.longAgo(), MOST_LEFTOVERS));
    if (before.isEmpty() || before.get().isEmpty()) {
      return;
    }
    List<Leftover> left = before.get();
    if (ours && survey.mends(RepairLevel.GARBAGE)) {
      left = dropped(storage, left);
    }
    for (Leftover leftover : before.get()) {
      survey.found(finding(leftover).withRepaired(!left.contains(leftover)));
    }
    if (before.get().size() == MOST_LEFTOVERS) {
      survey.note("further leftovers", "there are more than " + MOST_LEFTOVERS);
    }
  }

  /** Drops leftovers; answers those that are still there. */
  private List<Leftover> dropped(Leftovers storage, List<Leftover> before) throws Halted {
    survey.mend("the leftovers", () -> storage.dropLeftovers(survey.longAgo()) > 0);
    return survey
        .askStorage(
            "the leftovers that stay", any -> storage.leftovers(survey.longAgo(), MOST_LEFTOVERS))
        .orElse(before);
  }

  private static Finding finding(Leftover leftover) {
    String whose =
        leftover.ours() ? "a call that never ended left " : "among the storage's own there is ";
    return Finding.of(
        FindingKind.LEFTOVER,
        whose
            + leftover.name()
            + " of "
            + leftover.size()
            + " bytes, last touched at "
            + leftover.touchedAt());
  }
}
