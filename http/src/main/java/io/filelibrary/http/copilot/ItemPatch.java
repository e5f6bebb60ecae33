package io.filelibrary.http.copilot;

import io.filelibrary.ChannelFiles;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.StaleRevision;
import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.http.route.JsonFields;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.LinkUrl;
import io.filelibrary.model.PlaceOptions;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * What a PATCH asks for: a change of an item, which is made as a whole or not at all, or its way
 * into the trash or back. Properties that are null or unknown say nothing.
 *
 * @param changes what should change, but for the attributes
 * @param attributes the attributes to set, and those to remove
 * @param trashed whether the item should be in the trash
 */
record ItemPatch(
    ItemChanges changes,
    Optional<SortedMap<String, Optional<String>>> attributes,
    Optional<Boolean> trashed) {

  /** Reads a body. */
  static ItemPatch read(JsonFields body) {
    ItemPatch patch =
        new ItemPatch(changes(body), body.textPairs(ItemAttributes.FIELD), body.flag("trashed"));
    boolean edits = !patch.changes.equals(ItemChanges.NONE) || patch.attributes.isPresent();
    if (!edits && patch.trashed.isEmpty()) {
      throw HttpFailure.invalid(
          "body",
          "it names at least one of name, path, parentId, linkUrl, visibility, attributes,"
              + " contentType, trashed");
    }
    if (edits && patch.trashed.isPresent()) {
      throw HttpFailure.invalid("trashed", "it is changed alone; send other changes before");
    }
    return patch;
  }

  private static ItemChanges changes(JsonFields body) {
    ItemChanges changes = place(body);
    Optional<String> linkUrl = body.text("linkUrl");
    if (linkUrl.isPresent()) {
      changes = changes.withLinkUrl(LinkUrl.of(linkUrl.get()));
    }
    Optional<String> visibility = body.text("visibility");
    if (visibility.isPresent()) {
      changes = changes.withVisibility(Words.visibility(visibility.get()));
    }
    Optional<String> contentType = body.text("contentType");
    if (contentType.isPresent()) {
      changes = changes.withContentType(ContentType.of(contentType.get()));
    }
    return changes;
  }

  private static ItemChanges place(JsonFields body) {
    Optional<String> name = body.text("name");
    Optional<String> path = body.text("path");
    Optional<String> parent = body.text("parentId");
    ItemChanges changes = ItemChanges.NONE;
    if (path.isPresent()) {
      if (name.isPresent() || parent.isPresent()) {
        throw HttpFailure.invalid("path", "it says name and folder; send it without the two");
      }
      Destination destination = Destination.at(path.get());
      changes = changes.withFolder(destination.folder());
      name = destination.name().map(ItemName::value);
    }
    if (parent.isPresent()) {
      changes = changes.withFolder(folder(parent.get()));
    }
    return name.isPresent() ? changes.withName(ItemName.of(name.get())) : changes;
  }

  private static FolderRef folder(String parentId) {
    boolean root = parentId.isEmpty() || parentId.equals(ItemAnswer.ROOT);
    return root ? FolderRef.root() : FolderRef.of(ItemId.parse(parentId));
  }

  /** Does what is asked for. */
  Item apply(ChannelFiles files, ItemId id, OptionalLong expected) {
    if (trashed.isPresent()) {
      return trashed.get() ? trash(files, id, expected) : restore(files, id, expected);
    }
    if (attributes.isEmpty()) {
      return files.update(
          id, expected.isPresent() ? changes.withExpectedRevision(expected.getAsLong()) : changes);
    }
    Map<String, Optional<String>> request = attributes.get();
    return AttributeEdit.make(
        files, id, changes, expected, former -> ItemAttributes.merged(former, request));
  }

  private static Item trash(ChannelFiles files, ItemId id, OptionalLong expected) {
    return expected.isPresent() ? files.trash(id, expected.getAsLong()) : files.trash(id);
  }

  /** An item that is not in the trash is where it was asked to be. */
  private static Item restore(ChannelFiles files, ItemId id, OptionalLong expected) {
    PlaceOptions options =
        expected.isPresent()
            ? PlaceOptions.DEFAULT.withExpectedRevision(expected.getAsLong())
            : PlaceOptions.DEFAULT;
    try {
      return files.trashBin().restore(id, options);
    } catch (ItemNotFound e) {
      Item living = files.get(id);
      if (expected.isPresent() && expected.getAsLong() != living.revision()) {
        throw new StaleRevision(id.toString(), expected.getAsLong(), living.revision());
      }
      return living;
    }
  }
}
