package io.filelibrary.http.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file of the spool for the time of one request. Used by one thread; gone when it is closed. */
public final class WaitingFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WaitingFile.class);

  private final Path path;
  private final SpoolRoom room;

  WaitingFile(Path path, SpoolRoom room) {
    this.path = path;
    this.room = room;
  }

  /**
   * Returns where the bytes are.
   *
   * @return where the bytes are
   */
  public Path path() {
    return path;
  }

  /** Deletes the file. What cannot be deleted goes with a sweep a day later. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.warn("{} in the spool is of no use any more, and cannot be deleted", path, e);
    } finally {
      room.release();
    }
  }
}
