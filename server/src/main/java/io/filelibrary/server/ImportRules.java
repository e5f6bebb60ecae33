package io.filelibrary.server;

import io.filelibrary.error.InvalidInput;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.NamePolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * What an import takes from the disk.
 *
 * @param names the names that the channel takes
 * @param normalize whether names are taken that come back in another Unicode form
 * @param conflict what happens to a file whose name is taken
 * @param location the library itself, which is never taken
 */
record ImportRules(
    NamePolicy names, boolean normalize, ConflictPolicy conflict, LibraryLocation location) {
  /**
   * Judges one entry of a directory.
   *
   * @param folder where it would go
   * @return why it is not taken, or empty if it is
   */
  Optional<String> refusal(Path entry, BasicFileAttributes attributes, ImportedFolder folder)
      throws IOException {
    if (attributes.isSymbolicLink()) {
      return Optional.of("a symbolic link");
    }
    if (!attributes.isDirectory() && !attributes.isRegularFile()) {
      return Optional.of("neither a file nor a directory");
    }
    if (attributes.isDirectory() && location.is(entry)) {
      return Optional.of("the data directory of this library");
    }
    Optional<String> name = DiskName.of(entry);
    if (name.isEmpty()) {
      return Optional.of("its name is not UTF-8");
    }
    return refusal(name.get(), folder);
  }

  private Optional<String> refusal(String name, ImportedFolder folder) {
    try {
      ItemName taken = ItemName.of(name);
      names.check(taken);
      folder.path().resolve(taken).checkLimits();
      if (!normalize && !taken.value().equals(name)) {
        return Optional.of(
            "its name would come back in another Unicode form (NFC); --normalize takes it so");
      }
      return Optional.empty();
    } catch (InvalidInput e) {
      return Optional.of(e.rule());
    }
  }
}
