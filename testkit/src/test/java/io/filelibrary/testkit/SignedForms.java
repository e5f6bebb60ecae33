package io.filelibrary.testkit;

import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.spi.UploadTerms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What clients sent to a {@link SignedStorage} by forms and plain PUTs, until it is taken. */
final class SignedForms {
  private static final ContentKey SHARED = new ContentKey("all");

  private final StorageBackend storage;
  private final Flaw flaw;
  private final Map<ContentKey, byte[]> aside = new HashMap<>();

  SignedForms(StorageBackend storage, Flaw flaw) {
    this.storage = storage;
    this.flaw = flaw;
  }

  synchronized void receive(ContentKey key, byte[] bytes) throws IOException {
    if (flaw == Flaw.SHOWS_WHAT_IS_ASIDE) {
      storage.delete(List.of(key));
      put(key, bytes);
    } else if (flaw == Flaw.KEEPS_WHAT_CAME_FIRST) {
      aside.putIfAbsent(key, bytes);
    } else {
      aside.put(place(key), bytes);
    }
  }

  synchronized Optional<StoredObject> take(ContentKey key, UploadTerms terms) throws IOException {
    Optional<StoredObject> present = storage.stat(key);
    byte[] came = aside.get(place(key));
    if (present.isPresent() && flaw == Flaw.TAKES_ONCE) {
      return Optional.empty();
    }
    boolean overwrites = flaw == Flaw.TAKES_WHAT_COMES_LATER && came != null;
    if (present.isPresent() && !overwrites) {
      return present;
    }
    if (came == null) {
      return flaw == Flaw.TAKES_WHAT_DID_NOT_COME
          ? Optional.of(put(key, new byte[0]))
          : Optional.empty();
    }
    if (!terms.allows(came.length) && flaw != Flaw.TAKES_ANY_SIZE) {
      return Optional.of(new StoredObject(key, came.length, Optional.empty(), Instant.EPOCH));
    }
    storage.delete(List.of(key));
    StoredObject taken = put(key, came);
    aside.remove(place(key));
    return Optional.of(taken);
  }

  synchronized void drop(Collection<ContentKey> keys) {
    if (flaw != Flaw.KEEPS_WHAT_IS_ASIDE) {
      aside.keySet().removeAll(keys);
    }
  }

  synchronized void dropAside(Collection<ContentKey> keys) throws IOException {
    if (flaw == Flaw.DROPS_OBJECTS_TOO) {
      storage.delete(keys);
    }
    if (flaw != Flaw.DROPS_NOTHING) {
      aside.keySet().removeAll(keys);
    }
  }

  /** What the storage lists; what is aside too, if that is its flaw. */
  synchronized List<StoredObject> listed(Optional<ContentKey> after, int limit) throws IOException {
    List<StoredObject> listed = new ArrayList<>(storage.list(after, limit));
    if (flaw == Flaw.LISTS_WHAT_IS_ASIDE) {
      aside.forEach(
          (key, bytes) ->
              listed.add(new StoredObject(key, bytes.length, Optional.empty(), Instant.EPOCH)));
    }
    return listed.stream()
        .filter(it -> after.isEmpty() || it.key().compareTo(after.get()) > 0)
        .sorted(Comparator.comparing(StoredObject::key))
        .limit(limit)
        .toList();
  }

  private ContentKey place(ContentKey key) {
    return flaw == Flaw.KEEPS_ONE_ASIDE ? SHARED : key;
  }

  private StoredObject put(ContentKey key, byte[] bytes) throws IOException {
    return storage.put(
        key, new ByteArrayInputStream(bytes), OptionalLong.of(bytes.length), ContentHints.NONE);
  }
}
