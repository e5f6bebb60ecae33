package io.filelibrary.spi;

import io.filelibrary.model.ChannelId;
import java.util.Optional;

/**
 * A catalog that can hold the bytes of small contents itself, in the transaction that changes the
 * records. The bytes belong to a content row: they come and go with it.
 */
public interface InlineContents extends Catalog {
  /**
   * Returns the largest content that it is good at holding.
   *
   * @return the limit in bytes, at most 1 MiB
   */
  int inlineLimit();

  /**
   * Inserts a content together with its bytes.
   *
   * @param transaction a transaction of this catalog
   * @param content the row, which says that the catalog holds the bytes
   * @param bytes the bytes, at most the limit; copied or written before this returns
   * @throws BackendException {@code CONSTRAINT} if the key is taken, or there are more bytes than
   *     the limit
   * @throws IllegalArgumentException if the transaction is of another catalog, or the row says that
   *     the bytes are in the storage
   */
  void insertInline(CatalogWriter transaction, ContentRecord content, byte[] bytes)
      throws BackendException;

  /**
   * Reads the bytes of a content.
   *
   * @param transaction a transaction of this catalog
   * @param channel the channel
   * @param key the key of a content row
   * @return a copy of the bytes, or empty if the row is absent or has none
   * @throws BackendException if the catalog fails
   */
  Optional<byte[]> inline(CatalogReader transaction, ChannelId channel, ContentKey key)
      throws BackendException;
}
