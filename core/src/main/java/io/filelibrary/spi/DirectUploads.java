package io.filelibrary.spi;

import io.filelibrary.model.TransferGrant;
import java.io.IOException;

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
   * @param terms what will come; the library verifies size and hash on completion in any case.
   *     Bytes in another number than expected, or more than allowed, are refused or stored as they
   *     came; they are never cut
   * @return how to send the bytes
   * @throws IllegalArgumentException if the end is past, where this is noticed before the use
   * @throws IOException if the storage fails
   */
  TransferGrant grantUpload(ContentKey key, UploadTerms terms) throws IOException;
}
