package io.filelibrary.e2e.example;

import com.google.common.io.ByteStreams;
import com.google.common.io.MoreFiles;
import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.spi.StoredObject;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Keeps each content as a file of one folder, on a POSIX file system with hard links. */
final class FolderStorage implements StorageBackend {
  private final Path folder;
  private volatile boolean closed;

  FolderStorage(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    Instant twoDaysAgo = Instant.now().minusSeconds(2 * 24 * 3600);
    for (Path file : MoreFiles.listFiles(folder)) {
      if (isUnfinished(file) && Files.getLastModifiedTime(file).toInstant().isBefore(twoDaysAgo)) {
        Files.deleteIfExists(file); // a younger one may be another instance's put
      }
    }
  }

  private static boolean isUnfinished(Path file) {
    return file.getFileName().toString().startsWith("~"); // as no key does
  }

  @Override
  public StoredObject put(
      ContentKey key, InputStream bytes, OptionalLong expectedSize, ContentHints hints)
      throws IOException {
    require(stat(key).isEmpty(), Reason.ALREADY_EXISTS, key);
    Path unfinished = Files.createTempFile(folder(), "~", "");
    try {
      try (FileOutputStream out = new FileOutputStream(unfinished.toFile())) {
        long most = expectedSize.orElse(Long.MAX_VALUE - 1) + 1;
        long size = ByteStreams.copy(ByteStreams.limit(bytes, most), out);
        require(size == expectedSize.orElse(size), Reason.SIZE_MISMATCH, key);
        out.getFD().sync();
      }
      publish(unfinished, file(key));
      return stat(key).orElseThrow();
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private void publish(Path unfinished, Path file) throws IOException {
    try {
      Files.createLink(file, unfinished);
    } catch (FileAlreadyExistsException e) {
      throw new BackendException(Reason.ALREADY_EXISTS, "the key is taken: " + file);
    }
    try {
      syncFolder();
    } catch (IOException e) {
      Files.delete(file); // what might not survive a power cut was never there
      throw e;
    }
  }

  private void syncFolder() throws IOException {
    try (FileChannel channel = FileChannel.open(folder(), StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public InputStream open(ContentKey key, ByteRange range) throws IOException {
    long size = stat(key).map(StoredObject::size).orElse(-1L);
    require(size >= 0, Reason.NOT_FOUND, key);
    var file = Files.newByteChannel(file(key)).position(Math.min(range.offset(), size));
    return ByteStreams.limit(Channels.newInputStream(file), range.lengthWithin(size));
  }

  @Override
  public Optional<StoredObject> stat(ContentKey key) throws IOException {
    try {
      BasicFileAttributes file = Files.readAttributes(file(key), BasicFileAttributes.class);
      Instant storedAt = file.lastModifiedTime().toInstant();
      return Optional.of(new StoredObject(key, file.size(), Optional.empty(), storedAt));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(Collection<ContentKey> keys) throws IOException {
    for (ContentKey key : keys) {
      Files.deleteIfExists(file(key));
    }
    syncFolder();
  }

  @Override
  public List<StoredObject> list(Optional<ContentKey> after, int limit) throws IOException {
    List<StoredObject> objects = new ArrayList<>();
    for (Path file : MoreFiles.listFiles(folder())) {
      String key = file.getFileName().toString().replace('.', '/');
      if (!isUnfinished(file) && after.filter(last -> last.value().compareTo(key) >= 0).isEmpty()) {
        stat(new ContentKey(key)).ifPresent(objects::add); // else deleted since
      }
    }
    objects.sort((one, other) -> one.key().compareTo(other.key()));
    return objects.subList(0, Math.min(limit, objects.size()));
  }

  @Override
  public void close() {
    closed = true;
  }

  private Path folder() throws BackendException {
    require(!closed, Reason.CLOSED, folder);
    return folder;
  }

  private Path file(ContentKey key) throws BackendException {
    return folder().resolve(key.value().replace('/', '.')); // no key has a dot
  }

  private static void require(boolean fine, Reason reason, Object what) throws BackendException {
    if (!fine) {
      throw new BackendException(reason, reason + ": " + what);
    }
  }
}
