package io.filelibrary.internal.check;

import io.filelibrary.check.Finding;
import io.filelibrary.check.FindingKind;
import io.filelibrary.check.RepairLevel;
import io.filelibrary.internal.StorageMark;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Objects that no row tells of. They are told as they are found; where they are to be deleted, the
 * first of them wait until the whole check has come to its end.
 */
final class OrphanCheck {
  private final Survey survey;
  private final StandingEvidence evidence;
  private final List<Orphan> waiting = new ArrayList<>();
  private long number;

  private record Orphan(ContentKey key, Finding finding) {}

  OrphanCheck(Survey survey, StandingEvidence evidence) {
    this.survey = survey;
    this.evidence = evidence;
  }

  /** Looks at an object that was listed, and whose row was not. */
  void suspect(StoredObject listed) throws Halted {
    ContentKey key = listed.key();
    if (key.equals(StorageMark.KEY) || !isUnknown(key)) {
      return;
    }
    Optional<Optional<StoredObject>> asked =
        survey.askStorage("the object " + key, storage -> storage.stat(key));
    Optional<StoredObject> object = asked.flatMap(found -> found);
    if (object.isEmpty()) {
      return;
    }
    evidence.strayed(object.get().storedAt());
    if (object.get().storedAt().isBefore(survey.longAgo())) {
      tell(object.get());
    }
  }

  private void tell(StoredObject object) {
    number++;
    String sentence =
        "no row tells of these " + object.size() + " bytes, stored at " + object.storedAt();
    Finding finding = Finding.of(FindingKind.ORPHAN, sentence).about(object.key());
    if (survey.mends(RepairLevel.GARBAGE) && waiting.size() < survey.options().orphanLimit()) {
      waiting.add(new Orphan(object.key(), finding));
    } else {
      survey.found(finding);
    }
  }

  /** Deletes those that wait, each after a look at the catalog and the object; tells of them. */
  void delete() throws Halted {
    while (!waiting.isEmpty()) {
      Orphan orphan = waiting.get(waiting.size() - 1);
      ContentKey key = orphan.key;
      boolean deleted = isUnknown(key) && survey.mend("orphan " + key, () -> delete(key));
      waiting.remove(waiting.size() - 1);
      survey.found(orphan.finding.withRepaired(deleted));
    }
  }

  private boolean delete(ContentKey key) throws IOException {
    survey.storage().delete(List.of(key));
    return survey.storage().stat(key).isEmpty();
  }

  /** Tells of those that wait, which stay. */
  void keep() {
    waiting.forEach(orphan -> survey.found(orphan.finding));
    waiting.clear();
  }

  /** Whether there are more than may be deleted. */
  boolean areTooMany() {
    return number > survey.options().orphanLimit();
  }

  boolean areWaiting() {
    return !waiting.isEmpty();
  }

  /** Whether neither a content nor an upload has the key, in one snapshot. */
  private boolean isUnknown(ContentKey key) throws Halted {
    return survey
        .ask(
            "the row of content " + key,
            records -> records.content(key).isEmpty() && records.uploadTo(key).isEmpty())
        .orElse(false);
  }
}
