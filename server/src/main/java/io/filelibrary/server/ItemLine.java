package io.filelibrary.server;

import io.filelibrary.model.FileItem;
import io.filelibrary.model.FolderItem;
import io.filelibrary.model.Item;
import io.filelibrary.model.LinkItem;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An item as a line for people; {@link ItemJson} is for programs. */
final class ItemLine {
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private ItemLine() {}

  /** Returns the path from the root; a folder's ends with a slash. */
  static String path(Item item) {
    return SafeText.name(item.path().toString()) + mark(item);
  }

  /** Returns the name; a folder's ends with a slash. */
  static String name(Item item) {
    return SafeText.name(item.name().value()) + mark(item);
  }

  /** Puts the kind, size and time of the last change before a name or path, and a URL behind it. */
  static String detailed(Item item, String shown) {
    String target =
        item instanceof LinkItem link ? " -> " + SafeText.name(link.linkUrl().value()) : "";
    return String.format(
        Locale.ROOT,
        "%-6s %12s  %s  %s%s",
        item.kind().word(),
        size(item),
        TIME.format(item.updatedAt()),
        shown,
        target);
  }

  private static String size(Item item) {
    return item instanceof FileItem file ? Long.toString(file.size()) : "-";
  }

  private static String mark(Item item) {
    return item instanceof FolderItem ? "/" : "";
  }
}
