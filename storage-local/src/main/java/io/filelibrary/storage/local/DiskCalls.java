package io.filelibrary.storage.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/** The calls on a real file system, with or without fsync. */
final class DiskCalls implements FileSystemCalls {
  private final boolean defaultFileSystem;
  private final boolean directoriesMustSync;
  private final boolean fsync;

  DiskCalls(FileSystem fileSystem, boolean fsync) {
    this.defaultFileSystem = fileSystem.equals(FileSystems.getDefault());
    this.directoriesMustSync = defaultFileSystem && fileSystem.getSeparator().equals("/");
    this.fsync = fsync;
  }

  @Override
  public Output create(Path file) throws IOException {
    if (!defaultFileSystem) {
      return new ChannelOutput(Files.newByteChannel(file, CREATE_NEW, WRITE), fsync);
    }
    // A FileOutputStream cannot create exclusively, and its errors say less.
    Files.createFile(file);
    return new StreamOutput(new FileOutputStream(file.toFile()), fsync);
  }

  @Override
  public void link(Path existing, Path added) throws IOException {
    Files.createLink(added, existing);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, ATOMIC_MOVE);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    Files.createDirectory(directory);
  }

  /**
   * Forces a directory. Windows and most other providers cannot open one for it; there the file
   * system's own journal must do, and only there is such a refusal passed over.
   */
  @Override
  public void syncDirectory(Path directory) throws IOException {
    if (!fsync) {
      return;
    }
    // A channel is the only way to force a directory, and it fails on an interrupted thread. An
    // interrupt from before must not undo a put that is all but done; one that comes during the
    // call does fail it, as it may hide an error of the disk.
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(directory, READ)) {
      channel.force(true);
    } catch (FileSystemException | UnsupportedOperationException failure) {
      if (directoriesMustSync || !Files.isDirectory(directory, NOFOLLOW_LINKS)) {
        throw failure;
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A file of the default file system; unlike a channel, it is not closed by an interrupt. */
  private record StreamOutput(FileOutputStream stream, boolean fsync) implements Output {
    @Override
    public void write(byte[] bytes, int length) throws IOException {
      stream.write(bytes, 0, length);
    }

    @Override
    public void sync() throws IOException {
      if (fsync) {
        stream.getFD().sync();
      }
    }

    @Override
    public boolean reachesDisk() {
      return fsync;
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }

  /** A file of another provider, which can be forced if the provider has file channels. */
  private record ChannelOutput(SeekableByteChannel channel, boolean fsync) implements Output {
    @Override
    public void write(byte[] bytes, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }

    @Override
    public void sync() throws IOException {
      if (fsync && channel instanceof FileChannel file) {
        file.force(true);
      }
    }

    @Override
    public boolean reachesDisk() {
      return fsync && channel instanceof FileChannel;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
