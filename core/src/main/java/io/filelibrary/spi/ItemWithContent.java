package io.filelibrary.spi;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * An item's row with what the bytes of a file are read by.
 *
 * @param item the row
 * @param crc32c the CRC-32C that the row of the content tells; empty where that tells none, and for
 *     items without content
 * @param inline a copy of the bytes, if the catalog holds them
 */
public record ItemWithContent(ItemRecord item, OptionalInt crc32c, Optional<byte[]> inline) {
  /**
   * Reads the row of an item's content, whose bytes are in the storage.
   *
   * @param transaction where to read
   * @param item the item's row
   * @return it with its content
   * @throws BackendException if the catalog fails
   */
  public static ItemWithContent read(CatalogReader transaction, ItemRecord item)
      throws BackendException {
    Optional<ContentKey> key = item.file().flatMap(FileRecord::content);
    Optional<ContentRecord> content =
        key.isPresent() ? transaction.content(item.channel(), key.get()) : Optional.empty();
    return new ItemWithContent(
        item, content.map(ContentRecord::crc32c).orElseGet(OptionalInt::empty), Optional.empty());
  }
}
