package io.filelibrary.testkit.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.Sha256;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.InlineContents;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.spi.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks what must hold of a library between any two calls, by its catalog and storage alone: the
 * invariants I1 to I7, I11 and I12 of {@code docs/design.md}, and that the change feed has no gaps.
 * (I8 is for {@link io.filelibrary.testkit.fault.BackendGuard}; I9 and I10 are about what was
 * before, which only the test knows.)
 *
 * <p>No call of the library may run meanwhile. The check reads every row and every byte.
 */
public final class LibraryInvariants {
  private static final String CATALOG_ID = "catalog-id";
  private static final int PAGE = 1000;

  private final Catalog catalog;
  private final StorageBackend storage;

  private LibraryInvariants(Catalog catalog, StorageBackend storage) {
    this.catalog = catalog;
    this.storage = storage;
  }

  /**
   * Checks a library.
   *
   * @param catalog its catalog
   * @param storage its storage
   * @throws AssertionError if an invariant is broken; the message begins with its number
   */
  public static void check(Catalog catalog, StorageBackend storage) {
    try {
      new LibraryInvariants(catalog, storage).check();
    } catch (IOException e) {
      throw new AssertionError("the backends cannot be read", e);
    }
  }

  /**
   * Checks one channel of a library, and not whether the storage has objects of none.
   *
   * @param catalog the library's catalog
   * @param storage its storage
   * @param channel the channel
   * @throws AssertionError if an invariant is broken; the message begins with its number
   */
  public static void check(Catalog catalog, StorageBackend storage, ChannelId channel) {
    LibraryInvariants invariants = new LibraryInvariants(catalog, storage);
    try {
      invariants.checkStoredBytes(
          catalog.read(
              reader -> invariants.checkRows(reader, reader.channel(channel).orElseThrow())));
    } catch (IOException e) {
      throw new AssertionError("the backends cannot be read", e);
    }
  }

  private void check() throws IOException {
    Set<ContentKey> known = new HashSet<>();
    List<ContentInvariants> contents =
        catalog.read(
            reader -> {
              List<ContentInvariants> checked = new ArrayList<>();
              for (ChannelRecord channel : channels(reader)) {
                checked.add(checkRows(reader, channel));
              }
              return checked;
            });
    for (ContentInvariants channel : contents) {
      checkStoredBytes(channel);
      for (ContentKey key : channel.known()) {
        assertThat(known.add(key)).as("I12: %s is one channel's", key).isTrue();
      }
    }
    for (StoredObject object : objects()) {
      boolean marker = object.key().value().equals(CATALOG_ID);
      assertThat(marker || known.contains(object.key()))
          .as("I7: %s has a content row", object.key())
          .isTrue();
    }
  }

  private ContentInvariants checkRows(CatalogReader reader, ChannelRecord channel)
      throws BackendException {
    ChannelRows rows = ChannelRows.of(reader, channel);
    TreeInvariants.check(reader, rows);
    ContentInvariants contents = ContentInvariants.check(reader, rows);
    for (ContentRecord content : contents.used()) {
      if (content.inline()) {
        assertBytes(content, inline(reader, content));
      }
    }
    return contents;
  }

  private void checkStoredBytes(ContentInvariants contents) throws IOException {
    for (ContentRecord content : contents.used()) {
      if (!content.inline()) {
        assertThat(storage.stat(content.key())).as("I1: object %s", content.key()).isPresent();
        try (InputStream bytes = storage.open(content.key(), ByteRange.ALL)) {
          assertBytes(content, bytes.readAllBytes());
        }
      }
    }
  }

  private static List<ChannelRecord> channels(CatalogReader reader) throws BackendException {
    return reader.channels(Optional.empty(), Integer.MAX_VALUE);
  }

  private byte[] inline(CatalogReader reader, ContentRecord content) throws BackendException {
    Optional<byte[]> bytes =
        ((InlineContents) catalog).inline(reader, content.channel(), content.key());
    assertThat(bytes).as("I1: inline bytes of %s", content.key()).isPresent();
    return bytes.orElseThrow();
  }

  private List<StoredObject> objects() throws IOException {
    List<StoredObject> all = new ArrayList<>();
    Optional<ContentKey> after = Optional.empty();
    List<StoredObject> page;
    do {
      page = storage.list(after, PAGE);
      all.addAll(page);
      after = all.isEmpty() ? after : Optional.of(all.get(all.size() - 1).key());
    } while (page.size() == PAGE);
    return all;
  }

  private static void assertBytes(ContentRecord content, byte[] bytes) {
    assertThat(content.size()).as("I1: size of %s", content.key()).hasValue(bytes.length);
    Sha256 hash = Sha256.of(Hashing.sha256().hashBytes(bytes).asBytes());
    assertThat(content.sha256()).as("I1: hash of %s", content.key()).hasValue(hash);
  }
}
