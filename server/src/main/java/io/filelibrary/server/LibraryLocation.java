package io.filelibrary.server;

import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.error.CatalogMismatch;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.storage.sqlite.SqliteCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A data directory: the catalog in {@code catalog.db}, the contents in {@code contents} (a
 * directory), in {@code contents.db}, or where {@code contents.s3} says. Which of them is there is
 * the record of the choice that was made at creation. The contents are created first, so that a
 * catalog always has some.
 *
 * @param directory the data directory, which need not exist
 */
record LibraryLocation(Path directory) {
  Path catalogFile() {
    return directory.resolve("catalog.db");
  }

  Path settingsFile() {
    return directory.resolve(Settings.FILE);
  }

  boolean exists() {
    return Files.exists(catalogFile());
  }

  /** Returns the kind of storage that is there, or empty if none is. */
  Optional<StorageKind> storage() {
    List<StorageKind> found =
        Arrays.stream(StorageKind.values())
            .filter(kind -> Files.exists(kind.in(directory)))
            .toList();
    if (found.size() > 1) {
      throw new CommandFailure(
          shown()
              + " holds both "
              + found.get(0).entry()
              + " and "
              + found.get(1).entry()
              + "; move away the one that is not its own");
    }
    return found.stream().findFirst();
  }

  /** Opens a library that is there. */
  OpenLibrary open(Settings settings) {
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
                            + " has lost its contents: none of contents, contents.db and"
                            + " contents.s3 is there; put them back from a backup"));
    refuseContradiction(kind, settings);
    return open(kind, settings);
  }

  /** Opens the library, and creates it if there is none. */
  OpenLibrary openOrCreate(Settings settings) {
    if (exists()) {
      return open(settings);
    }
    StorageKind kind = storage().or(settings::storage).orElse(StorageKind.LOCAL);
    refuseContradiction(kind, settings);
    try {
      refuseForeign();
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new CommandFailure("cannot create " + shown() + ": " + Reasons.of(e), e);
    }
    return open(kind, settings);
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

  private OpenLibrary open(StorageKind kind, Settings settings) {
    try {
      StorageBackend storage = kind.open(kind.in(directory), settings);
      try {
        return open(kind, storage, Limits.of(settings));
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

  private OpenLibrary open(StorageKind kind, StorageBackend storage, LibraryOptions options)
      throws IOException {
    SqliteCatalog catalog = SqliteCatalog.open(catalogFile());
    try {
      // `gc` collects, and the housekeeping of `serve`.
      FileLibrary library = FileLibrary.open(catalog, storage, options.withoutCollection());
      return new OpenLibrary(this, kind, catalog, storage, library);
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

  private void refuseContradiction(StorageKind kind, Settings settings) {
    if (settings.storage().orElse(kind) != kind) {
      String source = settings.storageChoice().map(Settings.Choice::source).orElseThrow();
      throw new CommandFailure(
          "the library at "
              + shown()
              + " keeps its contents in --storage "
              + kind
              + "; leave "
              + source
              + " out, or choose another --data directory");
    }
  }

  /** A new library does not move in with other files: a mistyped directory would be littered. */
  private void refuseForeign() throws IOException {
    if (!Files.exists(directory) || storage().isPresent()) {
      return;
    }
    try (Stream<Path> entries = Files.list(directory)) {
      if (entries.anyMatch(
          entry -> !entry.endsWith("lost+found") && !entry.endsWith(Settings.FILE))) {
        throw new CommandFailure(
            shown() + " holds other files and no library; give --data a new or empty directory");
      }
    }
  }
}
