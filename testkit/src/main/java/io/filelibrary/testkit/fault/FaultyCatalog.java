package io.filelibrary.testkit.fault;

import io.filelibrary.spi.Catalog;

/**
 * A catalog of which one call fails, as a schedule says: a whole transaction, or a query or change
 * inside it, whereupon the catalog underneath rolls the transaction back.
 */
public final class FaultyCatalog {
  private FaultyCatalog() {}

  /**
   * Lets calls of a catalog fail.
   *
   * @param catalog the catalog underneath; closing the result closes it
   * @param faults says which call fails, and how
   * @return a catalog with the same abilities
   */
  public static Catalog over(Catalog catalog, Faults faults) {
    return Intercepted.catalog(catalog, faults);
  }
}
