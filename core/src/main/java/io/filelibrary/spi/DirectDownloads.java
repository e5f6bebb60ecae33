package io.filelibrary.spi;

import io.filelibrary.model.TransferGrant;
import java.io.IOException;
import java.time.Instant;

/** A storage that clients can read an object from, past the library, for a limited time. */
public interface DirectDownloads extends StorageBackend {
  /**
   * Grants the download of one object.
   *
   * @param key the key of an object
   * @param contentDisposition the Content-Disposition header that the answer carries
   * @param hints the Content-Type that the answer carries
   * @param expiresAt when the grant ends
   * @return how to read the bytes
   * @throws IOException if the storage fails
   */
  TransferGrant grantDownload(
      ContentKey key, String contentDisposition, ContentHints hints, Instant expiresAt)
      throws IOException;
}
