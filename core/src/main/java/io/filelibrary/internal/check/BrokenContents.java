package io.filelibrary.internal.check;

import io.filelibrary.check.Finding;
import io.filelibrary.check.FindingKind;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ItemRecord;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Contents whose bytes are missing or damaged, until the files that use them were looked for: a key
 * tells nobody what was lost. Beyond a number that fits into memory they are told without a file.
 */
final class BrokenContents {
  private static final int MOST = 10_000;

  private final Survey survey;
  private final StandingEvidence evidence;
  private final Map<ContentKey, Broken> waiting = new LinkedHashMap<>();

  /** What is to be told, and how many files have it. */
  private record Broken(Finding finding, long files) {}

  BrokenContents(Survey survey, StandingEvidence evidence) {
    this.survey = survey;
    this.evidence = evidence;
  }

  void add(ContentKey key, Finding finding) {
    if (waiting.size() < MOST) {
      waiting.put(key, new Broken(finding, 0));
    } else {
      evidence.lostUndated();
      survey.found(finding);
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** A file uses a content. */
  void usedBy(ItemRecord file, ContentKey key) {
    Broken broken = waiting.get(key);
    if (broken == null) {
      return;
    }
    if (broken.finding.kind() == FindingKind.MISSING_OBJECT) {
      evidence.lost(file.updated().at());
    }
    Finding named = broken.files == 0 ? broken.finding.about(file.id()) : broken.finding;
    waiting.put(key, new Broken(named, broken.files + 1));
  }

  /** Tells all that waits. */
  void tell() {
    for (Broken broken : waiting.values()) {
      Finding finding = broken.finding;
      if (broken.files == 0 && finding.kind() == FindingKind.MISSING_OBJECT) {
        evidence.lostUndated();
      }
      survey.found(broken.files > 1 ? sharedBy(finding, broken.files) : finding);
    }
    waiting.clear();
  }

  private static Finding sharedBy(Finding finding, long files) {
    return new Finding(
        finding.kind(),
        finding.channel(),
        finding.item(),
        finding.key(),
        finding.sentence() + "; " + files + " files use them",
        finding.repaired());
  }
}
