package io.filelibrary.http.spool;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps an upload for one request: among the threads of this process by a set, among processes by
 * the lock of a file, which ends with the process. The set is asked first, since closing the file a
 * second time would give up the lock of the first.
 */
final class UploadLock implements AutoCloseable {
  private final UploadsInUse held;
  private final UploadFiles files;
  private final FileChannel channel;

  private UploadLock(UploadsInUse held, UploadFiles files, FileChannel channel) {
    this.held = held;
    this.files = files;
    this.channel = channel;
  }

  /** Takes the lock; empty if another request has it, and keeps it for as long as we wait. */
  static Optional<UploadLock> tryAcquire(UploadsInUse held, UploadFiles files, Duration patience)
      throws IOException {
    if (!held.take(files.upload(), patience)) {
      return Optional.empty();
    }
    Optional<UploadLock> lock = Optional.empty();
    try {
      lock = locked(files).map(channel -> new UploadLock(held, files, channel));
      return lock;
    } finally {
      if (lock.isEmpty()) {
        held.release(files.upload());
      }
    }
  }

  private static Optional<FileChannel> locked(UploadFiles files) throws IOException {
    FileChannel channel = FileChannel.open(files.lock(), CREATE, WRITE);
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
      return locked ? Optional.of(channel) : Optional.empty();
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  /** The files that it keeps for its holder. */
  UploadFiles files() {
    return files;
  }

  /** Gives the lock up, and deletes its file if the upload is gone: its id does not come again. */
  @Override
  public void close() throws IOException {
    try (channel) {
      if (!Files.exists(files.record())) {
        Files.deleteIfExists(files.lock());
      }
    } finally {
      held.release(files.upload());
    }
  }
}
