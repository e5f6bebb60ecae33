package io.filelibrary.http.copilot;

import io.filelibrary.ChannelFiles;
import io.filelibrary.error.StaleRevision;
import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * Changes some attributes of an item and keeps the others. The library replaces them as a whole, so
 * they are read first and written only if the item has not changed meanwhile.
 */
final class AttributeEdit {
  private static final int ATTEMPTS = 20;

  private AttributeEdit() {}

  /**
   * Makes the change in one transaction with others.
   *
   * @param others what else should change
   * @param expected the revision that the client expects; without one the change is tried again
   *     when another comes between
   */
  static Item make(
      ChannelFiles files,
      ItemId id,
      ItemChanges others,
      OptionalLong expected,
      UnaryOperator<Attributes> edit) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Item before = files.get(id);
      long revision = expected.orElse(before.revision());
      if (revision != before.revision()) {
        throw new StaleRevision(id.toString(), revision, before.revision());
      }
      ItemChanges changes =
          others
              .withAttributes(edit.apply(before.attributes()))
              .withExpectedRevision(before.revision());
      try {
        return files.update(id, changes);
      } catch (StaleRevision e) {
        if (expected.isPresent()) {
          throw e;
        }
      }
    }
    throw new HttpFailure(
        503,
        "busy",
        "the item was changed by others all the time; nothing was changed, try again",
        Map.of("Retry-After", "1"));
  }
}
