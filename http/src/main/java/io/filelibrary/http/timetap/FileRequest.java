package io.filelibrary.http.timetap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.http.route.JsonFields;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.Visibility;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A file object as a client sends it. What is not here is the server's, and ignored.
 *
 * @param business the id of the business
 * @param type the {@code fileLibraryType}
 * @param name the {@code fileName}
 * @param id the {@code fileLibraryUUID}; empty for a new folder
 * @param folder where it should be; empty to leave it where it is
 * @param visibility by {@code publicVisible}; empty to leave it
 * @param deleted whether it should be in the trash; empty to leave it
 * @param ids the ids of what it belongs to, by their fields; an empty one is taken away, and one
 *     that is not here stays
 * @param modifiedUser who changes it; empty for the caller
 */
record FileRequest(
    String business,
    String type,
    String name,
    Optional<ItemId> id,
    Optional<FolderRef> folder,
    Optional<Visibility> visibility,
    Optional<Boolean> deleted,
    SortedMap<String, OptionalLong> ids,
    Optional<String> modifiedUser) {
  static FileRequest read(ObjectNode object) {
    JsonFields fields = JsonFields.of(object);
    SortedMap<String, OptionalLong> ids = new TreeMap<>();
    for (String field : KeptFields.IDS) {
      if (fields.has(field)) {
        ids.put(field, fields.wholeNumber(field));
      }
    }
    return new FileRequest(
        business(object),
        required(fields, FileType.FIELD),
        required(fields, "fileName"),
        fields.text("fileLibraryUUID").map(ItemId::parse),
        folder(object),
        fields.flag("publicVisible").map(on -> on ? Visibility.PUBLIC : Visibility.PRIVATE),
        fields.flag("deleted"),
        ids,
        fields.text(KeptFields.MODIFIED_USER).filter(text -> !text.isEmpty()));
  }

  private static String business(ObjectNode object) {
    JsonNode id = object.path(Business.ID);
    if (id.isMissingNode() || id.isNull()) {
      throw HttpFailure.invalid(Business.ID, "it is required");
    }
    if (!id.isIntegralNumber() && !id.isTextual()) {
      throw HttpFailure.invalid(Business.ID, "it is an integer, or its text");
    }
    return id.asText();
  }

  private static String required(JsonFields fields, String name) {
    String text = fields.requiredText(name);
    if (text.isEmpty()) {
      throw HttpFailure.invalid(name, "it is required, and not empty");
    }
    return text;
  }

  /** A client sends an object of the root back as it got it: with null. */
  private static Optional<FolderRef> folder(ObjectNode object) {
    JsonNode parent = object.path(FolderField.NAME);
    if (parent.isMissingNode()) {
      return Optional.empty();
    }
    if (parent.isNull()) {
      return Optional.of(FolderRef.root());
    }
    if (!parent.isTextual()) {
      throw FolderField.noNumber();
    }
    return Optional.of(FolderField.parse(parent.textValue()));
  }

  /** Whether it differs from an item in more than {@code deleted} and {@code modifiedUser}. */
  boolean changes(Item item) {
    return !name.equals(item.name().value())
        || folder.filter(other -> !other.equals(FolderField.of(item))).isPresent()
        || visibility.filter(other -> other != item.visibility()).isPresent()
        || ids.entrySet().stream().anyMatch(id -> changes(id, item));
  }

  private static boolean changes(Map.Entry<String, OptionalLong> id, Item item) {
    return !id.getValue().equals(KeptFields.id(item, id.getKey()));
  }

  /** What is to change about an item, so that it becomes as it is here. */
  ItemChanges changesTo(Item item) {
    ItemChanges changes = ItemChanges.NONE;
    if (!name.equals(item.name().value())) {
      changes = changes.withName(ItemName.of(name));
    }
    if (folder.isPresent()) {
      changes = changes.withFolder(folder.get());
    }
    if (visibility.isPresent()) {
      changes = changes.withVisibility(visibility.get());
    }
    return changes.withAttributes(attributes(item));
  }

  private Attributes attributes(Item item) {
    SortedMap<String, String> values = new TreeMap<>(item.attributes().values());
    ids.entrySet().stream()
        .filter(id -> changes(id, item))
        .forEach(id -> put(values, id.getKey(), id.getValue()));
    String user = KeptFields.key(KeptFields.MODIFIED_USER);
    if (modifiedUser.isPresent()) {
      // A client sends back whom it was shown, which is no reason to keep the name.
      modifiedUser
          .filter(other -> !other.equals(KeptFields.modifiedUser(item)))
          .ifPresent(other -> values.put(user, other));
    } else if (changes(item)) {
      values.remove(user);
    }
    return Attributes.of(values);
  }

  /** The attributes of a new item. */
  Attributes attributes() {
    SortedMap<String, String> values = new TreeMap<>();
    ids.forEach((field, id) -> put(values, field, id));
    modifiedUser.ifPresent(user -> values.put(KeptFields.key(KeptFields.MODIFIED_USER), user));
    return Attributes.of(values);
  }

  private static void put(SortedMap<String, String> values, String field, OptionalLong id) {
    if (id.isPresent()) {
      values.put(KeptFields.key(field), Long.toString(id.getAsLong()));
    } else {
      values.remove(KeptFields.key(field));
    }
  }
}
