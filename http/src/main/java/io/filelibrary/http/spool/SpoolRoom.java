package io.filelibrary.http.spool;

import io.filelibrary.http.route.HttpFailure;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives out the room of a spool. What its files have together is measured now and then, and what is
 * written since is added: so files may go or be cut by whatever way. Safe for use by many threads.
 */
final class SpoolRoom {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolRoom.class);
  private static final long STEP = 1 << 20;

  /** After which time others may have written as well. */
  private static final Duration GOOD_FOR = Duration.ofSeconds(10);

  /** Measuring takes no more than this part of the time, however many files there are. */
  private static final int SHARE = 20;

  private final Path directory;
  private final SpoolLimits limits;
  private final Disk disk;

  private long held;
  private boolean measured;
  private boolean shrunk;
  private long measuredAt;
  private long measuringTook;
  private long untilLook;

  SpoolRoom(Path directory, SpoolLimits limits, Disk disk) {
    this.directory = directory;
    this.limits = limits;
    this.disk = disk;
  }

  /** Tells how much room there is on the disk of the spool. */
  interface Disk {
    /** How many bytes can be written. */
    long usableBytes() throws IOException;
  }

  /**
   * Makes sure that there is room before bytes are taken, without keeping it.
   *
   * @throws HttpFailure if there is none (507)
   */
  synchronized void require(long bytes) {
    requireWithin(bytes);
    requireFree(bytes);
  }

  /**
   * Takes room for bytes that are then written.
   *
   * @throws HttpFailure if there is none (507)
   */
  synchronized void take(long bytes) {
    requireWithin(bytes);
    untilLook -= bytes;
    if (untilLook < 0) {
      requireFree(bytes);
      untilLook = STEP;
    }
    held += bytes;
  }

  /** Hears that a file of the spool has become smaller, or is gone. */
  synchronized void release() {
    shrunk = true;
  }

  private void requireWithin(long bytes) {
    long age = System.nanoTime() - measuredAt;
    boolean old = age > GOOD_FOR.toNanos() && age > SHARE * measuringTook;
    if (!measured || old || (shrunk && bytes > limits.maxBytes() - held)) {
      measure();
    }
    if (bytes > limits.maxBytes() - held) {
      LOG.warn("the spool {} holds {} bytes of {}", directory, held, limits.maxBytes());
      throw SpoolFailure.full();
    }
  }

  private void requireFree(long bytes) {
    long usable;
    try {
      usable = disk.usableBytes();
    } catch (IOException e) {
      LOG.warn("the room on the disk of the spool {} cannot be told", directory, e);
      return;
    }
    if (bytes > usable - limits.reservedBytes()) {
      LOG.warn(
          "the disk of the spool {} has {} bytes, of which {} are kept free",
          directory,
          usable,
          limits.reservedBytes());
      throw SpoolFailure.full();
    }
  }

  private void measure() {
    long begun = System.nanoTime();
    long sum = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        sum += size(file);
      }
    } catch (DirectoryIteratorException e) {
      throw SpoolFailure.of(new IOException(e), directory);
    } catch (IOException e) {
      throw SpoolFailure.of(e, directory);
    }
    held = sum;
    measured = true;
    shrunk = false;
    measuredAt = System.nanoTime();
    measuringTook = measuredAt - begun;
  }

  private static long size(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }
}
