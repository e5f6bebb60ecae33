package io.filelibrary.spi;

import io.filelibrary.model.ChannelId;
import java.util.Optional;

/**
 * A catalog that can hold the bytes of small contents itself, in the transaction that changes the
 * records. The bytes belong to a content row, which is there first, and go with it.
 */
public interface InlineContents extends Catalog {
  /**
   * Returns the largest content that it is good at holding.
   *
   * @return the limit in bytes, at most 1 MiB
   */
  int inlineLimit();

  /**
   * Stores the bytes of a content.
   *
   * @param transaction a transaction of this catalog
   * @param channel the channel
   * @param key the key of a content row without bytes
   * @param bytes the bytes, at most the limit; copied or written before this returns
   * @throws BackendException {@code CONSTRAINT} if there is no such row, it has bytes, or there are
   *     more than the limit
   */
  void putInline(CatalogWriter transaction, ChannelId channel, ContentKey key, byte[] bytes)
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
