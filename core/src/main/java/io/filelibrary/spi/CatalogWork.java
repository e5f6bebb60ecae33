package io.filelibrary.spi;

/**
 * What runs inside a transaction of a {@link Catalog}. It has no effect but through the
 * transaction, so that it can be run again.
 *
 * @param <C> {@link CatalogReader} or {@link CatalogWriter}
 * @param <T> the type of the result
 */
@FunctionalInterface
public interface CatalogWork<C, T> {
  /**
   * Does the work.
   *
   * @param transaction valid until this returns
   * @return the result
   * @throws BackendException if the catalog fails; it must not be caught to go on in the
   *     transaction
   */
  T run(C transaction) throws BackendException;
}
