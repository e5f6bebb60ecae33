package io.filelibrary.http.spool;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of one upload: {@code tus-<id>.data} with the bytes, {@code tus-<id>.json} with the
 * rest, and {@code tus-<id>.lock}. The upload is there when the record is. One that is created anew
 * has {@code tus-<id>.data.new} and {@code tus-<id>.json.new} until it takes the place of the
 * other.
 *
 * @param directory the spool
 * @param upload the upload's id
 * @param fresh whether these are the files of one that is created anew
 */
record UploadFiles(Path directory, UUID upload, boolean fresh) {
  private static final Pattern NAME =
      Pattern.compile("tus-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.[a-z.]+");

  /** Returns the upload that a file in the spool belongs to. */
  static Optional<UploadFiles> of(Path file) {
    Path directory = file.getParent();
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    return directory != null && name.matches()
        ? Optional.of(new UploadFiles(directory, UUID.fromString(name.group(1)), false))
        : Optional.empty();
  }

  /** The files of the same upload that is created anew, or those whose place it takes. */
  private UploadFiles withFresh(boolean other) {
    return new UploadFiles(directory, upload, other);
  }

  /** The files to create the upload in: others than those that are there. */
  UploadFiles forCreation() {
    return withFresh(Files.exists(record()));
  }

  Path data() {
    return file(fresh ? "data.new" : "data");
  }

  Path record() {
    return file(fresh ? "json.new" : "json");
  }

  Path lock() {
    return file("lock");
  }

  private Path unfinishedRecord() {
    return file("json.part");
  }

  private Path file(String suffix) {
    return directory.resolve("tus-" + upload + "." + suffix);
  }

  /** Reads the record; empty if there is no such upload. */
  Optional<SpoolRecord> read() throws IOException {
    try {
      return Optional.of(SpoolRecord.parse(Files.readAllBytes(record())));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Begins without bytes. */
  void create(SpoolRecord record) throws IOException {
    Files.deleteIfExists(record());
    try (FileChannel data = FileChannel.open(data(), CREATE, TRUNCATE_EXISTING, WRITE)) {
      data.force(true);
    }
    write(record);
  }

  /** Replaces the record: after a crash it is the former or the new one. */
  void write(SpoolRecord record) throws IOException {
    Path unfinished = unfinishedRecord();
    try (FileChannel file = FileChannel.open(unfinished, CREATE, TRUNCATE_EXISTING, WRITE)) {
      ByteBuffer text = ByteBuffer.wrap(record.toJson());
      while (text.hasRemaining()) {
        file.write(text);
      }
      file.force(true);
    }
    Files.move(unfinished, record(), ATOMIC_MOVE);
    syncDirectory();
  }

  /**
   * Takes the place of the upload that was there before, and returns the files that it has then.
   * After a crash half-way neither is there; each step is durable before the next.
   */
  UploadFiles establish() throws IOException {
    UploadFiles place = withFresh(false);
    if (fresh) {
      Files.deleteIfExists(place.record());
      syncDirectory();
      Files.move(data(), place.data(), ATOMIC_MOVE);
      syncDirectory();
      Files.move(record(), place.record(), ATOMIC_MOVE);
      syncDirectory();
    }
    return place;
  }

  /** Deletes these files but the lock, and leaves those of the same upload that are not these. */
  void discard() throws IOException {
    Files.deleteIfExists(record());
    Files.deleteIfExists(data());
    Files.deleteIfExists(unfinishedRecord());
  }

  /** Deletes all but the lock. */
  void delete() throws IOException {
    withFresh(false).discard();
    withFresh(true).discard();
  }

  /** Windows and most providers cannot open a directory; there the file system itself must do. */
  private void syncDirectory() throws IOException {
    try (FileChannel channel = FileChannel.open(directory, READ)) {
      channel.force(true);
    } catch (FileSystemException | UnsupportedOperationException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
  }
}
