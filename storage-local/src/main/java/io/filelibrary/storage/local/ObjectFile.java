package io.filelibrary.storage.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/**
 * The bytes of a published object, from a position on. It ends where the object ended when it was
 * opened, and fails if the file has become shorter. Not for use by several threads at once.
 */
final class ObjectFile extends InputStream {
  private final SeekableByteChannel channel;
  private final ContentKey key;
  private final long length;
  private long remaining;

  private ObjectFile(SeekableByteChannel channel, ContentKey key, long length) {
    this.channel = channel;
    this.key = key;
    this.length = length;
    this.remaining = length;
  }

  /** Returns what the file system knows of an object, or empty if a regular file is not there. */
  static Optional<BasicFileAttributes> attributes(Path file) throws IOException {
    try {
      BasicFileAttributes found =
          Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
      return found.isRegularFile() ? Optional.of(found) : Optional.empty();
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  /** Puts what the file system knows of an object in the words of the SPI. */
  static StoredObject describe(ContentKey key, BasicFileAttributes attributes) {
    return new StoredObject(
        key, attributes.size(), Optional.empty(), attributes.lastModifiedTime().toInstant());
  }

  /** Opens a part of an object; the absence of the object shows here. */
  static ObjectFile open(Path file, ContentKey key, ByteRange range) throws IOException {
    // Looked at before it is opened, as to open a pipe would wait for a writer.
    if (attributes(file).isEmpty()) {
      throw Failures.notFound(key);
    }
    SeekableByteChannel channel;
    try {
      channel = Files.newByteChannel(file, READ, NOFOLLOW_LINKS);
    } catch (NoSuchFileException deletedMeanwhile) {
      throw Failures.notFound(key);
    }
    try {
      long length = range.lengthWithin(channel.size());
      if (length > 0) {
        channel.position(range.offset());
      }
      return new ObjectFile(channel, key, length);
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  /** Returns the number of bytes that the part had when it was opened. */
  long length() {
    return length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, bytes.length);
    if (count == 0) {
      return 0;
    }
    if (remaining == 0) {
      return -1;
    }
    // Bounded, because the JDK keeps a direct buffer of this size for the thread.
    int wanted = (int) Math.min(remaining, Math.min(count, LocalStorage.BUFFER_BYTES));
    int read = channel.read(ByteBuffer.wrap(bytes, offset, wanted));
    if (read < 0) {
      throw new BackendException(
          Reason.CORRUPT,
          "the object " + key + " became shorter while it was read: " + remaining + " bytes lack");
    }
    remaining -= read;
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = Math.max(0, Math.min(count, remaining));
    channel.position(channel.position() + skipped);
    remaining -= skipped;
    return skipped;
  }

  @Override
  public int available() {
    return (int) Math.min(remaining, Integer.MAX_VALUE);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
