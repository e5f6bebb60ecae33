package io.filelibrary.internal.check;

import io.filelibrary.check.Finding;
import io.filelibrary.check.FindingKind;
import io.filelibrary.internal.StorageMark;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.CountedContent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the storage is the catalog's, by its mark. */
final class Ownership {
  private static final int SHOWN = 40;
  private static final int SAMPLE = 100;

  private final Survey survey;
  private boolean ours;
  private boolean known;

  Ownership(Survey survey) {
    this.survey = survey;
  }

  void check() throws Halted {
    String own = survey.catalog().id().toString();
    Optional<Optional<String>> asked =
        survey.askStorage("the mark " + StorageMark.KEY, StorageMark::ownerOf);
    if (asked.isEmpty()) {
      return;
    }
    known = true;
    Optional<String> mark = asked.get();
    ours = mark.equals(Optional.of(own));
    if (!ours) {
      String sentence =
          mark.map(
                  other ->
                      "the storage is marked as that of catalog "
                          + shown(other)
                          + ", and this is catalog "
                          + own)
              .orElse("the storage has no mark of a catalog; this is catalog " + own);
      survey.found(Finding.of(FindingKind.FOREIGN_STORAGE, sentence).about(StorageMark.KEY));
    }
  }

  /** Whether the mark was read and is this catalog's. */
  boolean isOurs() {
    return ours;
  }

  /** Whether the mark was read, and is missing or another's. */
  boolean isForeign() {
    return known && !ours;
  }

  /**
   * Whether a storage without our mark has nothing of what this catalog knows: then it is another
   * storage, and to compare it would find everything missing. Else the mark alone is damaged.
   */
  boolean isAnotherStorage() throws Halted {
    if (!isForeign()) {
      return false;
    }
    Optional<List<CountedContent>> page =
        survey.ask(
            "the first contents", records -> records.contents(Optional.empty(), Survey.PAGE));
    Stream<CountedContent> used =
        page.stream()
            .flatMap(List::stream)
            .filter(row -> row.content().state() == ContentState.LIVE && !row.content().inline());
    for (CountedContent row : used.limit(SAMPLE).toList()) {
      Optional<Boolean> there =
          survey.askStorage(
              "the object " + row.content().key(),
              storage -> storage.stat(row.content().key()).isPresent());
      if (there.equals(Optional.of(true))) {
        return false;
      }
    }
    return true;
  }

  /** The mark as text that harms no terminal. */
  private static String shown(String mark) {
    String plain = mark.replaceAll("[^0-9A-Za-z-]", "?");
    return plain.length() > SHOWN ? plain.substring(0, SHOWN) : plain;
  }
}
