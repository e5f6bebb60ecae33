package io.filelibrary.internal.check;

import io.filelibrary.internal.StorageMark;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentState;
import io.filelibrary.spi.CountedContent;
import io.filelibrary.spi.StoredObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Goes through the rows of contents and the objects of the storage side by side, both in the order
 * of their keys. What one of them lacks is only a suspicion, as pages are read one after the other
 * while both change: the rooms that it is handed to ask again.
 */
final class ContentCheck {
  private final Survey survey;
  private final BytesCheck bytes;
  private final UseCheck uses;
  private final OrphanCheck orphans;
  private final StandingEvidence evidence;
  private final boolean withObjects;
  private boolean listedWhole;

  /**
   * Creates the room.
   *
   * @param withObjects whether the storage is to be compared; else the rows alone are looked at
   */
  ContentCheck(
      Survey survey,
      BytesCheck bytes,
      UseCheck uses,
      OrphanCheck orphans,
      StandingEvidence evidence,
      boolean withObjects) {
    this.survey = survey;
    this.bytes = bytes;
    this.uses = uses;
    this.orphans = orphans;
    this.evidence = evidence;
    this.withObjects = withObjects;
  }

  void run(Optional<ContentKey> after, Course course) throws Halted {
    Rows<CountedContent, ContentKey> rows =
        new Rows<>(
            survey,
            "the rows of contents",
            (last, limit) -> survey.catalog().read(records -> records.contents(last, limit)),
            row -> row.content().key(),
            after);
    Rows<StoredObject, ContentKey> objects =
        new Rows<>(survey, "the listing of objects", this::list, StoredObject::key, after);
    long passed = 0;
    while (rows.hasNext() || objects.hasNext()) {
      Optional<CountedContent> row = rows.hasNext() ? Optional.of(rows.peek()) : Optional.empty();
      Optional<StoredObject> object =
          objects.hasNext() ? Optional.of(objects.peek()) : Optional.empty();
      int order = order(row, object);
      if (order <= 0) {
        rows.next();
      }
      if (order >= 0) {
        objects.next();
      }
      look(row.filter(found -> order <= 0), object.filter(found -> order >= 0));
      passed++;
      if (passed % Survey.PAGE == 0) {
        course.reached(
            new Place(Place.Part.CONTENTS, Optional.of(key(row, object, order).value())));
      }
    }
    listedWhole = withObjects && after.isEmpty() && objects.isComplete() && rows.isComplete();
  }

  /** Whether all rows and all objects were read, from the first to the last. */
  boolean hasListedWhole() {
    return listedWhole;
  }

  private List<StoredObject> list(Optional<ContentKey> after, int limit) throws IOException {
    return withObjects ? survey.storage().list(after, limit) : List.of();
  }

  private void look(Optional<CountedContent> row, Optional<StoredObject> object) throws Halted {
    object.ifPresent(this::count);
    if (row.isEmpty()) {
      orphans.suspect(object.orElseThrow());
      return;
    }
    survey.passedContent();
    uses.check(row.get());
    if (row.get().content().state() == ContentState.LIVE && row.get().uses() > 0) {
      bytes.check(row.get().content(), object, withObjects);
    }
  }

  private void count(StoredObject object) {
    survey.passedObject();
    if (!object.key().equals(StorageMark.KEY)) {
      evidence.stored(object.storedAt());
    }
  }

  /** Negative if the row comes first, positive if the object does, 0 if they belong together. */
  private static int order(Optional<CountedContent> row, Optional<StoredObject> object) {
    if (row.isEmpty() || object.isEmpty()) {
      return row.isEmpty() ? 1 : -1;
    }
    return row.get().content().key().compareTo(object.get().key());
  }

  private static ContentKey key(
      Optional<CountedContent> row, Optional<StoredObject> object, int order) {
    return order <= 0 ? row.orElseThrow().content().key() : object.orElseThrow().key();
  }
}
