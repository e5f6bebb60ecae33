package io.filelibrary.benchmarks.suite;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.TenantId;
import io.filelibrary.storage.local.LocalStorage;
import io.filelibrary.storage.sqlite.SqliteCatalog;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A library as its README opens it: the catalog in SQLite, the contents on the disk, one channel.
 * The directory is laid out as the server's data directory.
 */
public final class LocalLibrary implements AutoCloseable {
  private final SqliteCatalog catalog;
  private final LocalStorage storage;
  private final FileLibrary library;

  private LocalLibrary(SqliteCatalog catalog, LocalStorage storage, FileLibrary library) {
    this.catalog = catalog;
    this.storage = storage;
    this.library = library;
  }

  /** Opens the library of a directory with the default options, and makes what is missing. */
  public static LocalLibrary open(Path directory) throws IOException {
    return open(directory, LibraryOptions.defaults());
  }

  /** Opens the library of a directory, and makes what is missing. */
  public static LocalLibrary open(Path directory, LibraryOptions options) throws IOException {
    SqliteCatalog catalog = SqliteCatalog.open(catalogFile(directory));
    LocalStorage storage = LocalStorage.open(directory.resolve("contents"));
    FileLibrary library = FileLibrary.open(catalog, storage, options);
    library.ensureChannel(ChannelSpec.of(ChannelId.of("team"), TenantId.of("acme")));
    return new LocalLibrary(catalog, storage, library);
  }

  /** The catalog of the library of a directory. */
  public static Path catalogFile(Path directory) {
    return directory.resolve("catalog.db");
  }

  /** The library itself. */
  public FileLibrary library() {
    return library;
  }

  /** The catalog, which counts its commits. */
  public SqliteCatalog catalog() {
    return catalog;
  }

  /** The files of its channel. */
  public ChannelFiles files() {
    return library.channel("team", "ada");
  }

  @Override
  public void close() throws IOException {
    try (catalog;
        storage;
        library) {
      // Closed in the order in which the README's resources are.
    }
  }
}
