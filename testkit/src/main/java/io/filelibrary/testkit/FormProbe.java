package io.filelibrary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.TransferGrant;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StagedUploads;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.spi.UploadTerms;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has forms and plain PUTs granted, sends and takes them as the rules need it. Closing deletes the
 * keys that they were granted for, as what is kept aside is in no list, and closes the storage.
 */
final class FormProbe implements AutoCloseable {
  private final StagedUploads storage;
  private final Set<ContentKey> granted = ConcurrentHashMap.newKeySet();

  FormProbe(StagedUploads storage) {
    this.storage = storage;
  }

  /** A key as the library makes them for forms; sorts by its number. */
  static ContentKey key(int number) {
    return key("private", number);
  }

  static ContentKey publicKey(int number) {
    return key("public", number);
  }

  private static ContentKey key(String visibility, int number) {
    String text = String.format(Locale.ROOT, "%s/%032x-4102444800", visibility, number);
    return new ContentKey(text + StagedUploads.KEY_END);
  }

  StagedUploads storage() {
    return storage;
  }

  StorageProbe objects() {
    return new StorageProbe(storage);
  }

  TransferGrant form(ContentKey key, UploadTerms terms) throws IOException {
    granted.add(key);
    return storage.grantForm(key, terms);
  }

  TransferGrant form(ContentKey key) throws IOException {
    return form(key, UploadTerms.upTo(Terms.MAX_SIZE, Terms.soon()));
  }

  TransferGrant plainPut(ContentKey key, UploadTerms terms) throws IOException {
    granted.add(key);
    return storage.grantPlainPut(key, terms);
  }

  TransferGrant plainPut(ContentKey key) throws IOException {
    return plainPut(key, UploadTerms.upTo(Terms.MAX_SIZE, Terms.soon()));
  }

  /** Has a plain PUT granted for a key, and sends it. */
  TransferGrant put(ContentKey key, byte[] bytes) throws IOException, InterruptedException {
    TransferGrant grant = plainPut(key);
    send(grant, bytes);
    return grant;
  }

  TransferGrant formOfSize(ContentKey key, long size) throws IOException {
    return form(key, UploadTerms.ofSize(size, Terms.soon()));
  }

  /** Has a form granted for a key, and sends it. */
  TransferGrant sent(ContentKey key, byte[] bytes) throws IOException, InterruptedException {
    TransferGrant form = form(key);
    send(form, bytes);
    return form;
  }

  static void send(TransferGrant form, byte[] bytes) throws InterruptedException {
    GrantClient.send(form, bytes).assertTaken(form + " with " + bytes.length + " bytes");
  }

  /** Takes what was sent in whatever size. */
  Optional<StoredObject> take(ContentKey key) throws IOException {
    return storage.takeStaged(key, UploadTerms.upTo(Terms.MAX_SIZE, Terms.soon()));
  }

  /** Checks that taking makes, or has made, the object of these bytes. */
  void assertTakes(ContentKey key, byte[] bytes) throws IOException {
    assertThat(take(key))
        .as("what is taken for %s", key)
        .hasValueSatisfying(taken -> StorageProbe.assertDescribes(taken, key, bytes));
    objects().assertHolds(key, bytes);
  }

  void assertNothingToTake(ContentKey key, Object after) throws IOException {
    assertThat(take(key).map(StoredObject::size))
        .as("the size of what is taken for %s, after %s", key, after)
        .isEmpty();
    objects().assertAbsent(key);
  }

  @Override
  public void close() throws IOException {
    try (storage) {
      storage.delete(granted);
    }
  }
}
