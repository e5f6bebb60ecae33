package io.filelibrary.storage.local;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Feature;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The file systems that the tests run on. In-memory ones are closed with this. */
final class Places implements AutoCloseable {
  private final Path temporary;
  private final List<FileSystem> opened = new ArrayList<>();

  Places(Path temporary) {
    this.temporary = temporary;
  }

  /** A kind of file system. */
  enum Place {
    DISK,
    UNIX,
    OS_X,
    WINDOWS,
    WITHOUT_LINKS
  }

  /** Returns a path, absent yet, on a new file system of a kind. */
  Path root(Place place) {
    return switch (place) {
      case DISK -> temporary.resolve("files");
      case UNIX -> root(Configuration.unix());
      case OS_X -> root(Configuration.osX());
      case WINDOWS -> root(Configuration.windows());
      case WITHOUT_LINKS ->
          root(
              Configuration.unix().toBuilder()
                  .setSupportedFeatures(Feature.SYMBOLIC_LINKS, Feature.FILE_CHANNEL)
                  .build());
    };
  }

  /** Returns a path, absent yet, on a new in-memory file system. */
  Path root(Configuration configuration) {
    FileSystem fileSystem = Jimfs.newFileSystem(configuration);
    opened.add(fileSystem);
    return fileSystem.getRootDirectories().iterator().next().resolve("data").resolve("files");
  }

  @Override
  public void close() throws IOException {
    for (FileSystem fileSystem : opened) {
      fileSystem.close();
    }
  }
}
