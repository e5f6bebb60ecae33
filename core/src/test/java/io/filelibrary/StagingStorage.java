package io.filelibrary;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.TransferGrant;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StagedUploads;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.spi.UploadTerms;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A storage in memory that keeps what clients send aside until it is taken. */
final class StagingStorage extends FaultyStorage implements StagedUploads {
  private final Map<ContentKey, byte[]> aside = new HashMap<>();
  private final List<UploadTerms> taken = new ArrayList<>();
  private final ConcurrentLinkedQueue<IOException> dropFaults = new ConcurrentLinkedQueue<>();
  private Optional<ContentKey> granted = Optional.empty();

  StagingStorage(TestClock clock, GuardedCatalog catalog) {
    super(clock, catalog);
  }

  /** Sends bytes by the newest grant, as a client does. */
  void send(byte[] bytes) {
    aside.put(key(), bytes);
  }

  /** The key of the newest grant. */
  ContentKey key() {
    return granted.orElseThrow();
  }

  /** The terms of each taking that made an object, in order. */
  List<UploadTerms> taken() {
    return taken;
  }

  void failDrop(IOException failure) {
    dropFaults.add(failure);
  }

  /** How many things are aside. */
  int aside() {
    return aside.size();
  }

  @Override
  public TransferGrant grantForm(ContentKey key, UploadTerms terms) {
    return grant("POST", key, Map.of("key", key.value()), terms.expiresAt());
  }

  @Override
  public TransferGrant grantPlainPut(ContentKey key, UploadTerms terms) {
    return grant("PUT", key, Map.of(), terms.expiresAt());
  }

  private TransferGrant grant(
      String method, ContentKey key, Map<String, String> fields, Instant end) {
    assertThat(key.value()).endsWith(KEY_END);
    granted = Optional.of(key);
    return new TransferGrant(
        method, URI.create("https://storage.example/staged"), Map.of(), fields, end);
  }

  @Override
  public Optional<StoredObject> takeStaged(ContentKey key, UploadTerms terms) throws IOException {
    Optional<StoredObject> present = stat(key);
    byte[] came = aside.get(key);
    if (present.isPresent() || came == null) {
      return present;
    }
    if (!terms.allows(came.length)) {
      return Optional.of(new StoredObject(key, came.length, Optional.empty(), Instant.EPOCH));
    }
    arrive(key, came);
    aside.remove(key);
    taken.add(terms);
    return stat(key);
  }

  @Override
  public void dropStaged(Collection<ContentKey> keys) throws IOException {
    IOException fault = dropFaults.poll();
    if (fault != null) {
      throw fault;
    }
    aside.keySet().removeAll(keys);
  }

  @Override
  void deleted(Collection<ContentKey> keys) {
    aside.keySet().removeAll(keys);
  }
}
