package io.filelibrary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.CatalogWork;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.ContentRecord;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.ItemRecord;
import java.util.List;
import java.util.Optional;

/** Reads and changes one channel of a catalog as the rules need it. */
final class CatalogProbe {
  private final Catalog catalog;
  private final SampleChannel rows;

  /** Changes of one transaction. */
  @FunctionalInterface
  interface Changes {
    void apply(CatalogWriter writer) throws BackendException;
  }

  CatalogProbe(Catalog catalog, SampleChannel rows) {
    this.catalog = catalog;
    this.rows = rows;
  }

  /** Inserts a channel and its root. */
  static CatalogProbe create(Catalog catalog, String channel) throws BackendException {
    return new CatalogProbe(catalog, SampleChannel.create(catalog, channel));
  }

  /** Makes rows of the channel. */
  SampleChannel rows() {
    return rows;
  }

  ChannelId channel() {
    return rows.id();
  }

  ItemId root() {
    return rows.root();
  }

  <T> T read(CatalogWork<CatalogReader, T> work) throws BackendException {
    return catalog.read(work);
  }

  <T> T write(CatalogWork<CatalogWriter, T> work) throws BackendException {
    return catalog.write(rows.id(), Durability.DURABLE, work);
  }

  /** Reads one row; its type tells the assertions apart, as that of read cannot. */
  <T> Optional<T> find(CatalogWork<CatalogReader, Optional<T>> work) throws BackendException {
    return find(catalog, work);
  }

  static <T> Optional<T> find(Catalog catalog, CatalogWork<CatalogReader, Optional<T>> work)
      throws BackendException {
    return catalog.read(work);
  }

  /** Reads some rows. */
  <T> List<T> list(CatalogWork<CatalogReader, List<T>> work) throws BackendException {
    return list(catalog, work);
  }

  static <T> List<T> list(Catalog catalog, CatalogWork<CatalogReader, List<T>> work)
      throws BackendException {
    return catalog.read(work);
  }

  /** Makes one change, and returns whether the catalog says that it was made. */
  boolean answer(CatalogWork<CatalogWriter, Boolean> work) throws BackendException {
    return write(work);
  }

  void change(Changes changes) throws BackendException {
    change(Durability.DURABLE, changes);
  }

  void change(Durability durability, Changes changes) throws BackendException {
    boolean ran =
        catalog.write(
            rows.id(),
            durability,
            writer -> {
              changes.apply(writer);
              return true;
            });
    assertThat(ran).as("what the write returned").isTrue();
  }

  /** Closes the catalog, which the rule closes again when it ends. */
  void closeCatalog() throws BackendException {
    catalog.close();
  }

  /** Checks that the changes break a constraint. */
  void assertConstraint(Changes changes) {
    BackendFailures.assertRefused(Reason.CONSTRAINT, () -> change(changes));
  }

  ItemRecord insert(ItemRecord item) throws BackendException {
    change(writer -> writer.insertItem(item));
    return item;
  }

  ContentRecord insert(ContentRecord content) throws BackendException {
    change(writer -> writer.insertContent(content));
    return content;
  }

  /** Inserts a file and its content. */
  ItemRecord insertFile(ItemId parent, String name) throws BackendException {
    ContentRecord content = insert(rows.live(10));
    return insert(rows.file(parent, name, content));
  }

  ItemRecord insertFolder(ItemId parent, String name) throws BackendException {
    return insert(rows.folder(parent, name));
  }

  Optional<ItemRecord> item(ItemId id) throws BackendException {
    return find(reader -> reader.item(rows.id(), id));
  }

  Optional<ContentRecord> content(ContentKey key) throws BackendException {
    return find(reader -> reader.content(rows.id(), key));
  }

  /** Checks that an item's row is as given. */
  void assertStored(ItemRecord item) throws BackendException {
    assertThat(item(item.id())).contains(item);
  }

  /** Checks that a content's row is as given. */
  void assertStored(ContentRecord content) throws BackendException {
    assertThat(content(content.key())).contains(content);
  }

  static List<ItemId> ids(List<ItemRecord> items) {
    return items.stream().map(ItemRecord::id).toList();
  }
}
