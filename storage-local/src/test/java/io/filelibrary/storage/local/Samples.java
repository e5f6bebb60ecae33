package io.filelibrary.storage.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Short words for what most tests do. */
final class Samples {
  static final ContentKey KEY = new ContentKey("private/3f9c6e1d0b7a4c5e8f2d1a0b9c8d7e6f");
  static final ContentKey OTHER = new ContentKey("private/3f00000000000000000000000000000a");

  private Samples() {}

  static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  static StoredObject put(LocalStorage storage, ContentKey key, String text) throws IOException {
    return storage.put(key, bytes(text), OptionalLong.empty(), ContentHints.NONE);
  }

  static String read(LocalStorage storage, ContentKey key) throws IOException {
    return read(storage, key, ByteRange.ALL);
  }

  static String read(LocalStorage storage, ContentKey key, ByteRange range) throws IOException {
    try (InputStream stream = storage.open(key, range)) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }

  static List<String> keys(LocalStorage storage) throws IOException {
    return storage.list(Optional.empty(), Integer.MAX_VALUE).stream()
        .map(object -> object.key().value())
        .toList();
  }

  /** Returns the keys as a scrubber sees them, page by page. */
  static List<String> keysByPages(LocalStorage storage, int limit) throws IOException {
    List<String> keys = new ArrayList<>();
    Optional<ContentKey> after = Optional.empty();
    while (true) {
      List<StoredObject> page = storage.list(after, limit);
      page.forEach(object -> keys.add(object.key().value()));
      if (page.size() < limit) {
        return keys;
      }
      after = Optional.of(page.get(page.size() - 1).key());
    }
  }

  /** Returns the names of what is unfinished. */
  static List<String> temporaryFiles(Path root) throws IOException {
    try (Stream<Path> entries = Files.list(root.resolve("tmp"))) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).sorted().toList();
    }
  }

  /** Returns all the files below a directory, relative to it, with slashes. */
  static List<String> filesBelow(Path directory) throws IOException {
    try (Stream<Path> entries = Files.walk(directory)) {
      return entries
          .filter(entry -> !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
          .map(entry -> directory.relativize(entry).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  static Predicate<Throwable> reason(Reason reason) {
    return failure -> failure instanceof BackendException known && known.reason() == reason;
  }

  /** Something to do in the middle of another call. */
  interface Action {
    void run() throws IOException;
  }

  /** Returns a source that does something when it is first read, and ends. */
  static InputStream sourceThat(Action action) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        action.run();
        return -1;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return read();
      }
    };
  }
}
