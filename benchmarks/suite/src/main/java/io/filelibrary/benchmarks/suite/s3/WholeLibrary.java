package io.filelibrary.benchmarks.suite.s3;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.LibraryOptions;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.storage.sqlite.SqliteCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The library with its catalog in SQLite; it keeps no content there, however small. */
final class WholeLibrary implements Side {
  private final SqliteCatalog catalog;
  private final StorageBackend storage;
  private final FileLibrary library;
  private final ChannelFiles files;
  private final Map<String, ItemId> ids = new ConcurrentHashMap<>();

  private WholeLibrary(SqliteCatalog catalog, StorageBackend storage, FileLibrary library) {
    this.catalog = catalog;
    this.storage = storage;
    this.library = library;
    this.files = library.channel("team", "ada");
  }

  static WholeLibrary open(Path directory, StorageBackend storage) throws IOException {
    SqliteCatalog catalog = SqliteCatalog.open(directory.resolve("catalog.db"));
    LibraryOptions options =
        LibraryOptions.defaults()
            .withInlineLimit(0)
            .withDeletionGrace(Duration.ZERO)
            .withoutCollection();
    FileLibrary library = FileLibrary.open(catalog, storage, options);
    library.ensureChannel(ChannelSpec.of(ChannelId.of("team"), TenantId.of("acme")));
    return new WholeLibrary(catalog, storage, library);
  }

  @Override
  public void put(String name, InputStream bytes, long size) {
    UploadOptions options = UploadOptions.DEFAULT.withExpectedSize(size);
    ids.put(name, files.upload(Destination.at(name), bytes, options).id());
  }

  @Override
  public long get(String name) throws IOException {
    try (InputStream in = files.open(id(name), ByteRange.ALL)) {
      return Side.drain(in);
    }
  }

  /** Lists all files, and returns how many there are. */
  long list() {
    try (var items = files.stream(FolderRef.root(), ListOptions.DEFAULT)) {
      return items.filter(WholeLibrary::isNamed).count();
    }
  }

  private static boolean isNamed(Item item) {
    return !item.name().value().isEmpty();
  }

  @Override
  public void delete(List<String> names) {
    names.forEach(name -> files.delete(id(name), DeleteOptions.DEFAULT));
    library.collect();
  }

  private ItemId id(String name) {
    ItemId id = ids.get(name);
    if (id == null) {
      throw new IllegalArgumentException("no file was put as " + name);
    }
    return id;
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
