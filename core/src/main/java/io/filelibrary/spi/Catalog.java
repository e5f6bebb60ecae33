package io.filelibrary.spi;

import io.filelibrary.model.ChannelId;
import java.util.UUID;

/**
 * Keeps the records of channels, items, contents, uploads and changes, in transactions. It decides
 * nothing: every rule about files and folders is the library's.
 *
 * <p>Safe for use by many threads. A {@link CatalogReader} or {@link CatalogWriter} is valid only
 * while the work it was given to runs, and on the thread that runs it. After {@link #close} every
 * call fails with {@link BackendException.Reason#CLOSED}; transactions that run are finished first.
 */
public interface Catalog extends AutoCloseable {
  /**
   * Returns the identity of the stored data: made when the catalog was created, the same for every
   * instance that opens it.
   *
   * @return a random UUID
   */
  UUID id();

  /**
   * Runs work on one consistent snapshot, which holds every write that returned before this call.
   * Writes that commit meanwhile are not seen, and neither wait nor are waited for longer than a
   * moment.
   *
   * @param work the work, which may run on another thread; it must not call the catalog itself, nor
   *     do anything slow
   * @param <T> the type of the result
   * @return what the work returned
   * @throws BackendException if the catalog fails; what the work throws is rethrown as it is
   */
  <T> T read(CatalogWork<CatalogReader, T> work) throws BackendException;

  /**
   * Runs work in one transaction: when this returns, all its changes are visible and (with {@link
   * Durability#DURABLE}) survive power loss; when it throws, none of them ever is, unless a {@link
   * BackendException} says that its effect is unknown.
   *
   * <p>Writes to one channel are serialisable: each sees the results of all that committed before,
   * and none commits in between. The work may run several times, of which only the last counts, and
   * on another thread; it must not call the catalog itself, nor do anything slow.
   *
   * @param channel the one channel that the work changes, which need not exist yet; changing
   *     another is a defect that may be refused with an IllegalArgumentException
   * @param durability when the commit must be on stable storage
   * @param work the work
   * @param <T> the type of the result
   * @return what the last run of the work returned
   * @throws BackendException if the catalog fails, {@code CONSTRAINT} if a record was refused; what
   *     the work throws is rethrown as it is, after all its changes were rolled back
   */
  <T> T write(ChannelId channel, Durability durability, CatalogWork<CatalogWriter, T> work)
      throws BackendException;

  /**
   * Finishes what runs and releases what the instance holds. Closing twice is fine.
   *
   * @throws BackendException if releasing fails
   */
  @Override
  void close() throws BackendException;
}
