package io.filelibrary.http.spool;

import io.filelibrary.http.route.HttpFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory for bytes that cannot go to the storage yet: what came of a resumable upload so far,
 * and files of forms that name their place after the file. Safe for use by many threads. Several
 * processes may share a directory if they serve the same library, and if the file system has locks
 * of files that hold between them; each uses one object of this class. Two libraries on one
 * directory would sweep each other's uploads away once they have ended, and nothing tells.
 *
 * <p>Every upload takes up to its length, which the library has compared with its limits when the
 * upload began, or up to the library's limit for one file while the length is unknown. What all
 * take together is bounded by {@link SpoolLimits}: further bytes are refused with 507, and none is
 * lost.
 */
public final class SpoolDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolDirectory.class);
  private static final int BUFFER = 64 * 1024;
  private static final String FORM = "form-";
  private static final String UNFINISHED = ".part";

  /** Longer than any request takes, so that what is older belongs to none. */
  private static final Duration STALE = Duration.ofDays(1);

  /** Longer than a request that sends nothing takes, which need not get in the way of one. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  /**
   * Less than clients of tus try again for: 9 seconds, by the defaults of tus-js-client. The
   * container gives a dead connection up much later.
   */
  private static final Duration QUIET = Duration.ofSeconds(5);

  private final Path directory;
  private final UploadsInUse held;
  private final SpoolRoom room;

  private SpoolDirectory(Path directory, SpoolRoom room, Duration quiet) {
    this.directory = directory;
    this.room = room;
    this.held = new UploadsInUse(quiet);
  }

  /**
   * Opens a directory, and creates it if it is missing.
   *
   * @param directory the directory, which nothing else uses
   * @param limits what it may take of its disk
   * @return the directory
   * @throws IOException if it cannot be created or written
   */
  public static SpoolDirectory open(Path directory, SpoolLimits limits) throws IOException {
    Files.createDirectories(directory);
    return open(directory, limits, Files.getFileStore(directory)::getUsableSpace, QUIET);
  }

  static SpoolDirectory open(
      Path directory, SpoolLimits limits, SpoolRoom.Disk disk, Duration quiet) throws IOException {
    Files.createDirectories(directory);
    if (!Files.isWritable(directory)) {
      throw new IOException(
          "the spool " + directory + " cannot be written; name another directory or allow it");
    }
    return new SpoolDirectory(directory, new SpoolRoom(directory, limits, disk), quiet);
  }

  /**
   * Writes bytes of a request into a file of its own, to their end.
   *
   * @param source the bytes; the caller closes it
   * @param declared about how many there are, if the client says so
   * @return the file, which the caller closes
   * @throws IOException if the source fails
   * @throws HttpFailure if there is no room (507), or the disk fails (500)
   */
  public WaitingFile keep(InputStream source, OptionalLong declared) throws IOException {
    room.require(declared.orElse(1));
    WaitingFile file = waitingFile();
    boolean kept = false;
    try {
      copy(source, file.path());
      kept = true;
      return file;
    } finally {
      if (!kept) {
        file.close();
      }
    }
  }

  private WaitingFile waitingFile() {
    try {
      return new WaitingFile(Files.createTempFile(directory, FORM, UNFINISHED), room);
    } catch (IOException e) {
      throw SpoolFailure.of(e, directory);
    }
  }

  private void copy(InputStream source, Path target) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (FileChannel out = open(target)) {
      for (int read = source.read(buffer); read >= 0; read = source.read(buffer)) {
        room.take(read);
        write(out, ByteBuffer.wrap(buffer, 0, read));
      }
    }
  }

  private FileChannel open(Path target) {
    try {
      return FileChannel.open(target, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw SpoolFailure.of(e, directory);
    }
  }

  private void write(FileChannel out, ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    } catch (IOException e) {
      throw SpoolFailure.of(e, directory);
    }
  }

  /**
   * Begins an upload without bytes. What was here under the same id stays until {@link
   * SpooledUpload#establish}: of an upload that is created twice, the second creation counts, if it
   * comes to its end.
   *
   * @param record what is to be known of it
   * @return the upload, for this request alone until it is closed
   * @throws HttpFailure if another request has it (423) whose client has sent something in the last
   *     seconds, there is no room for its length (507), or the disk fails (500)
   */
  public SpooledUpload create(SpoolRecord record) {
    room.require(record.length().orElse(1));
    UploadFiles place = new UploadFiles(directory, record.upload(), false);
    UploadLock lock = lock(place);
    UploadFiles files = place.forCreation();
    SpooledUpload upload = new SpooledUpload(files, lock, room, record);
    boolean created = false;
    try {
      files.create(record);
      created = true;
      return upload;
    } catch (IOException e) {
      throw SpoolFailure.of(e, directory);
    } finally {
      if (!created) {
        upload.discard();
        upload.close();
      }
    }
  }

  /**
   * Opens an upload.
   *
   * @param upload the library's id of the upload
   * @return the upload, for this request alone until it is closed; empty if it is not here
   * @throws HttpFailure if another request has it (423) whose client has sent something in the last
   *     seconds, or the disk fails (500)
   */
  public Optional<SpooledUpload> open(UUID upload) {
    UploadFiles files = new UploadFiles(directory, upload, false);
    if (!Files.exists(files.record())) {
      return Optional.empty();
    }
    UploadLock lock = lock(files);
    Optional<SpooledUpload> opened = Optional.empty();
    try {
      // A crash while it was deleted leaves a record without bytes at most.
      opened =
          files
              .read()
              .filter(record -> Files.exists(files.data()))
              .map(record -> new SpooledUpload(files, lock, room, record));
      return opened;
    } catch (IOException e) {
      throw SpoolFailure.of(e, directory);
    } finally {
      if (opened.isEmpty()) {
        close(lock);
      }
    }
  }

  private UploadLock lock(UploadFiles files) {
    try {
      return UploadLock.tryAcquire(held, files, PATIENCE)
          .orElseThrow(
              () ->
                  new HttpFailure(
                      423, "upload_locked", "another request for this upload is not over yet"));
    } catch (IOException e) {
      throw SpoolFailure.of(e, directory);
    }
  }

  private static void close(UploadLock lock) {
    try {
      lock.close();
    } catch (IOException e) {
      LOG.warn("a lock file stays in the spool for now", e);
    }
  }

  /**
   * Deletes what nobody will come back for: uploads that have ended, and files without an upload
   * that were not written for a day. Uploads that are in time, or that a request has, stay. Safe to
   * call at any time, twice, from several processes.
   *
   * @param now the time
   * @return how many uploads and other files were deleted
   * @throws IOException if the directory cannot be read or a file not be deleted; call it again
   */
  public int sweep(Instant now) throws IOException {
    int deleted = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        deleted += sweep(file, now) ? 1 : 0;
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } finally {
      room.release();
    }
    return deleted;
  }

  private boolean sweep(Path file, Instant now) throws IOException {
    Optional<UploadFiles> upload = UploadFiles.of(file);
    if (upload.isPresent()) {
      return sweep(upload.get(), file, now);
    }
    return isStale(file, now) && Files.deleteIfExists(file);
  }

  private boolean sweep(UploadFiles upload, Path file, Instant now) throws IOException {
    if (!isOver(upload, file, now)) {
      return false;
    }
    Optional<UploadLock> lock = UploadLock.tryAcquire(held, upload, Duration.ZERO);
    if (lock.isEmpty()) {
      return false;
    }
    try (UploadLock taken = lock.get()) {
      // It may have been created anew meanwhile.
      boolean over = isOver(upload, file, now);
      if (over) {
        taken.files().delete();
      }
      return over;
    }
  }

  private static boolean isOver(UploadFiles upload, Path file, Instant now) throws IOException {
    Optional<SpoolRecord> record;
    try {
      record = upload.read();
    } catch (IOException e) {
      LOG.warn("the record of upload {} in the spool cannot be read", upload.upload(), e);
      return false;
    }
    return record.isPresent() ? !now.isBefore(record.get().expiresAt()) : isStale(file, now);
  }

  private static boolean isStale(Path file, Instant now) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (!name.startsWith(FORM) && UploadFiles.of(file).isEmpty()) {
      return false;
    }
    try {
      return Files.getLastModifiedTime(file).toInstant().plus(STALE).isBefore(now);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /**
   * Returns the directory.
   *
   * @return the directory
   */
  public Path path() {
    return directory;
  }
}
