package io.filelibrary.e2e.example;

import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.spi.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/** Keeps contents in a file of H2's MVStore, which is locked: it has one instance at a time. */
final class MvStoreStorage implements StorageBackend {
  private final MvStoreFile file;
  private final MVMap<String, long[]> objects; // key -> number, size, milliseconds
  private final MVMap<Long, String> marked; // number -> key, where chunks may have no object
  private final MvStoreChunks chunks; // number -> bytes

  private MvStoreStorage(MvStoreFile file) {
    this.file = file;
    objects = file.map("objects");
    marked = file.map("marked");
    chunks = new MvStoreChunks(file.map("chunks"));
  }

  static MvStoreStorage open(Path path) throws IOException {
    MvStoreStorage storage = new MvStoreStorage(new MvStoreFile(path));
    storage.file.access(() -> storage.discard(Set.copyOf(storage.marked.keySet())));
    return storage;
  }

  @Override
  public StoredObject put(
      ContentKey key, InputStream bytes, OptionalLong expectedSize, ContentHints hints)
      throws IOException {
    return file.access(
        () -> {
          check(!objects.containsKey(key.value()), Reason.ALREADY_EXISTS, key);
          long number = chunks.nextNumber();
          marked.put(number, key.value());
          file.commit();
          try {
            long size = chunks.write(number, bytes, expectedSize.orElse(Long.MAX_VALUE - 1) + 1);
            check(size == expectedSize.orElse(size), Reason.SIZE_MISMATCH, key);
            file.commit();
            long[] object = {number, size, System.currentTimeMillis()};
            check(objects.putIfAbsent(key.value(), object) == null, Reason.ALREADY_EXISTS, key);
            file.sync();
            marked.remove(number);
            return describe(key.value(), object);
          } catch (IOException | RuntimeException | Error failure) {
            if (!file.isClosed()) { // Otherwise the next opening does it.
              discard(Set.of(number));
            }
            throw failure;
          }
        });
  }

  /** Removes the chunks of these numbers, unless they are an object's, and the marks. */
  private int discard(Set<Long> numbers) {
    for (long number : numbers) {
      long[] object = objects.get(marked.getOrDefault(number, ""));
      if (object == null || object[0] != number) {
        chunks.remove(number);
      }
    }
    file.commit();
    numbers.forEach(marked::remove);
    return numbers.size();
  }

  @Override
  public InputStream open(ContentKey key, ByteRange range) throws IOException {
    long[] object = file.access(() -> objects.getOrDefault(key.value(), new long[0]));
    check(object.length > 0, Reason.NOT_FOUND, key);
    long from = Math.min(range.offset(), object[1]);
    return chunks.open(object[0], from, from + range.lengthWithin(object[1]));
  }

  @Override
  public Optional<StoredObject> stat(ContentKey key) throws IOException {
    return file.access(() -> Optional.ofNullable(objects.get(key.value())))
        .map(object -> describe(key.value(), object));
  }

  @Override
  public void delete(Collection<ContentKey> keys) throws IOException {
    file.access(
        () -> {
          Set<Long> numbers = new HashSet<>();
          for (ContentKey key : keys) {
            long[] object = objects.get(key.value());
            if (object != null) {
              numbers.add(object[0]);
              marked.put(object[0], key.value());
            }
          }
          file.commit();
          keys.forEach(key -> objects.remove(key.value()));
          file.sync();
          return discard(numbers);
        });
  }

  @Override
  public List<StoredObject> list(Optional<ContentKey> after, int limit) throws IOException {
    return file.access(
        () -> {
          Cursor<String, long[]> rest = objects.cursor(after.map(key -> key + " ").orElse(""));
          List<StoredObject> page = new ArrayList<>();
          while (page.size() < limit && rest.hasNext()) {
            page.add(describe(rest.next(), rest.getValue()));
          }
          return page;
        });
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static StoredObject describe(String key, long[] object) {
    Instant storedAt = Instant.ofEpochMilli(object[2]);
    return new StoredObject(new ContentKey(key), object[1], Optional.empty(), storedAt);
  }

  private static void check(boolean fine, Reason reason, Object what) throws BackendException {
    if (!fine) {
      throw new BackendException(reason, reason + ": " + what);
    }
  }
}
