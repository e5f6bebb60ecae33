package io.filelibrary.spi;

import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import java.util.List;
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

  /**
   * Reads an item's row with what the bytes of a file are read by: what {@link CatalogReader#item},
   * {@link CatalogReader#content(ChannelId, ContentKey)} and {@link #inline} answer one after the
   * other, which is what this does. A catalog that knows all of it by one question overrides it.
   *
   * @param transaction a transaction of this catalog
   * @param channel the channel
   * @param item the item, whatever its kind and state
   * @return the row, or empty if there is none
   * @throws BackendException if the catalog fails
   */
  default Optional<ItemWithContent> itemWithContent(
      CatalogReader transaction, ChannelId channel, ItemId item) throws BackendException {
    Optional<ItemRecord> row = transaction.item(channel, item);
    return row.isPresent() ? Optional.of(withContent(transaction, row.get())) : Optional.empty();
  }

  /**
   * Reads a living child of a folder as {@link #itemWithContent} does.
   *
   * @param transaction a transaction of this catalog
   * @param channel the channel
   * @param folder the folder
   * @param nameKey the key of the child's name
   * @return the row, or empty if there is none
   * @throws BackendException if the catalog fails
   */
  default Optional<ItemWithContent> childWithContent(
      CatalogReader transaction, ChannelId channel, ItemId folder, String nameKey)
      throws BackendException {
    List<ItemRecord> rows = transaction.descend(channel, folder, List.of(nameKey));
    return rows.isEmpty() ? Optional.empty() : Optional.of(withContent(transaction, rows.get(0)));
  }

  private ItemWithContent withContent(CatalogReader transaction, ItemRecord row)
      throws BackendException {
    ItemWithContent read = ItemWithContent.read(transaction, row);
    Optional<ContentKey> key = row.file().flatMap(FileRecord::content);
    return key.isEmpty()
        ? read
        : new ItemWithContent(row, read.crc32c(), inline(transaction, row.channel(), key.get()));
  }
}
