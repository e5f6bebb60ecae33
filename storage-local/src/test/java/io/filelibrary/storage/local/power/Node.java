package io.filelibrary.storage.local.power;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** A file or a directory of the disk, whatever names it has. */
abstract sealed class Node implements BasicFileAttributes permits FileNode, DirectoryNode {
  private FileTime modified;

  Node(FileTime modified) {
    this.modified = modified;
  }

  void touch(FileTime now) {
    modified = now;
  }

  @Override
  public FileTime lastModifiedTime() {
    return modified;
  }

  @Override
  public FileTime lastAccessTime() {
    return modified;
  }

  @Override
  public FileTime creationTime() {
    return modified;
  }

  @Override
  public boolean isRegularFile() {
    return this instanceof FileNode;
  }

  @Override
  public boolean isDirectory() {
    return this instanceof DirectoryNode;
  }

  @Override
  public boolean isSymbolicLink() {
    return false;
  }

  @Override
  public boolean isOther() {
    return false;
  }

  @Override
  public Object fileKey() {
    return this;
  }
}
