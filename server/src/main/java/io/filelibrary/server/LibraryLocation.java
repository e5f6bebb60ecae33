package io.filelibrary.server;

import io.filelibrary.FileLibrary;
import io.filelibrary.error.CatalogMismatch;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.storage.sqlite.SqliteCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A data directory: the catalog in {@code catalog.db}, the contents in {@code contents} (a
 * directory) or {@code contents.db}. Which of the two is there is the record of the choice that was
 * made at creation. The contents are created first, so that a catalog always has some.
 *
 * @param directory the data directory, which need not exist
 */
record LibraryLocation(Path directory) {
  Path catalogFile() {
    return directory.resolve("catalog.db");
  }

  boolean exists() {
    return Files.exists(catalogFile());
  }

  /** Returns the kind of storage that is there, or empty if none is. */
  Optional<StorageKind> storage() {
    boolean local = Files.exists(StorageKind.LOCAL.in(directory));
    boolean sqlite = Files.exists(StorageKind.SQLITE.in(directory));
    if (local && sqlite) {
      throw new CommandFailure(
          shown() + " holds both contents and contents.db; move away the one that is not its own");
    }
    if (local) {
      return Optional.of(StorageKind.LOCAL);
    }
    return sqlite ? Optional.of(StorageKind.SQLITE) : Optional.empty();
  }

  /** Opens a library that is there. */
  OpenLibrary open(Optional<StorageKind> wanted) {
    if (!exists()) {
      throw new CommandFailure(
          "no library at " + shown() + "; create one with import, put or mkdir");
    }
    StorageKind kind =
        storage()
            .orElseThrow(
                () ->
                    new CommandFailure(
                        "the library at "
                            + shown()
                            + " has lost its contents: neither contents nor contents.db is there;"
                            + " put them back from a backup"));
    refuseContradiction(kind, wanted);
    return open(kind);
  }

  /** Opens the library, and creates it if there is none. */
  OpenLibrary openOrCreate(Optional<StorageKind> wanted) {
    if (exists()) {
      return open(wanted);
    }
    StorageKind kind = storage().orElse(wanted.orElse(StorageKind.LOCAL));
    refuseContradiction(kind, wanted);
    try {
      refuseForeign();
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new CommandFailure("cannot create " + shown() + ": " + Reasons.of(e), e);
    }
    return open(kind);
  }

  /** Says whether a directory is the data directory. */
  boolean is(Path other) throws IOException {
    return Files.exists(directory) && Files.isSameFile(directory, other);
  }

  /** Says whether a path, which need not exist, is the data directory or inside it. */
  boolean holds(Path path) throws IOException {
    Path present = path.toAbsolutePath();
    while (present != null && !Files.exists(present)) {
      present = present.getParent();
    }
    return present != null
        && Files.exists(directory)
        && present.toRealPath().startsWith(directory.toRealPath());
  }

  String shown() {
    return SafeText.name(directory.toString());
  }

  private OpenLibrary open(StorageKind kind) {
    try {
      StorageBackend storage = kind.open(kind.in(directory));
      try {
        return open(kind, storage);
      } catch (IOException | RuntimeException e) {
        storage.close();
        throw e;
      }
    } catch (CatalogMismatch e) {
      throw new CommandFailure(
          "the contents at " + shown() + " belong to another catalog than catalog.db", e);
    } catch (IOException e) {
      throw new CommandFailure("cannot open the library at " + shown() + ": " + why(e), e);
    }
  }

  private OpenLibrary open(StorageKind kind, StorageBackend storage) throws IOException {
    SqliteCatalog catalog = SqliteCatalog.open(catalogFile());
    try {
      return new OpenLibrary(this, kind, catalog, FileLibrary.open(catalog, storage));
    } catch (RuntimeException e) {
      catalog.close();
      throw e;
    }
  }

  private static String why(IOException failure) {
    boolean noNativeLibrary =
        Reasons.chain(failure).stream()
            .anyMatch(each -> String.valueOf(each.getMessage()).contains("native library"));
    return noNativeLibrary
        ? "the native library of SQLite was not loaded; name a directory that allows it with"
            + " java -Dorg.sqlite.tmpdir=DIR"
        : Reasons.of(failure);
  }

  private void refuseContradiction(StorageKind kind, Optional<StorageKind> wanted) {
    if (wanted.isPresent() && wanted.get() != kind) {
      throw new CommandFailure(
          "the library at "
              + shown()
              + " keeps its contents in --storage "
              + kind
              + "; leave --storage out, or choose another --data directory");
    }
  }

  /** A new library does not move in with other files: a mistyped directory would be littered. */
  private void refuseForeign() throws IOException {
    if (!Files.exists(directory) || storage().isPresent()) {
      return;
    }
    try (Stream<Path> entries = Files.list(directory)) {
      if (entries.anyMatch(entry -> !entry.endsWith("lost+found"))) {
        throw new CommandFailure(
            shown() + " holds other files and no library; give --data a new or empty directory");
      }
    }
  }
}
