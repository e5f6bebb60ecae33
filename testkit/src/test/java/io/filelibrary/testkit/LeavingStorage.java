package io.filelibrary.testkit;

import io.filelibrary.memory.InMemoryStorage;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.Leftover;
import io.filelibrary.spi.Leftovers;
import io.filelibrary.spi.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps unfinished objects in a map, so that a put whose entry goes can be seen to fail. */
class LeavingStorage extends ForwardingStorage implements Leftovers {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private final Map<String, Leftover> unfinished = new ConcurrentSkipListMap<>();
  private final AtomicInteger count = new AtomicInteger();

  LeavingStorage() {
    super(InMemoryStorage.create(Clock.systemUTC()));
  }

  final void leave(int size, Instant touchedAt) {
    String name = "left-" + count.incrementAndGet();
    unfinished.put(name, new Leftover(name, size, touchedAt, true));
  }

  @Override
  public StoredObject put(
      ContentKey key, InputStream bytes, OptionalLong expectedSize, ContentHints hints)
      throws IOException {
    String name = "put-" + count.incrementAndGet();
    unfinished.put(name, new Leftover(name, 0, NOW, true));
    try {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      bytes.transferTo(whole);
      requireKept(unfinished.containsKey(name));
      return super.put(key, new ByteArrayInputStream(whole.toByteArray()), expectedSize, hints);
    } finally {
      unfinished.remove(name);
    }
  }

  /** Fails a put whose entry is gone. */
  void requireKept(boolean kept) throws BackendException {
    if (!kept) {
      throw new BackendException(Reason.UNAVAILABLE, "the unfinished object was dropped");
    }
  }

  @Override
  public List<Leftover> leftovers(Instant idleSince, int limit) throws IOException {
    return idle(idleSince).stream()
        .sorted(Comparator.comparing(Leftover::name))
        .limit(limit)
        .toList();
  }

  @Override
  public long dropLeftovers(Instant idleSince) throws IOException {
    List<Leftover> idle = idle(idleSince);
    idle.forEach(left -> unfinished.remove(left.name()));
    return idle.size();
  }

  private List<Leftover> idle(Instant idleSince) throws IOException {
    list(Optional.empty(), 1); // fails if the storage is closed
    List<Leftover> idle = new ArrayList<>(unfinished.values());
    idle.removeIf(left -> !left.touchedAt().isBefore(idleSince));
    return idle;
  }
}
