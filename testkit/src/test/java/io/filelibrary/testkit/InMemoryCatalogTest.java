package io.filelibrary.testkit;

import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.spi.InlineContents;
import java.util.UUID;

/** The catalog in memory keeps its contracts. */
class InMemoryCatalogTest
    implements CatalogContract, InlineContentsContract, ConcurrentReadsContract {
  @Override
  public InlineContents open() {
    return InMemoryCatalog.create(new UUID(1, 2));
  }
}
