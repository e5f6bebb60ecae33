package io.filelibrary.internal;

import io.filelibrary.model.ItemId;
import io.filelibrary.model.LinkUrl;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What changed between two revisions of an item, as the change feed tells it. */
final class Differences {
  private Differences() {}

  /** The former texts of all that differs; see {@code Change.previous}. */
  static SortedMap<String, String> between(ItemRecord before, ItemRecord after, ItemId root) {
    SortedMap<String, String> previous = new TreeMap<>();
    Map<String, String> now = properties(after, root);
    properties(before, root)
        .forEach(
            (property, text) -> {
              if (!text.equals(now.get(property))) {
                previous.put(property, text);
              }
            });
    now.keySet().stream()
        .filter(property -> property.startsWith("attributes."))
        .filter(property -> !before.attributes().values().containsKey(property.substring(11)))
        .forEach(property -> previous.put(property, ""));
    return previous;
  }

  private static Map<String, String> properties(ItemRecord item, ItemId root) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("name", item.name());
    properties.put("parent", parent(item, root));
    properties.put("visibility", item.visibility().name().toLowerCase(Locale.ROOT));
    item.linkUrl().map(LinkUrl::value).ifPresent(url -> properties.put("linkUrl", url));
    item.file().ifPresent(file -> addFile(properties, file));
    item.attributes().values().forEach((key, value) -> properties.put("attributes." + key, value));
    return properties;
  }

  private static void addFile(Map<String, String> properties, FileRecord file) {
    properties.put("contentType", file.contentType().value());
    properties.put("status", file.status().name().toLowerCase(Locale.ROOT));
  }

  private static String parent(ItemRecord item, ItemId root) {
    Optional<ItemId> parent = item.placement().home().or(() -> item.placement().parent());
    return parent.filter(id -> !id.equals(root)).map(ItemId::toString).orElse("");
  }
}
