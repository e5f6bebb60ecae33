package io.filelibrary.http.timetap;

import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import java.util.regex.Pattern;

/** The property {@code parentFileLibraryUUID}. */
final class FolderField {
  /** Its name. */
  static final String NAME = "parentFileLibraryUUID";

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,20}");

  private FolderField() {}

  /** The folder that a text names; an empty one names the root. */
  static FolderRef parse(String text) {
    return text.isEmpty() ? FolderRef.root() : FolderRef.of(id(text));
  }

  /** The folder's id. The published table calls it an integer, so some client may send one. */
  static ItemId id(String text) {
    if (NUMBER.matcher(text).matches()) {
      throw noNumber();
    }
    return ItemId.parse(text);
  }

  static HttpFailure noNumber() {
    return HttpFailure.invalid(NAME, "it is the fileLibraryUUID of a folder, a UUID and no number");
  }

  /** The folder that an item is in. */
  static FolderRef of(Item item) {
    return item.parent().map(FolderRef::of).orElseGet(FolderRef::root);
  }
}
