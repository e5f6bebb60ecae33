package io.filelibrary.server;

import io.filelibrary.model.ItemName;
import io.filelibrary.model.ItemPath;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A directory on its way into the library: where it goes, and whether the folder is there yet. */
final class ImportedFolder {
  private final Optional<ImportedFolder> parent;
  private final ItemPath path;
  private final String shown;
  private final AtomicBoolean present;
  private final AtomicBoolean tried = new AtomicBoolean();

  private ImportedFolder(
      Optional<ImportedFolder> parent, ItemPath path, String shown, boolean present) {
    this.parent = parent;
    this.path = path;
    this.shown = shown;
    this.present = new AtomicBoolean(present);
  }

  /** Begins with the folder that the import goes to, which is there. */
  static ImportedFolder top(ItemPath target) {
    return new ImportedFolder(Optional.empty(), target, "", true);
  }

  ImportedFolder child(ItemName name, String directoryShown) {
    return new ImportedFolder(Optional.of(this), path.resolve(name), directoryShown, false);
  }

  ItemPath path() {
    return path;
  }

  /** Returns the path of the directory below the source, for messages. */
  String shown() {
    return shown.isEmpty() ? "." : shown;
  }

  /** Returns the path of an entry of the directory below the source, for messages. */
  String shown(Path entry) {
    return shown.isEmpty() ? DiskName.shown(entry) : shown + "/" + DiskName.shown(entry);
  }

  /** Says whether it is up to the caller to create the folder: it is missing, and nobody tried. */
  boolean claimCreation() {
    return !present.get() && tried.compareAndSet(false, true);
  }

  /** Takes note that the folder is there, and so are those above it; each is counted once. */
  void markPresent(Tally tally) {
    if (present.compareAndSet(false, true)) {
      tally.folder();
      parent.ifPresent(above -> above.markPresent(tally));
    }
  }
}
