package io.filelibrary.http.spool;

import com.google.common.base.Throwables;
import io.filelibrary.http.route.HttpFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Writes the bytes of one request behind those that came before. Used by one thread, once. */
final class ChunkWriter {
  private static final int BUFFER = 64 * 1024;
  private static final int TOO_MUCH = 413;

  private final FileChannel out;
  private final UploadLock lock;
  private final SpoolRoom spool;
  private final long start;
  private final long room;
  private final Optional<ChunkChecksum> checksum;

  /**
   * Creates a writer.
   *
   * @param out the file of the upload, which is written from {@code start} on
   * @param lock keeps the file, or is lost while a byte is waited for
   * @param spool gives room for the bytes
   * @param start how many bytes there are before
   * @param room the most bytes that are taken
   * @param checksum what the bytes must have; without one, those that come before a failure stay
   */
  ChunkWriter(
      FileChannel out,
      UploadLock lock,
      SpoolRoom spool,
      long start,
      long room,
      Optional<ChunkChecksum> checksum) {
    this.out = out;
    this.lock = lock;
    this.spool = spool;
    this.start = start;
    this.room = room;
    this.checksum = checksum;
  }

  /** Takes a body to its end; what has come, or stays, is durable on return and when it throws. */
  void write(InputStream body) throws IOException {
    out.truncate(start);
    out.position(start);
    try {
      receive(body);
    } catch (HttpFailure e) {
      settle(checksum.isEmpty() && e.status() != TOO_MUCH);
      throw e;
    } catch (IOException e) {
      try {
        settle(checksum.isEmpty());
      } catch (IOException | HttpFailure again) {
        e.addSuppressed(again);
      }
      throw e;
    }
    settle(true);
  }

  private void receive(InputStream body) throws IOException {
    if (copy(body) > room) {
      throw tooMuch(start + room);
    }
    if (!checksum.map(ChunkChecksum::matches).orElse(true)) {
      throw new HttpFailure(
          460, "checksum_mismatch", "the bytes have another checksum; send them again");
    }
  }

  /** Returns how many bytes came: at most one more than there is room for, which is not written. */
  private long copy(InputStream body) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long taken = 0;
    int count = read(body, buffer);
    while (count >= 0) {
      if (count > room - taken) {
        return room + 1;
      }
      spool.take(count);
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      int length = count;
      checksum.ifPresent(sum -> sum.update(buffer, length));
      taken += count;
      count = read(body, buffer);
    }
    return taken;
  }

  private int read(InputStream body, byte[] buffer) {
    lock.awaitClient();
    int count;
    try {
      count = body.read(buffer);
    } catch (IOException | RuntimeException e) {
      lock.heardOfClient();
      throw brokenOff(e);
    }
    if (!lock.heardOfClient()) {
      throw new HttpFailure(
          423,
          "upload_locked",
          "another request has gone on with this upload; ask where it is",
          Map.of("Connection", "close"));
    }
    return count;
  }

  /**
   * Makes the bytes durable, or drops them. After a failed force nobody knows what the disk has, so
   * they are dropped then as well, and come again. The bytes of an upload that another request has
   * taken over are for that one.
   */
  private void settle(boolean keep) throws IOException {
    if (!lock.isHeld()) {
      return;
    }
    if (!keep) {
      out.truncate(start);
      spool.release();
    }
    try {
      out.force(true);
    } catch (IOException e) {
      out.truncate(start);
      throw SpoolFailure.of(e, lock.files().directory());
    }
  }

  static HttpFailure tooMuch(long limit) {
    return new HttpFailure(
        TOO_MUCH, "upload_too_large", "this upload takes " + limit + " bytes and no more");
  }

  private static HttpFailure brokenOff(Exception failure) {
    Map<String, String> close = Map.of("Connection", "close");
    boolean late =
        Throwables.getCausalChain(failure).stream().anyMatch(TimeoutException.class::isInstance);
    return late
        ? new HttpFailure(
            408, "request_timeout", "the body came too slowly; go on where it stopped", close)
        : new HttpFailure(
            400, "body_incomplete", "the body ended before its end; go on where it stopped", close);
  }
}
