package io.filelibrary.benchmarks.peers.vfs;

import io.filelibrary.benchmarks.harness.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.VFS;
import org.apache.commons.vfs2.impl.StandardFileSystemManager;
import org.jspecify.annotations.Nullable;

/**
 * Files below a directory, by Commons VFS. It has no place for metadata of local files: a
 * properties file beside each has them. Handles are paths.
 */
public final class VfsStore implements Store {
  private static final String METADATA = ".properties";

  private @Nullable StandardFileSystemManager manager;
  private @Nullable FileObject root;

  /** A store that is not open yet. */
  public VfsStore() {}

  @Override
  public String title() {
    return "Commons VFS 2.10.0 (no fsync)";
  }

  @Override
  public void open(Path directory) throws IOException {
    StandardFileSystemManager opened = (StandardFileSystemManager) VFS.getManager();
    manager = opened;
    root = opened.resolveFile(directory.toUri());
  }

  @Override
  public void createFolder(String name) throws IOException {
    try (FileObject folder = root().resolveFile(name)) {
      folder.createFolder();
    }
  }

  @Override
  public String create(String folder, String name, byte[] bytes) throws IOException {
    String path = folder + "/" + name;
    try (FileObject file = root().resolveFile(path);
        OutputStream content = file.getContent().getOutputStream()) {
      content.write(bytes);
    }
    Properties metadata = new Properties();
    metadata.setProperty("createdBy", "benchmark");
    metadata.setProperty("contentType", "application/octet-stream");
    try (FileObject file = root().resolveFile(path + METADATA);
        OutputStream content = file.getContent().getOutputStream()) {
      metadata.store(content, null);
    }
    return path;
  }

  @Override
  public byte[] read(String handle) throws IOException {
    try (FileObject file = root().resolveFile(handle);
        InputStream content = file.getContent().getInputStream()) {
      return content.readAllBytes();
    }
  }

  @Override
  public List<String> firstPage(String folder, int limit) throws IOException {
    try (FileObject listed = root().resolveFile(folder)) {
      return Arrays.stream(listed.getChildren())
          .map(child -> child.getName().getBaseName())
          .filter(name -> !name.endsWith(METADATA))
          .sorted()
          .limit(limit)
          .toList();
    }
  }

  @Override
  public void move(String folder, String target) throws IOException {
    try (FileObject moved = root().resolveFile(folder);
        FileObject free = root().resolveFile(target)) {
      moved.moveTo(free);
    }
  }

  @Override
  public void close() {
    if (manager != null) {
      manager.close();
    }
  }

  private FileObject root() {
    return Objects.requireNonNull(root);
  }
}
