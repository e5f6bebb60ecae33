package io.filelibrary.storage.local.power;

import java.io.IOException;
import java.net.URI;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A path of names between slashes. Nothing is ever relative to anything but the root. */
final class DiskPath implements Path {
  private final DiskFileSystem fileSystem;
  private final boolean absolute;
  private final List<String> names;

  DiskPath(DiskFileSystem fileSystem, boolean absolute, List<String> names) {
    this.fileSystem = fileSystem;
    this.absolute = absolute;
    this.names = List.copyOf(names);
  }

  List<String> names() {
    return names;
  }

  /** Returns the directory of a path that has one. */
  DiskPath directory() {
    return new DiskPath(fileSystem, true, names.subList(0, names.size() - 1));
  }

  /** Returns the last name. */
  String name() {
    return names.get(names.size() - 1);
  }

  @Override
  public DiskFileSystem getFileSystem() {
    return fileSystem;
  }

  @Override
  public boolean isAbsolute() {
    return absolute;
  }

  @Override
  public @Nullable Path getRoot() {
    return absolute ? new DiskPath(fileSystem, true, List.of()) : null;
  }

  @Override
  public @Nullable Path getFileName() {
    return names.isEmpty() ? null : new DiskPath(fileSystem, false, List.of(name()));
  }

  @Override
  public @Nullable Path getParent() {
    int parents = names.size() - 1;
    return parents < 0 || (parents == 0 && !absolute)
        ? null
        : new DiskPath(fileSystem, absolute, names.subList(0, parents));
  }

  @Override
  public int getNameCount() {
    return names.size();
  }

  @Override
  public Path getName(int index) {
    return subpath(index, index + 1);
  }

  @Override
  public Path subpath(int beginIndex, int endIndex) {
    return new DiskPath(fileSystem, false, names.subList(beginIndex, endIndex));
  }

  @Override
  public boolean startsWith(Path other) {
    return other instanceof DiskPath its
        && its.absolute == absolute
        && its.names.size() <= names.size()
        && names.subList(0, its.names.size()).equals(its.names);
  }

  @Override
  public boolean endsWith(Path other) {
    return other instanceof DiskPath its
        && its.names.size() <= names.size()
        && names.subList(names.size() - its.names.size(), names.size()).equals(its.names);
  }

  @Override
  public Path normalize() {
    return this;
  }

  @Override
  public Path resolve(Path other) {
    DiskPath its = (DiskPath) other;
    if (its.absolute) {
      return its;
    }
    List<String> joined = new ArrayList<>(names);
    joined.addAll(its.names);
    return new DiskPath(fileSystem, absolute, joined);
  }

  @Override
  public Path relativize(Path other) {
    if (!other.startsWith(this)) {
      throw new IllegalArgumentException(other + " is not below " + this);
    }
    return new DiskPath(
        fileSystem, false, ((DiskPath) other).names.subList(names.size(), other.getNameCount()));
  }

  @Override
  public URI toUri() {
    return URI.create("power-cut://" + toAbsolutePath());
  }

  @Override
  public DiskPath toAbsolutePath() {
    return new DiskPath(fileSystem, true, names);
  }

  @Override
  public Path toRealPath(LinkOption... options) throws IOException {
    fileSystem.disk().attributes(this);
    return toAbsolutePath();
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException("nothing is watched");
  }

  @Override
  public int compareTo(Path other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DiskPath its
        && its.fileSystem == fileSystem
        && its.absolute == absolute
        && its.names.equals(names);
  }

  @Override
  public int hashCode() {
    return Objects.hash(absolute, names);
  }

  @Override
  public String toString() {
    return (absolute ? "/" : "") + String.join("/", names);
  }
}
