package io.filelibrary.storage.local.power;

import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;

/** A directory: the names as programs see them, and those that survive a power cut for certain. */
final class DirectoryNode extends Node {
  final Map<String, Node> live = new TreeMap<>();
  final Map<String, Node> durable = new TreeMap<>();

  DirectoryNode(FileTime modified) {
    super(modified);
  }

  @Override
  public long size() {
    return live.size();
  }
}
