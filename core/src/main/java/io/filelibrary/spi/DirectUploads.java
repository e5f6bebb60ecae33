package io.filelibrary.spi;

import io.filelibrary.model.TransferGrant;
import java.io.IOException;
import java.time.Instant;
import java.util.OptionalLong;

/** A storage that clients can send the bytes of an upload to, past the library. */
public interface DirectUploads extends StorageBackend {
  /**
   * Grants one upload. The grant must not let its holder overwrite an object that is complete.
   *
   * @param key the new key
   * @param expectedSize the number of bytes that will come, or empty when unknown
   * @param maxSize the most bytes that the storage may accept, where it can bound them; the library
   *     verifies the size on completion in any case
   * @param hints may be kept with the object
   * @param expiresAt when the grant ends
   * @return how to send the bytes
   * @throws IOException if the storage fails
   */
  TransferGrant grantUpload(
      ContentKey key,
      OptionalLong expectedSize,
      long maxSize,
      ContentHints hints,
      Instant expiresAt)
      throws IOException;
}
