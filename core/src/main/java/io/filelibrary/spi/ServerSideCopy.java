package io.filelibrary.spi;

import java.io.IOException;

/** A storage that copies an object without its bytes passing through this process. */
public interface ServerSideCopy extends StorageBackend {
  /**
   * Copies an object to a new key, as durable and complete on return as by {@link #put}.
   *
   * @param source the key of the object
   * @param target the new key
   * @param hints may be kept with the copy
   * @return the copy
   * @throws BackendException {@code NOT_FOUND} if the source is absent, {@code ALREADY_EXISTS} if
   *     the target is present
   * @throws IOException if the storage fails
   */
  StoredObject copy(ContentKey source, ContentKey target, ContentHints hints) throws IOException;
}
