package io.filelibrary.internal;

import io.filelibrary.model.ItemId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.InlineContents;
import io.filelibrary.spi.ItemRecord;
import io.filelibrary.spi.ItemWithContent;
import java.util.List;
import java.util.Optional;

/** Reads items with what their bytes are read by, whether or not the catalog holds contents. */
final class ContentRows {
  private final Optional<InlineContents> inline;

  ContentRows(Catalog catalog) {
    this.inline = catalog instanceof InlineContents holder ? Optional.of(holder) : Optional.empty();
  }

  Optional<ItemWithContent> item(TreeReader tree, ItemId id) throws BackendException {
    if (inline.isPresent()) {
      return inline.get().itemWithContent(tree.records(), tree.session().channel(), id);
    }
    return stored(tree.records(), tree.records().item(tree.session().channel(), id));
  }

  Optional<ItemWithContent> child(TreeReader tree, Node folder, String nameKey)
      throws BackendException {
    if (inline.isPresent()) {
      return inline
          .get()
          .childWithContent(tree.records(), tree.session().channel(), folder.id(), nameKey);
    }
    List<ItemRecord> rows =
        tree.records().descend(tree.session().channel(), folder.id(), List.of(nameKey));
    return stored(tree.records(), rows.stream().findFirst());
  }

  /** The bytes of a content, if the catalog holds them. */
  Optional<byte[]> inline(TreeReader tree, ContentKey key) throws BackendException {
    return inline.isPresent()
        ? inline.get().inline(tree.records(), tree.session().channel(), key)
        : Optional.empty();
  }

  private static Optional<ItemWithContent> stored(CatalogReader records, Optional<ItemRecord> row)
      throws BackendException {
    return row.isPresent()
        ? Optional.of(ItemWithContent.read(records, row.get()))
        : Optional.empty();
  }
}
