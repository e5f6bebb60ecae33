package io.filelibrary.storage.local.power;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** An open file, or a directory that was opened to be forced. */
final class DiskChannel extends FileChannel {
  private final PowerCutDisk disk;
  private final DiskPath path;
  private final Node node;
  private long position;

  DiskChannel(PowerCutDisk disk, DiskPath path, Node node) {
    this.disk = disk;
    this.path = path;
    this.node = node;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int read = read(target, position);
    position += Math.max(0, read);
    return read;
  }

  @Override
  public int read(ByteBuffer target, long from) throws IOException {
    return disk.read(file(), target, from);
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    int written = write(source, position);
    position += written;
    return written;
  }

  @Override
  public int write(ByteBuffer source, long to) throws IOException {
    return disk.write(file(), source, to);
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public FileChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return node.size();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    disk.truncate(file(), size);
    position = Math.min(position, size);
    return this;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    disk.force(path, node);
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) {
    throw refused();
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    throw refused();
  }

  @Override
  public long transferTo(long from, long count, WritableByteChannel target) {
    throw refused();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long to, long count) {
    throw refused();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long from, long size) {
    throw refused();
  }

  @Override
  public FileLock lock(long from, long size, boolean shared) {
    throw refused();
  }

  @Override
  public FileLock tryLock(long from, long size, boolean shared) {
    throw refused();
  }

  @Override
  protected void implCloseChannel() {}

  private FileNode file() throws IOException {
    if (node instanceof FileNode file) {
      return file;
    }
    throw new IOException(path + " is a directory");
  }

  private static UnsupportedOperationException refused() {
    return new UnsupportedOperationException("the disk of the power cut has no such call");
  }
}
