package io.filelibrary.internal;

import io.filelibrary.error.CatalogMismatch;
import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StorageBackend;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/** The object in a storage that says which catalog it belongs to. */
public final class StorageMark {
  /** Its key, which no content has. */
  public static final ContentKey KEY = new ContentKey("catalog-id");

  private static final int BYTES = 36;

  private final StorageBackend storage;
  private final String own;

  StorageMark(Catalog catalog, StorageBackend storage) {
    this.storage = storage;
    this.own = catalog.id().toString();
  }

  /** Marks a new storage as this catalog's, and refuses one that is another's. */
  void claim() {
    Optional<String> owner;
    try {
      owner = ownerOf(storage);
      if (owner.isEmpty()) {
        put();
        // Read back, as another may have been quicker.
        owner = ownerOf(storage);
      }
    } catch (IOException e) {
      throw ErrorTranslation.translate(e);
    }
    verify(owner);
  }

  /**
   * Refuses a storage that is another's, or that has lost its mark: what is mounted there is then
   * not what was there before.
   */
  void verify() {
    Optional<String> owner;
    try {
      owner = ownerOf(storage);
    } catch (IOException e) {
      throw ErrorTranslation.translate(e);
    }
    verify(owner);
  }

  private void verify(Optional<String> owner) {
    String found = owner.orElse("(none: the storage has no object " + KEY + ")");
    if (!found.equals(own)) {
      throw new CatalogMismatch(own, found);
    }
  }

  /**
   * Reads the mark of a storage, whoever's it is.
   *
   * @param storage the storage
   * @return the id of a catalog, or whatever else is in its place; empty if there is no mark
   * @throws IOException if the storage fails
   */
  public static Optional<String> ownerOf(StorageBackend storage) throws IOException {
    try (InputStream mark = storage.open(KEY, ByteRange.of(0, BYTES))) {
      return Optional.of(new String(mark.readAllBytes(), StandardCharsets.US_ASCII));
    } catch (BackendException e) {
      if (e.reason() == BackendException.Reason.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void put() throws IOException {
    byte[] bytes = own.getBytes(StandardCharsets.US_ASCII);
    try {
      storage.put(
          KEY, new ByteArrayInputStream(bytes), OptionalLong.of(bytes.length), ContentHints.NONE);
    } catch (BackendException e) {
      if (e.reason() != BackendException.Reason.ALREADY_EXISTS) {
        throw e;
      }
    }
  }
}
