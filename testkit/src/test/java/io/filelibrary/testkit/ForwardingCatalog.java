package io.filelibrary.testkit;

import io.filelibrary.model.ChannelId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.CatalogWork;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.Durability;
import java.util.UUID;

/**
 * Passes every call on, so that a subclass can break one. What a subclass makes of a reader also
 * answers the queries of writers.
 */
public class ForwardingCatalog implements Catalog {
  private final Catalog catalog;

  protected ForwardingCatalog(Catalog catalog) {
    this.catalog = catalog;
  }

  protected CatalogReader reader(CatalogReader reader) {
    return reader;
  }

  protected CatalogWriter writer(CatalogWriter writer) {
    return new ForwardingWriter(writer, reader(writer));
  }

  @Override
  public UUID id() {
    return catalog.id();
  }

  @Override
  public <T> T read(CatalogWork<CatalogReader, T> work) throws BackendException {
    return catalog.read(reader -> work.run(reader(reader)));
  }

  @Override
  public <T> T write(ChannelId channel, Durability durability, CatalogWork<CatalogWriter, T> work)
      throws BackendException {
    return catalog.write(channel, durability, writer -> work.run(writer(writer)));
  }

  @Override
  public void close() throws BackendException {
    catalog.close();
  }
}
