package io.filelibrary.http.timetap;

import com.google.common.primitives.Longs;
import io.filelibrary.model.Item;
import java.util.List;
import java.util.OptionalLong;

/**
 * The fields of a file object that the library does not know. They live in the item's attributes
 * under {@code timetap.} and the field's name, where the host can see and search them.
 */
final class KeptFields {
  /** The ids of what a file belongs to, all integers. */
  static final List<String> IDS =
      List.of("calendarId", "clientId", "emailId", "professionalId", "referenceId");

  /** The user that the client named when it uploaded the file. */
  static final String CREATED_USER = "createdUser";

  /** The user that the client named with the last change. */
  static final String MODIFIED_USER = "modifiedUser";

  private static final String PREFIX = "timetap.";

  private KeptFields() {}

  /** The attribute that holds a field. */
  static String key(String field) {
    return PREFIX + field;
  }

  /** An id, unless the item has none, or the host put something else in its place. */
  static OptionalLong id(Item item, String field) {
    Long number = item.attributes().get(key(field)).map(Longs::tryParse).orElse(null);
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /** Who made the item, as clients see it. */
  static String createdUser(Item item) {
    return item.attributes().get(key(CREATED_USER)).orElseGet(() -> item.createdBy().value());
  }

  /** Who changed the item last, as clients see it. */
  static String modifiedUser(Item item) {
    return item.attributes().get(key(MODIFIED_USER)).orElseGet(() -> item.updatedBy().value());
  }
}
