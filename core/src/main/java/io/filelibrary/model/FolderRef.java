package io.filelibrary.model;

/**
 * A folder, named in one of three ways: the root, by id, or by path.
 *
 * <p>An id names the same folder wherever it is moved; a path names whatever folder is there at the
 * moment of the call.
 */
public sealed interface FolderRef {
  /**
   * Returns the root of the channel.
   *
   * @return the root of the channel
   */
  static FolderRef root() {
    return ByPath.ROOT;
  }

  /**
   * Names a folder by its id.
   *
   * @param id the id of a living folder
   * @return the reference
   */
  static FolderRef of(ItemId id) {
    return new ById(id);
  }

  /**
   * Names a folder by its path.
   *
   * @param path a path such as {@code Reports/2026}; empty for the root
   * @return the reference
   * @throws io.filelibrary.error.InvalidPath if the path is not well-formed
   */
  static FolderRef at(String path) {
    return new ByPath(ItemPath.parse(path));
  }

  /**
   * A folder named by its id.
   *
   * @param id the id
   */
  record ById(ItemId id) implements FolderRef {
    @Override
    public String toString() {
      return id.toString();
    }
  }

  /**
   * A folder named by its path.
   *
   * @param path the path; the empty one is the root
   */
  record ByPath(ItemPath path) implements FolderRef {
    private static final ByPath ROOT = new ByPath(ItemPath.ROOT);

    @Override
    public String toString() {
      return path.toString();
    }
  }
}
