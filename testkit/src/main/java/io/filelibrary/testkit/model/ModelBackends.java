package io.filelibrary.testkit.model;

import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.StorageBackend;
import java.io.IOException;
import java.time.Clock;

/**
 * A catalog and a storage at a place of their own, empty when a run begins. A run opens both once,
 * and again at each {@code reopen()}, where they last; it closes what it opened, and this at the
 * end.
 */
public interface ModelBackends extends AutoCloseable {
  /**
   * Opens the catalog.
   *
   * @param clock the time of the run
   * @return the catalog, which the run closes
   * @throws IOException if it cannot be opened
   */
  Catalog openCatalog(Clock clock) throws IOException;

  /**
   * Opens the storage.
   *
   * @param clock the time of the run
   * @return the storage, which the run closes
   * @throws IOException if it cannot be opened
   */
  StorageBackend openStorage(Clock clock) throws IOException;

  /**
   * Says whether both can be closed and opened again with all that they held. Where they cannot,
   * the run passes {@code reopen()} over.
   *
   * @return whether both outlive their instances
   */
  boolean lasting();

  /**
   * Removes what the run left at the place.
   *
   * @throws IOException if it cannot be removed
   */
  @Override
  void close() throws IOException;

  /** Makes the place of one run. */
  @FunctionalInterface
  interface Source {
    /**
     * Makes a new, empty place. Called once for each run, and once for each attempt to make a
     * failing sequence shorter.
     *
     * @return the place, which the run closes
     * @throws IOException if it cannot be made
     */
    ModelBackends create() throws IOException;
  }
}
