package io.filelibrary.server;

import io.filelibrary.model.ItemName;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The directories of an export. They are created as they are asked for; one that turns out to be a
 * symbolic link is refused, so that nothing is written outside of the top. Not for several threads.
 */
final class TargetTree {
  private final Path top;
  private final List<ItemName> names = new ArrayList<>();
  private final List<Path> directories = new ArrayList<>();

  /**
   * Creates the tree.
   *
   * @param top the directory to export to, which exists
   */
  TargetTree(Path top) {
    this.top = top;
  }

  /** Returns the directory for a folder, which exists then. */
  Path directory(List<ItemName> wanted) throws IOException {
    int common = 0;
    while (common < Math.min(names.size(), wanted.size())
        && names.get(common).equals(wanted.get(common))) {
      common++;
    }
    names.subList(common, names.size()).clear();
    directories.subList(common, directories.size()).clear();
    for (ItemName name : wanted.subList(common, wanted.size())) {
      Path directory = DiskName.child(last(), name.value());
      create(directory);
      names.add(name);
      directories.add(directory);
    }
    return last();
  }

  private Path last() {
    return directories.isEmpty() ? top : directories.get(directories.size() - 1);
  }

  private static void create(Path directory) throws IOException {
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileSystemException(
            e.getFile(), null, "a file or symbolic link is where its directory should be");
      }
    }
  }
}
