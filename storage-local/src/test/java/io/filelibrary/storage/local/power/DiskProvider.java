package io.filelibrary.storage.local.power;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The calls of {@code java.nio.file} that a storage of files needs; the others are refused. */
final class DiskProvider extends FileSystemProvider {
  private final PowerCutDisk disk;

  DiskProvider(PowerCutDisk disk) {
    this.disk = disk;
  }

  @Override
  public String getScheme() {
    return "power-cut";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
    throw refused();
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw refused();
  }

  @Override
  public Path getPath(URI uri) {
    throw refused();
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return disk.open(absolute(path), options);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    List<Path> entries = disk.names(absolute(directory)).stream().map(directory::resolve).toList();
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        return entries.iterator();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    disk.createDirectory(absolute(directory));
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    disk.link(absolute(existing), absolute(link));
  }

  @Override
  public void delete(Path path) throws IOException {
    disk.delete(absolute(path));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) {
    throw refused();
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    disk.rename(absolute(source), absolute(target));
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    return disk.attributes(absolute(path)) == disk.attributes(absolute(other));
  }

  @Override
  public boolean isHidden(Path path) {
    return false;
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    throw new IOException("the room on the disk is not known");
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    disk.attributes(absolute(path));
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    throw refused();
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return type.cast(disk.attributes(absolute(path)));
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) {
    throw refused();
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
    throw refused();
  }

  private static DiskPath absolute(Path path) {
    return ((DiskPath) path).toAbsolutePath();
  }

  private static UnsupportedOperationException refused() {
    return new UnsupportedOperationException("the disk of the power cut has no such call");
  }
}
