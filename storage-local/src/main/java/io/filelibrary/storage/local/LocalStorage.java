package io.filelibrary.storage.local;

import io.filelibrary.error.Effect;
import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.Leftover;
import io.filelibrary.spi.Leftovers;
import io.filelibrary.spi.ServerSideCopy;
import io.filelibrary.spi.StoredObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps objects as files below one directory, on a disk or on any other {@link
 * java.nio.file.FileSystem}.
 *
 * <p>A put writes a temporary file, forces it to the disk, gives it its name in one step that never
 * overwrites, and forces the directory: one fsync of a file and one of a directory, once the
 * directory is known. A file of more than 32 MiB is forced also after each 32 MiB, while more
 * comes, by a daemon thread named {@code filelibrary-local-sync} that ends with the put; if that
 * fails, so does the put. What a crash leaves behind is a temporary file, which is never listed and
 * which a later {@link #open(LocalStorageOptions)} or {@link #dropLeftovers} deletes.
 *
 * <p>Objects keep no hash and no content type. The time they were stored is the file's time of
 * modification. Symbolic links, directories and pipes where an object should be count as absent:
 * they are not followed, listed or deleted, and the key stays taken. Files get the permissions that
 * the process's umask leaves; give the root those that keep others out.
 *
 * <p>Any number of instances, threads and processes may share a root, on a local file system. Close
 * the instance when done; nothing is lost if that is forgotten.
 */
public final class LocalStorage implements ServerSideCopy, Leftovers {
  /** What is moved between memory and disk at once. */
  static final int BUFFER_BYTES = 128 * 1024;

  private final Path root;
  private final FileSystemCalls calls;
  private final KeyLayout layout;
  private final TemporaryFiles temporaryFiles;
  private final DurableDirectories directories;
  private final Publisher publisher;
  private volatile boolean closed;

  private LocalStorage(StorageRoot storageRoot, FileSystemCalls calls) {
    this.root = storageRoot.directory();
    this.calls = calls;
    this.layout = new KeyLayout(storageRoot.objects());
    this.temporaryFiles = storageRoot.temporaryFiles();
    this.directories = new DurableDirectories(storageRoot.objects(), calls);
    this.publisher = new Publisher(storageRoot.way(), calls, temporaryFiles);
  }

  /**
   * Opens the storage below a directory with the default options. An absent directory is created,
   * and so are those above it.
   *
   * @param root the directory; may be a symbolic link to one
   * @return the storage
   * @throws BackendException {@code MISCONFIGURED} if the root is a file, a symbolic link to
   *     nothing, or of a format that this version does not know; {@code DENIED} if it cannot be
   *     written; {@code STORAGE_FULL}
   * @throws IOException if the file system fails
   */
  public static LocalStorage open(Path root) throws IOException {
    return open(LocalStorageOptions.of(root));
  }

  /**
   * Opens the storage below a directory, and deletes what crashed processes left in it. An absent
   * directory is created, and so are those above it. When this throws, directories may have been
   * created; the call can be repeated.
   *
   * @param options the directory, and what else is chosen
   * @return the storage
   * @throws BackendException {@code MISCONFIGURED} if the root is a file, a symbolic link to
   *     nothing, or of a format that this version does not know; {@code DENIED} if it cannot be
   *     written; {@code STORAGE_FULL}
   * @throws IOException if the file system fails
   */
  public static LocalStorage open(LocalStorageOptions options) throws IOException {
    return open(options, new DiskCalls(options.root().getFileSystem(), options.fsync()));
  }

  /** Opens a storage whose calls are counted, or fail as a test wants it. */
  static LocalStorage open(LocalStorageOptions options, FileSystemCalls calls) throws IOException {
    StorageRoot root = StorageRoot.open(options.root(), calls);
    LocalStorage storage = new LocalStorage(root, calls);
    try {
      storage.temporaryFiles.sweep(options.clock().instant().minus(options.leftoverAge()), calls);
    } catch (IOException failure) {
      throw Failures.reading("looking for leftovers in " + root.directory(), failure);
    }
    return storage;
  }

  /**
   * {@inheritDoc}
   *
   * <p>The hints are not kept. If forcing the directory fails, the object is deleted again, but a
   * power cut may bring it back whole: that failure's effect is {@code UNKNOWN}.
   *
   * @throws IllegalArgumentException if the expected size is negative
   */
  @Override
  public StoredObject put(
      ContentKey key, InputStream bytes, OptionalLong expectedSize, ContentHints hints)
      throws IOException {
    requireOpen();
    if (expectedSize.isPresent() && expectedSize.getAsLong() < 0) {
      throw new IllegalArgumentException("a size is 0 or more, not " + expectedSize.getAsLong());
    }
    Path target = layout.fileOf(key);
    if (stat(key).isPresent()) {
      // Before the source is read for nothing; what decides is the publishing.
      throw Failures.alreadyExists(key);
    }
    try (StagedFile staged = StagedFile.create(temporaryFiles, calls)) {
      transfer(key, bytes, expectedSize, staged);
      BasicFileAttributes attributes = staged.seal();
      publish(key, staged.path(), target);
      return ObjectFile.describe(key, attributes);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>The range is reached without reading what is before it. An interrupt of the reading thread
   * closes the stream.
   */
  @Override
  public InputStream open(ContentKey key, ByteRange range) throws IOException {
    ObjectFile object = openObject(key, range);
    int buffer = (int) Math.max(1, Math.min(object.length(), BUFFER_BYTES));
    return new BufferedInputStream(object, buffer);
  }

  @Override
  public Optional<StoredObject> stat(ContentKey key) throws IOException {
    requireOpen();
    try {
      return ObjectFile.attributes(layout.fileOf(key))
          .map(attributes -> ObjectFile.describe(key, attributes));
    } catch (IOException failure) {
      throw Failures.reading("looking up " + key, failure);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>On return the objects are gone for good, also after a power cut: each directory that may
   * have held one is forced once. Directories stay, as a concurrent put may need them.
   */
  @Override
  public void delete(Collection<ContentKey> keys) throws IOException {
    requireOpen();
    try {
      Set<Path> touched = new TreeSet<>();
      for (ContentKey key : keys) {
        Path file = layout.fileOf(key);
        if (ObjectFile.attributes(file).isPresent()) {
          calls.delete(file);
        }
        // Also for an absent one: the call that deleted it may have failed before the fsync.
        touched.add(directoryOf(file));
      }
      for (Path directory : touched) {
        syncUnlessAbsent(directory);
      }
    } catch (IOException failure) {
      throw Failures.writing("deleting objects", root, Effect.UNKNOWN, failure);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the limit is less than 1
   */
  @Override
  public List<StoredObject> list(Optional<ContentKey> after, int limit) throws IOException {
    requireOpen();
    if (limit < 1) {
      throw new IllegalArgumentException("a limit is 1 or more, not " + limit);
    }
    try {
      String first = after.map(ContentKey::value).orElse("");
      return new KeyWalk(layout.objects(), first, limit).walk();
    } catch (IOException failure) {
      throw Failures.reading("listing the objects below " + root, failure);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>The bytes are copied, not linked, so that damage to one file is not damage to both.
   */
  @Override
  public StoredObject copy(ContentKey source, ContentKey target, ContentHints hints)
      throws IOException {
    try (ObjectFile object = openObject(source, ByteRange.ALL)) {
      return put(target, object, OptionalLong.of(object.length()), hints);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Ours are the unfinished files of puts, by the names that this storage gives them. Whatever
   * else is beside them, or among the objects and no object, is somebody else's. What is below a
   * directory of somebody else is neither listed nor counted.
   *
   * @throws IllegalArgumentException if the limit is less than 1
   */
  @Override
  public List<Leftover> leftovers(Instant idleSince, int limit) throws IOException {
    requireOpen();
    if (limit < 1) {
      throw new IllegalArgumentException("a limit is 1 or more, not " + limit);
    }
    try {
      return new LeftoverWalk(root, idleSince, limit)
          .walk(temporaryFiles.directory(), layout.objects());
    } catch (IOException failure) {
      throw Failures.reading("looking for leftovers in " + root, failure);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>A put that runs writes to its file, or is about to give it its name; so only what was not
   * written for hours is surely left.
   */
  @Override
  public long dropLeftovers(Instant idleSince) throws IOException {
    requireOpen();
    try {
      return temporaryFiles.sweep(idleSince, calls);
    } catch (IOException failure) {
      throw Failures.writing("dropping leftovers", root, Effect.UNKNOWN, failure);
    }
  }

  /** Closes the instance. Open streams read on, and calls that have begun go on. */
  @Override
  public void close() {
    closed = true;
  }

  @Override
  public String toString() {
    return "LocalStorage[" + root + "]";
  }

  private ObjectFile openObject(ContentKey key, ByteRange range) throws IOException {
    requireOpen();
    try {
      return ObjectFile.open(layout.fileOf(key), key, range);
    } catch (IOException failure) {
      throw Failures.reading("opening " + key, failure);
    }
  }

  private void requireOpen() throws BackendException {
    if (closed) {
      throw new BackendException(Reason.CLOSED, this + " was closed");
    }
  }

  private static void transfer(
      ContentKey key, InputStream bytes, OptionalLong expectedSize, StagedFile staged)
      throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long most = expectedSize.orElse(Long.MAX_VALUE);
    long size = 0;
    while (true) {
      // One byte more than expected, to see whether there is one.
      long left = most - size;
      int read = bytes.read(buffer, 0, left >= buffer.length ? buffer.length : (int) left + 1);
      if (read < 0) {
        break;
      }
      size += read;
      if (size > most) {
        throw sizeMismatch(key, most, "more");
      }
      staged.write(buffer, read);
    }
    if (expectedSize.isPresent() && size < most) {
      throw sizeMismatch(key, most, "only " + size);
    }
  }

  private static BackendException sizeMismatch(ContentKey key, long expected, String came) {
    return new BackendException(
        Reason.SIZE_MISMATCH,
        "the source of " + key + " was to have " + expected + " bytes, but has " + came);
  }

  private void publish(ContentKey key, Path temporary, Path target) throws BackendException {
    Path directory = directoryOf(target);
    Effect effect = Effect.NONE;
    try {
      directories.ensure(directory);
      // A network file system may make a link and report a failure.
      effect = Effect.UNKNOWN;
      publisher.publish(key, temporary, target);
    } catch (FileAlreadyExistsException taken) {
      throw Failures.alreadyExists(key);
    } catch (IOException failure) {
      if (failure instanceof NoSuchFileException) {
        directories.forget(directory);
      }
      throw Failures.writing("publishing " + key, root, effect, failure);
    }
    try {
      calls.syncDirectory(directory);
    } catch (IOException failure) {
      BackendException translated =
          Failures.writing("forcing the directory of " + key, root, Effect.UNKNOWN, failure);
      withdraw(target, translated);
      throw translated;
    }
  }

  /** Takes back an object that may not survive a power cut, so that nobody builds on it. */
  private void withdraw(Path target, BackendException reported) {
    try {
      calls.delete(target);
    } catch (IOException failure) {
      reported.addSuppressed(failure);
    }
  }

  private void syncUnlessAbsent(Path directory) throws IOException {
    try {
      calls.syncDirectory(directory);
    } catch (NoSuchFileException absent) {
      // No put has come here yet, so there is nothing to make durable.
      return;
    }
  }

  private static Path directoryOf(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(file + " has no directory");
    }
    return parent;
  }
}
