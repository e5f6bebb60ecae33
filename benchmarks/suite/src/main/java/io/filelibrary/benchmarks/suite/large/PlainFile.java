package io.filelibrary.benchmarks.suite.large;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;

/**
 * The limits of one thread with a large file: what a program does that has no library. A channel
 * gets memory outside of the heap, since otherwise it copies through its own, and slowly.
 */
final class PlainFile {
  private static final int BUFFER_BYTES = 1 << 17;

  private PlainFile() {}

  /** Writes a source to a new file, hashes it on its way, and forces the file to the disk. */
  static byte[] write(InputStream source, Path target)
      throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] buffer = new byte[BUFFER_BYTES];
    ByteBuffer bytes = ByteBuffer.allocateDirect(BUFFER_BYTES);
    try (FileChannel channel = FileChannel.open(target, CREATE_NEW, WRITE)) {
      for (int read = source.read(buffer); read >= 0; read = source.read(buffer)) {
        digest.update(buffer, 0, read);
        bytes.clear().put(buffer, 0, read).flip();
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
      channel.force(true);
    }
    return digest.digest();
  }

  /** Writes a file of the disk to another. */
  static byte[] write(Path source, Path target) throws IOException, NoSuchAlgorithmException {
    try (InputStream in = new FileInputStream(source.toFile())) {
      return write(in, target);
    }
  }

  /** Reads a file to its end by a channel, into memory outside of the heap. */
  static long readByChannel(Path file) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    long size = 0;
    try (FileChannel channel = FileChannel.open(file, READ)) {
      for (int read = channel.read(buffer); read >= 0; read = channel.read(buffer.clear())) {
        size += read;
      }
    }
    return size;
  }

  /** Reads a file to its end by a channel, and computes the sum that the library compares. */
  static long readSummed(Path file) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    CRC32C sum = new CRC32C();
    long size = 0;
    try (FileChannel channel = FileChannel.open(file, READ)) {
      for (int read = channel.read(buffer); read >= 0; read = channel.read(buffer.clear())) {
        size += read;
        sum.update(buffer.flip());
      }
    }
    // Asked for, so that no compiler leaves the sum out.
    return sum.getValue() >= 0 ? size : -1;
  }

  /** Reads a file to its end as a stream. */
  static long readAsStream(Path file) throws IOException {
    try (InputStream in = new FileInputStream(file.toFile())) {
      return drain(in);
    }
  }

  /** Reads a file to its end as a stream, and hashes it. */
  static long readHashed(Path file) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] buffer = new byte[BUFFER_BYTES];
    long size = 0;
    try (InputStream in = new FileInputStream(file.toFile())) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        size += read;
      }
    }
    // Asked for, so that no compiler leaves the hashing out.
    return digest.digest().length == digest.getDigestLength() ? size : -1;
  }

  /** Reads a stream to its end. */
  static long drain(InputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long size = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      size += read;
    }
    return size;
  }
}
