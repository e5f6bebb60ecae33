package io.filelibrary.storage.sqlite;

import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The file of a database's log, to force it to the disk and nothing else. SQLite keeps the file as
 * long as a connection is open, and holds no lock on it. Used by one thread at a time. Tests let it
 * wait or fail.
 */
class LogFile implements AutoCloseable {
  private final Path file;
  // Unlike another channel this one is not closed when the thread that uses it is interrupted.
  private @Nullable AsynchronousFileChannel channel;

  LogFile(DatabaseSettings settings) {
    this.file = WriteAheadLog.fileOf(settings);
  }

  /**
   * Opens the file, if SQLite has made it, and forces what a process has left that ended before its
   * own sync. A failure to write is told once to each that has the file open: so it is from now on.
   */
  final void open() throws IOException {
    if (Files.exists(file)) {
      forceByChannel();
    }
  }

  /**
   * Returns when all that was written into the file before this call is on the disk: past the cache
   * of the disk on macOS too, where only a channel asks for that.
   */
  void force() throws IOException {
    forceByChannel();
  }

  private void forceByChannel() throws IOException {
    AsynchronousFileChannel open = channel;
    if (open == null) {
      open = AsynchronousFileChannel.open(file, StandardOpenOption.WRITE);
      channel = open;
    }
    open.force(false);
  }

  @Override
  public void close() throws IOException {
    AsynchronousFileChannel open = channel;
    if (open != null) {
      open.close();
    }
  }
}
