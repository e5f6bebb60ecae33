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
 *
 * <p>A request that waits for its client for too long loses the lock to another request of this
 * process, which goes on with the same lock of the file. From then on it must leave the files
 * alone.
 */
final class UploadLock implements AutoCloseable {
  private final UploadsInUse held;
  private final UploadFiles files;
  private final UploadsInUse.Hold hold;
  private final FileChannel channel;

  private UploadLock(
      UploadsInUse held, UploadFiles files, UploadsInUse.Hold hold, FileChannel channel) {
    this.held = held;
    this.files = files;
    this.hold = hold;
    this.channel = channel;
  }

  /** Takes the lock; empty if another request has it, and keeps it for as long as we wait. */
  static Optional<UploadLock> tryAcquire(UploadsInUse held, UploadFiles files, Duration patience)
      throws IOException {
    Optional<UploadsInUse.Hold> taken = held.take(files.upload(), patience);
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    UploadsInUse.Hold hold = taken.get();
    Optional<UploadLock> lock = Optional.empty();
    try {
      Optional<FileChannel> former = held.lockOf(hold);
      Optional<FileChannel> channel = former.isPresent() ? former : locked(files);
      channel.ifPresent(file -> held.keepLock(hold, file));
      lock = channel.map(file -> new UploadLock(held, files, hold, file));
      return lock;
    } finally {
      if (lock.isEmpty()) {
        held.release(hold);
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

  /** Says that its holder waits for bytes of its client, and may lose it. */
  void awaitClient() {
    held.awaitClient(hold);
  }

  /** Says that its holder waits no more; answers whether it still has the lock. */
  boolean heardOfClient() {
    return held.heardOfClient(hold);
  }

  /** Says whether its holder has not lost it. */
  boolean isHeld() {
    return held.isHeld(hold);
  }

  /** Gives the lock up, and deletes its file if the upload is gone: its id does not come again. */
  @Override
  public void close() throws IOException {
    if (!isHeld()) {
      return;
    }
    try (channel) {
      if (!Files.exists(files.record())) {
        Files.deleteIfExists(files.lock());
      }
    } finally {
      held.release(hold);
    }
  }
}
