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
 * rest, and {@code tus-<id>.lock}. The upload is there when the record is.
 *
 * @param directory the spool
 * @param upload the upload's id
 */
record UploadFiles(Path directory, UUID upload) {
  private static final Pattern NAME =
      Pattern.compile("tus-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.[a-z.]+");

  /** Returns the upload that a file in the spool belongs to. */
  static Optional<UploadFiles> of(Path file) {
    Path directory = file.getParent();
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    return directory != null && name.matches()
        ? Optional.of(new UploadFiles(directory, UUID.fromString(name.group(1))))
        : Optional.empty();
  }

  Path data() {
    return file("data");
  }

  Path record() {
    return file("json");
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

  /** Begins without bytes; what was there before is gone. */
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

  /** Deletes all but the lock. */
  void delete() throws IOException {
    Files.deleteIfExists(record());
    Files.deleteIfExists(data());
    Files.deleteIfExists(unfinishedRecord());
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
