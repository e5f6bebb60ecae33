package io.filelibrary.spi;

import io.filelibrary.model.TransferGrant;
import java.io.IOException;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * A storage that clients can send the bytes of an upload to, past the library. What arrived is an
 * object as any other: complete, durable, and visible to the calls of {@link StorageBackend} from
 * the moment on at which the client got its answer. What broke off is no object.
 */
public interface DirectUploads extends StorageBackend {
  /**
   * Grants one upload. The grant must not let its holder overwrite an object that is complete, nor
   * read, delete or list anything. Granting stores nothing; several grants for one key may exist.
   *
   * @param key the new key
   * @param expectedSize the number of bytes that will come, or empty when unknown
   * @param maxSize the most bytes that the storage may accept, where it can bound them; the library
   *     verifies the size on completion in any case. Bytes in another number than expected, or more
   *     than these, are refused or stored as they came; they are never cut
   * @param hints may be kept with the object
   * @param expiresAt when the grant ends; a storage that knows shorter terms alone ends it earlier
   * @return how to send the bytes
   * @throws IllegalArgumentException if the end is past, where this is noticed before the use
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
