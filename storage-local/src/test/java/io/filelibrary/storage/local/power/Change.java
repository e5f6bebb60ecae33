package io.filelibrary.storage.local.power;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change to the names of directories, which a power cut undoes as a whole or not at all. */
record Change(List<Entry> entries) {
  /** What a name stands for after the change; for nothing if there is no node. */
  record Entry(DirectoryNode directory, String name, @Nullable Node node) {
    void applyTo(Map<String, Node> names) {
      if (node == null) {
        names.remove(name);
      } else {
        names.put(name, node);
      }
    }
  }

  static Change of(DirectoryNode directory, String name, @Nullable Node node) {
    return new Change(List.of(new Entry(directory, name, node)));
  }

  boolean touches(DirectoryNode directory) {
    return entries.stream().anyMatch(entry -> entry.directory == directory);
  }

  /** Whether both are about one name, so that the later one cannot be on the disk alone. */
  boolean sharesNameWith(Change other) {
    return entries.stream()
        .anyMatch(
            mine ->
                other.entries.stream()
                    .anyMatch(
                        its -> its.directory == mine.directory && its.name.equals(mine.name)));
  }
}
