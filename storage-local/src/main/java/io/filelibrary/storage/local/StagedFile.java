package io.filelibrary.storage.local;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * A temporary file from its creation to the moment it is published or given up. Its failures are
 * those of the disk in the words of the SPI, so that they cannot be taken for the source's.
 */
final class StagedFile implements Closeable {
  private final Path path;
  private final Path directory;
  private final FileSystemCalls calls;
  private final FileSystemCalls.Output output;
  private Optional<EarlySync> earlySync = Optional.empty();
  private long size;
  private long requested;

  private StagedFile(
      Path path, Path directory, FileSystemCalls calls, FileSystemCalls.Output output) {
    this.path = path;
    this.directory = directory;
    this.calls = calls;
    this.output = output;
  }

  /** Creates a temporary file. */
  static StagedFile create(TemporaryFiles temporaryFiles, FileSystemCalls calls)
      throws BackendException {
    Path path = temporaryFiles.next();
    Path directory = temporaryFiles.directory();
    try {
      return new StagedFile(path, directory, calls, calls.create(path));
    } catch (IOException failure) {
      deleteQuietly(path, calls);
      throw Failures.writing("creating a temporary file", directory, Effect.NONE, failure);
    }
  }

  /** Returns where the file is. */
  Path path() {
    return path;
  }

  /** Appends bytes. Many of them begin to reach the disk before {@link #seal}. */
  void write(byte[] bytes, int length) throws BackendException {
    try {
      output.write(bytes, length);
    } catch (IOException failure) {
      throw Failures.writing("writing an object", directory, Effect.NONE, failure);
    }
    size += length;
    if (size - requested > EarlySync.STEP_BYTES) {
      requested = size;
      requestSync();
    }
  }

  /**
   * Forces the bytes to the disk and returns what the file is now. After a failure the file is good
   * for nothing: the system may have dropped the pages and would report a second try as a success.
   */
  BasicFileAttributes seal() throws BackendException {
    try {
      finishEarlySync();
      output.sync();
      output.close();
      BasicFileAttributes attributes =
          ObjectFile.attributes(path)
              .orElseThrow(() -> new IOException("the temporary file was deleted: " + path));
      if (attributes.size() != size) {
        throw new IOException(size + " bytes were written, but the file has " + attributes.size());
      }
      return attributes;
    } catch (IOException failure) {
      throw unforced(failure);
    }
  }

  /**
   * Removes the temporary name; a published file keeps its other one. A name that cannot be removed
   * is left to the sweep: the object is what counts, and it is there, or is not, regardless.
   */
  @Override
  public void close() {
    // Before its file is closed, whose descriptor may be another file's then.
    earlySync.ifPresent(EarlySync::close);
    try {
      // First, as Windows keeps the name of an open file; a sealed one is closed twice, harmlessly.
      output.close();
    } catch (IOException unsealed) {
      deleteQuietly(path, calls);
      return;
    }
    deleteQuietly(path, calls);
  }

  private void requestSync() throws BackendException {
    if (earlySync.isEmpty() && output.reachesDisk()) {
      earlySync = Optional.of(EarlySync.start(output));
    }
    try {
      if (earlySync.isPresent()) {
        earlySync.get().request();
      }
    } catch (IOException failure) {
      throw unforced(failure);
    }
  }

  private void finishEarlySync() throws IOException {
    if (earlySync.isPresent()) {
      earlySync.get().finish();
    }
  }

  private BackendException unforced(IOException failure) {
    return Failures.writing("forcing an object to the disk", directory, Effect.NONE, failure);
  }

  private static void deleteQuietly(Path path, FileSystemCalls calls) {
    try {
      calls.delete(path);
    } catch (IOException leftToTheSweep) {
      return;
    }
  }
}
