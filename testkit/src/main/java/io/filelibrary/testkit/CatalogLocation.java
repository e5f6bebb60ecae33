package io.filelibrary.testkit;

import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;

/** Where the rules for catalogs get the catalog from. */
interface CatalogLocation {
  Catalog open() throws BackendException;
}
