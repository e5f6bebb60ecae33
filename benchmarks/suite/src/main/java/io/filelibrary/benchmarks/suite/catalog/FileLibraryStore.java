package io.filelibrary.benchmarks.suite.catalog;

import io.filelibrary.ChannelFiles;
import io.filelibrary.benchmarks.harness.Store;
import io.filelibrary.benchmarks.suite.LocalLibrary;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** This library as a store, as its README opens it. */
public final class FileLibraryStore implements Store {
  private @Nullable LocalLibrary library;

  /** A store that is not open yet. */
  public FileLibraryStore() {}

  @Override
  public String title() {
    return "FileLibrary (durable)";
  }

  @Override
  public void open(Path directory) throws IOException {
    library = LocalLibrary.open(directory);
  }

  @Override
  public void createFolder(String name) {
    files().createFolder(name);
  }

  @Override
  public String create(String folder, String name, byte[] bytes) {
    return files().upload(folder + "/" + name, bytes).id().toString();
  }

  @Override
  public byte[] read(String handle) throws IOException {
    try (InputStream bytes = files().open(ItemId.parse(handle))) {
      return bytes.readAllBytes();
    }
  }

  @Override
  public List<String> firstPage(String folder, int limit) {
    return files()
        .list(FolderRef.at(folder), ListOptions.DEFAULT.withPageSize(limit))
        .items()
        .stream()
        .map(item -> item.name().value())
        .toList();
  }

  @Override
  public void move(String folder, String target) {
    files().rename(files().find(folder).orElseThrow().id(), target);
  }

  @Override
  public void close() throws IOException {
    if (library != null) {
      library.close();
    }
  }

  private ChannelFiles files() {
    return Objects.requireNonNull(library).files();
  }
}
