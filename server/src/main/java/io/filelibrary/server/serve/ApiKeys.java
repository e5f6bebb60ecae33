package io.filelibrary.server.serve;

import io.filelibrary.http.access.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The keys of callers, in one file of the data directory that its owner alone can read. It holds
 * their hashes, not the keys. Several processes may change it at a time: one waits for the other,
 * and each sees what others changed at its next look. Safe for use by many threads.
 */
public final class ApiKeys {
  /** The file's name in the data directory. */
  public static final String FILE = "keys.json";

  private static final String LOCK = "keys.lock";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(5);

  /** What a key is compared with that has an unknown id, so that both take as long. */
  private static final String NOTHING = "0".repeat(64);

  private final Path file;
  private final Path lock;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private volatile @Nullable Loaded loaded;

  private ApiKeys(Path directory, Clock clock) {
    this.file = directory.resolve(FILE);
    this.lock = directory.resolve(LOCK);
    this.clock = clock;
  }

  /**
   * Opens the keys of a data directory.
   *
   * @param directory the data directory, which is there
   * @param clock tells when a key was made
   * @return the keys
   * @throws IOException if the file is not readable or not whole; the message says the fix
   */
  public static ApiKeys open(Path directory, Clock clock) throws IOException {
    ApiKeys keys = new ApiKeys(directory, clock);
    keys.current();
    return keys;
  }

  /**
   * A new key.
   *
   * @param key what is kept of it
   * @param text the key itself, which can never be shown again
   */
  public record Created(ApiKey key, String text) {
    /** Shows nothing of the text. */
    @Override
    public String toString() {
      return key.toString();
    }
  }

  /**
   * Makes a key.
   *
   * @param caller whom requests with it come from
   * @param note what it is for; may be empty
   * @return the key
   * @throws IOException if the file cannot be changed
   * @throws IllegalArgumentException if the note is too long
   */
  public Created create(Caller caller, String note) throws IOException {
    return whileLocked(() -> add(caller, note));
  }

  /**
   * Makes a key if there is none at all.
   *
   * @param caller whom requests with it come from
   * @param note what it is for
   * @return the key, or empty if there are keys
   * @throws IOException if the file cannot be changed
   */
  public Optional<Created> createFirst(Caller caller, String note) throws IOException {
    return whileLocked(
        () -> current().isEmpty() ? Optional.of(add(caller, note)) : Optional.empty());
  }

  /**
   * Returns all keys.
   *
   * @return all keys, the oldest first
   * @throws IOException if the file cannot be read
   */
  public List<ApiKey> list() throws IOException {
    return current().values().stream().map(KeysJson.Entry::key).toList();
  }

  /**
   * Takes a key away from its owner, at once and for all processes.
   *
   * @param id the id of the key
   * @return whether there was such a key
   * @throws IOException if the file cannot be changed
   */
  public boolean revoke(String id) throws IOException {
    return whileLocked(
        () -> {
          Map<String, KeysJson.Entry> entries = new LinkedHashMap<>(current());
          boolean known = entries.remove(id) != null;
          if (known) {
            store(entries);
          }
          return known;
        });
  }

  /**
   * Finds the key that a text is.
   *
   * @param text any text
   * @return the key, or empty if there is none such
   * @throws UncheckedIOException if the file of keys cannot be read: nobody is let in then
   */
  public Optional<ApiKey> find(String text) {
    Optional<KeyText> shown = KeyText.parse(text);
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    KeysJson.@Nullable Entry entry = entries().get(shown.get().id());
    String expected = entry == null ? NOTHING : entry.sha256();
    boolean right = MessageDigest.isEqual(bytes(expected), bytes(shown.get().sha256()));
    return right && entry != null ? Optional.of(entry.key()) : Optional.empty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private Map<String, KeysJson.Entry> entries() {
    try {
      return current();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Created add(Caller caller, String note) throws IOException {
    Map<String, KeysJson.Entry> entries = new LinkedHashMap<>(current());
    KeyText text = KeyText.random(random);
    ApiKey key =
        new ApiKey(text.id(), caller, clock.instant().truncatedTo(ChronoUnit.SECONDS), note);
    if (entries.putIfAbsent(key.id(), new KeysJson.Entry(key, text.sha256())) != null) {
      throw new IllegalStateException("random ids of 80 bits do not repeat");
    }
    store(entries);
    return new Created(key, text.text());
  }

  private void store(Map<String, KeysJson.Entry> entries) throws IOException {
    PrivateFile.write(file, KeysJson.write(entries));
    loaded = null;
  }

  /**
   * Returns what the file holds now. Each change puts another file in its place, which shows even
   * if time and size are the same.
   */
  private Map<String, KeysJson.Entry> current() throws IOException {
    Optional<Stamp> stamp = Stamp.of(file);
    Loaded known = loaded;
    if (known == null || !known.stamp.equals(stamp)) {
      // The stamp is older than what is read, if anything: then it is read once more.
      known = new Loaded(stamp, stamp.isEmpty() ? Map.of() : read());
      loaded = known;
    }
    return known.entries;
  }

  private Map<String, KeysJson.Entry> read() throws IOException {
    byte[] text;
    try {
      text = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return Map.of();
    }
    try {
      return KeysJson.read(text);
    } catch (IOException e) {
      throw new IOException(
          "the keys in "
              + file
              + " are damaged: "
              + e.getMessage()
              + "; put the file back from a backup, or delete it to void all keys",
          e);
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws IOException;
  }

  private <T> T whileLocked(Work<T> work) throws IOException {
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = waitFor(channel)) {
      if (!held.isValid()) {
        throw new IOException("the lock " + lock + " was lost");
      }
      return work.run();
    }
  }

  /** Waits for other processes, and for others in this process. */
  private FileLock waitFor(FileChannel channel) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try {
        FileLock held = channel.tryLock();
        if (held != null) {
          return held;
        }
      } catch (OverlappingFileLockException e) {
        // Another thread of this process has it; it is done in no time.
        Thread.onSpinWait();
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new IOException(
        "another process has held " + lock + " for " + PATIENCE.toSeconds() + " s; end it");
  }

  private record Loaded(Optional<Stamp> stamp, Map<String, KeysJson.Entry> entries) {}

  /** What tells one content of the file from another. */
  private record Stamp(FileTime modified, long size, @Nullable Object identity) {
    static Optional<Stamp> of(Path file) throws IOException {
      try {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        return Optional.of(new Stamp(found.lastModifiedTime(), found.size(), found.fileKey()));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      }
    }
  }
}
