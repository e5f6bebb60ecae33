package io.filelibrary.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a storage must hold, may hold and must not hold by what its calls have answered so far. */
final class ExpectedObjects {
  private final Map<ContentKey, byte[]> bytes = new HashMap<>();
  private final Map<ContentKey, Presence> presences = new LinkedHashMap<>();

  /** What is known of a key. There is no fourth: an object is whole or is not there. */
  private enum Presence {
    CERTAIN,
    OPEN,
    GONE
  }

  /** A put or a copy has begun. */
  void putBegins(ContentKey key, byte[] content) {
    bytes.put(key, content);
    presences.put(key, Presence.OPEN);
  }

  /** A put or a copy has returned. */
  void putReturned(ContentKey key) {
    presences.put(key, Presence.CERTAIN);
  }

  /** A delete has begun. */
  void deleteBegins(ContentKey key) {
    presences.put(key, Presence.OPEN);
  }

  /** A delete has returned. */
  void deleteReturned(ContentKey key) {
    presences.put(key, Presence.GONE);
  }

  byte[] bytesOf(ContentKey key) {
    return Optional.ofNullable(bytes.get(key)).orElseThrow();
  }

  List<ContentKey> certain() {
    List<ContentKey> keys = new ArrayList<>(presences.keySet());
    keys.removeIf(key -> presences.get(key) != Presence.CERTAIN);
    return keys;
  }

  /** Fails unless a storage holds what it must, each object whole, and lists the same. */
  void assertKeptBy(LocalStorage storage) throws IOException {
    Map<String, Long> found = new TreeMap<>();
    for (Map.Entry<ContentKey, Presence> entry : presences.entrySet()) {
      ContentKey key = entry.getKey();
      boolean present = storage.stat(key).isPresent();
      if (entry.getValue() == (present ? Presence.GONE : Presence.CERTAIN)) {
        throw new AssertionError(key + (present ? " came back" : " is lost"));
      }
      if (present) {
        found.put(key.value(), (long) bytesOf(key).length);
        assertWhole(storage, key);
      }
    }
    Map<String, Long> listed = new TreeMap<>();
    for (StoredObject object : storage.list(Optional.empty(), Integer.MAX_VALUE)) {
      listed.put(object.key().value(), object.size());
    }
    assertThat(listed).isEqualTo(found);
  }

  private void assertWhole(LocalStorage storage, ContentKey key) throws IOException {
    try (InputStream stream = storage.open(key, ByteRange.ALL)) {
      if (!Arrays.equals(stream.readAllBytes(), bytesOf(key))) {
        throw new AssertionError(key + " is not whole");
      }
    }
  }
}
