package io.filelibrary.spi;

import io.filelibrary.model.PartLimits;
import io.filelibrary.model.StoredPart;
import io.filelibrary.model.TransferGrant;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * A storage that clients can send a large upload to in parts, past the library: each part by a
 * grant of its own, in any order, several at once, and again where one broke off. The grants are
 * made when they are needed. The parts become an object, all at once, when the library completes
 * the upload; until then the key has none.
 *
 * <p>The parts of an upload take room until it is completed or aborted. Several uploads to one key
 * are kept apart; at most one of them can be completed.
 */
public interface DirectMultipartUploads extends StorageBackend {
  /**
   * Returns which parts the storage takes.
   *
   * @return the limits, the same at every call
   */
  PartLimits partLimits();

  /**
   * Begins an upload in parts.
   *
   * @param key the new key
   * @param hints may be kept with the object
   * @return names the upload in the calls that follow, in any instance and after a restart
   * @throws IOException if the storage fails
   */
  MultipartUpload beginParts(ContentKey key, ContentHints hints) throws IOException;

  /**
   * Grants the sending of one part. The grant lets its holder do nothing else. A part that is sent
   * again under its number replaces the former one.
   *
   * @param upload the upload; whether it is open may show only when the grant is used
   * @param number the place of the part in the object, from 1 to {@link PartLimits#maxParts}
   * @param size the number of bytes that will come; a part of another size is refused or stored as
   *     it came
   * @param expiresAt when the grant ends; a storage that knows shorter terms alone ends it earlier
   * @return how to send the bytes
   * @throws IllegalArgumentException if the number or the size is outside the limits, or the end is
   *     past, where this is noticed before the use
   * @throws IOException if the storage fails
   */
  TransferGrant grantPart(MultipartUpload upload, int number, long size, Instant expiresAt)
      throws IOException;

  /**
   * Lists the parts that have come whole.
   *
   * @param upload the upload
   * @return the parts by their numbers
   * @throws BackendException {@code NOT_FOUND} if the upload is not open
   * @throws IOException if the storage fails
   */
  List<StoredPart> parts(MultipartUpload upload) throws IOException;

  /**
   * Makes an object of parts. When this returns, the object is as complete and durable as by {@link
   * #put}. When it throws, no object of these parts is visible, unless the exception's effect says
   * otherwise, and the upload stays as it was.
   *
   * @param upload the upload
   * @param parts the parts that make up the object, at least one, as {@link #parts} told them and
   *     in ascending order of their numbers, which may have gaps; others that came are dropped
   * @return the object as stored
   * @throws BackendException {@code ALREADY_EXISTS} if the key has an object, which stays as it is;
   *     {@code NOT_FOUND} if the upload is not open or has not got one of the parts
   * @throws IOException if the storage fails
   */
  StoredObject completeParts(MultipartUpload upload, List<StoredPart> parts) throws IOException;

  /**
   * Ends an upload and drops its parts. One that is not open is passed over, so that a call can be
   * repeated; an object that was made of its parts stays.
   *
   * @param upload the upload
   * @throws IOException if the storage fails
   */
  void abortParts(MultipartUpload upload) throws IOException;

  /**
   * Aborts the uploads that were begun, by any instance, and not completed since. For collecting
   * what nobody remembers.
   *
   * @param begunBefore the moment, by the storage's clock, before which an upload to be aborted was
   *     begun
   * @return the number of uploads aborted
   * @throws IOException if the storage fails; some uploads may be aborted
   */
  int abortPartsBegunBefore(Instant begunBefore) throws IOException;
}
