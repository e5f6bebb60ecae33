package io.filelibrary.server.serve;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Lets one server alone work on a data directory: unfinished uploads are in a spool that servers do
 * not share. The lock ends with the process, however that ends; the file stays.
 */
public final class ServeLock implements AutoCloseable {
  /** The file's name in the data directory. */
  public static final String FILE = "serve.lock";

  private final Path directory;
  private final FileChannel channel;

  private ServeLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param directory the data directory, which is there
   * @return the lock
   * @throws IOException if another server has it, or the file cannot be made
   */
  public static ServeLock take(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      taken = tryLock(channel);
      if (!taken) {
        throw new IOException(
            "another server is at work on " + directory + "; end it, or serve another --data");
      }
      return new ServeLock(directory, channel);
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null && lock.isValid();
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /**
   * Returns the directory that is this server's while the lock is held.
   *
   * @return the data directory
   */
  public Path directory() {
    return directory;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
