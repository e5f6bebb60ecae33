package io.filelibrary.spi;

import io.filelibrary.model.TransferGrant;
import java.io.IOException;
import java.time.Instant;

/** A storage that clients can read an object from, past the library, for a limited time. */
public interface DirectDownloads extends StorageBackend {
  /**
   * Grants the download of one object, whole or in ranges, and nothing else. Whether the object
   * exists may show only when the grant is used.
   *
   * @param key the key of an object
   * @param contentDisposition the Content-Disposition header that the answer carries, unchanged:
   *     printable ASCII
   * @param hints the Content-Type that the answer carries, whatever the object was stored with
   * @param expiresAt when the grant ends; a storage that knows shorter terms alone ends it earlier
   * @return how to read the bytes
   * @throws IllegalArgumentException if the header has other characters than printable ASCII, or
   *     the end is past, where this is noticed before the use
   * @throws BackendException {@code NOT_FOUND} if the key has no object, where the storage looks
   * @throws IOException if the storage fails
   */
  TransferGrant grantDownload(
      ContentKey key, String contentDisposition, ContentHints hints, Instant expiresAt)
      throws IOException;
}
