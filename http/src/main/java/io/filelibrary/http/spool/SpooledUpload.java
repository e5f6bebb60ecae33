package io.filelibrary.http.spool;

import static java.nio.file.StandardOpenOption.WRITE;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An upload whose bytes wait in the spool, kept for one request until it is closed, or until it has
 * waited for its client for some seconds and another request takes it over: then {@link #append}
 * fails, and the rest does nothing. Used by one thread. Failures of the disk are thrown as answers,
 * with status 507 if it is full and 500 otherwise.
 */
public final class SpooledUpload implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpooledUpload.class);

  private UploadFiles files;
  private final UploadLock lock;
  private final SpoolRoom room;
  private SpoolRecord record;

  SpooledUpload(UploadFiles files, UploadLock lock, SpoolRoom room, SpoolRecord record) {
    this.files = files;
    this.lock = lock;
    this.room = room;
    this.record = record;
  }

  /**
   * Returns what is known of the upload.
   *
   * @return what is known of the upload
   */
  public SpoolRecord record() {
    return record;
  }

  /**
   * Returns where the client goes on: how many bytes have come, but never all of them. That an
   * upload has all its bytes is how clients know that it is finished, which it is not while it is
   * here. So the last byte comes again where they could not be handed over.
   *
   * @return how many bytes count
   */
  public long offset() {
    long size = size();
    OptionalLong length = record.length();
    return length.isPresent() ? Math.max(0, Math.min(size, length.getAsLong() - 1)) : size;
  }

  /**
   * Makes sure that the bytes which count survive whatever happens to this process or machine, also
   * those that a process left which died before it could.
   */
  public void sync() {
    try (FileChannel data = FileChannel.open(files.data(), WRITE)) {
      data.force(true);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Says whether all bytes have come.
   *
   * @return whether the length is known, and as many bytes are here
   */
  public boolean isWhole() {
    return record.length().isPresent() && record.length().getAsLong() == size();
  }

  private long size() {
    try {
      return Math.min(Files.size(files.data()), record.verified().orElse(Long.MAX_VALUE));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Fixes the length of an upload that was begun without one.
   *
   * @param length how many bytes it has in all
   * @throws HttpFailure if another length is fixed, or more bytes are here (400), or it is more
   *     than may come (413)
   */
  public void fixLength(long length) {
    if (record.length().isPresent() && record.length().getAsLong() != length) {
      throw HttpFailure.invalid("Upload-Length", "it is not changed once it is known");
    }
    if (length > record.maxSize()) {
      throw ChunkWriter.tooMuch(record.maxSize());
    }
    if (length < size()) {
      throw HttpFailure.invalid("Upload-Length", "as many bytes have come, or fewer");
    }
    if (record.length().isEmpty()) {
      record = record.withLength(length);
      // An empty file on record would pass for a finished one before it is.
      if (length > 0) {
        save();
      }
    }
  }

  /**
   * Takes the bytes of one request, behind those that count: from {@link #offset} on as it was when
   * the request came, before a length was fixed. Without a checksum those that came stay when the
   * client breaks off; with one, none stays that is not verified.
   *
   * @param start how many bytes stay before them
   * @param body read to its end, or past the length of the upload; the caller closes it
   * @param declared how many bytes the body has, if the client says so
   * @param checksum what the bytes must have
   * @throws HttpFailure if the body does not come to its end (400, or 408 when it came too slowly),
   *     goes past the length (413, and nothing of it stays), has another checksum (460) or has no
   *     room (507); or another request has taken the upload over (423)
   */
  public void append(
      long start, InputStream body, OptionalLong declared, Optional<ChunkChecksum> checksum) {
    if (start < 0 || start > size()) {
      throw new IllegalArgumentException("bytes follow those that have come");
    }
    if (declared.orElse(0) > record.limit() - start) {
      throw ChunkWriter.tooMuch(record.limit());
    }
    room.require(declared.orElse(1));
    try (FileChannel data = FileChannel.open(files.data(), WRITE)) {
      data.truncate(start);
      mark(data, checksum.isPresent() ? OptionalLong.of(start) : OptionalLong.empty());
      long most = record.limit() - start;
      new ChunkWriter(data, lock, room, start, most, checksum).write(body);
      mark(data, OptionalLong.empty());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Notes durably how much is verified, after a crash or a wrong checksum also that all is. */
  private void mark(FileChannel data, OptionalLong verified) throws IOException {
    if (!record.verified().equals(verified)) {
      data.force(true);
      record = record.withVerified(verified);
      files.write(record);
    }
  }

  /**
   * Opens the bytes that have come.
   *
   * @return the bytes, which the caller closes
   */
  public InputStream content() {
    try {
      return Files.newInputStream(files.data());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Hashes the bytes that have come.
   *
   * @return their hash
   */
  public Sha256 sha256() {
    try {
      return Sha256.of(MoreFiles.asByteSource(files.data()).hash(Hashing.sha256()).asBytes());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Lets an upload that was created take the place of the one that was there before under its id,
   * whose bytes are gone then. Without it that one stays.
   */
  public void establish() {
    try {
      files = files.establish();
    } catch (IOException e) {
      throw failed(e);
    } finally {
      room.release();
    }
  }

  /** Gives up an upload that was created; one that was there before under its id stays. */
  public void discard() {
    if (!lock.isHeld()) {
      return;
    }
    try {
      files.discard();
    } catch (IOException e) {
      LOG.warn("the spool keeps files of upload {} for now", files.upload(), e);
    } finally {
      room.release();
    }
  }

  /** Deletes the upload. What cannot be deleted goes with a sweep after the upload's end. */
  public void delete() {
    if (!lock.isHeld()) {
      return;
    }
    try {
      files.delete();
    } catch (IOException e) {
      LOG.warn("the spool keeps the files of upload {} for now", files.upload(), e);
    } finally {
      room.release();
    }
  }

  /** Lets other requests have the upload. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      LOG.warn("the spool keeps the lock file of upload {} for now", files.upload(), e);
    }
  }

  private void save() {
    try {
      files.write(record);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private HttpFailure failed(IOException failure) {
    return SpoolFailure.of(failure, files.directory());
  }
}
