package io.filelibrary.spi;

import io.filelibrary.model.ByteRange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Keeps bytes under opaque keys that are written once. It knows nothing of files, folders or users.
 *
 * <p>Safe for use by many threads. Two instances on one location (in one process or in several) see
 * each other's objects. A thread's interrupt never damages what other threads do; a call may end
 * with an {@link IOException} because of it. After {@link #close} every call fails with {@link
 * BackendException.Reason#CLOSED}.
 *
 * <p>No call keeps a whole content in memory, whatever its size, except where memory is the store.
 */
public interface StorageBackend extends AutoCloseable {
  /**
   * Stores all bytes of a stream under a new key. When this returns, the object is complete,
   * readable and durable: it survives a crash of the process and of the machine. When it throws, no
   * object is visible under the key, and nothing is left behind that only this call would clean up,
   * unless the exception's effect says otherwise. Until it returns, no reader sees a part of the
   * object.
   *
   * @param key the key; of two concurrent puts to one key at most one succeeds
   * @param bytes read to its end, or one byte past the expected size; the caller closes it. What it
   *     throws is rethrown as it is
   * @param expectedSize the number of bytes that must come, or empty when unknown
   * @param hints may be kept with the object
   * @return the object as stored
   * @throws BackendException {@code ALREADY_EXISTS} if the key has an object, which stays as it is;
   *     {@code SIZE_MISMATCH} if more or fewer bytes came than expected; {@code STORAGE_FULL}
   * @throws IOException if the source or the storage fails
   */
  StoredObject put(ContentKey key, InputStream bytes, OptionalLong expectedSize, ContentHints hints)
      throws IOException;

  /**
   * Opens an object. The absence of the object shows here, not at the first read.
   *
   * @param key the key
   * @param range the part to read: as many of its bytes as there are, none if it begins at or past
   *     the end
   * @return the bytes; the caller closes it. An object that is deleted meanwhile either reads to
   *     its end or fails, and never ends early without an exception
   * @throws BackendException {@code NOT_FOUND} if the key has no object
   * @throws IOException if the storage fails
   */
  InputStream open(ContentKey key, ByteRange range) throws IOException;

  /**
   * Looks an object up.
   *
   * @param key the key
   * @return what is known of it, or empty if the key has no object
   * @throws IOException if the storage fails
   */
  Optional<StoredObject> stat(ContentKey key) throws IOException;

  /**
   * Deletes objects. Keys without an object are passed over, so that a call can be repeated. When
   * this throws, any of the objects may be gone.
   *
   * @param keys the keys, in any number
   * @throws IOException if the storage fails
   */
  void delete(Collection<ContentKey> keys) throws IOException;

  /**
   * Lists objects in ascending order of their keys. For scrubbing alone: it may be slow.
   *
   * @param after the last key of the page before, or empty for the first page; it need not exist
   * @param limit the most objects to return, at least 1; fewer than this many means the end
   * @return complete objects alone, none of which had its put begin after the call returned
   * @throws IOException if the storage fails
   */
  List<StoredObject> list(Optional<ContentKey> after, int limit) throws IOException;

  /**
   * Releases what the instance holds. Streams that are open fail or read on. Closing twice is fine.
   *
   * @throws IOException if releasing fails
   */
  @Override
  void close() throws IOException;
}
