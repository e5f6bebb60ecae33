package io.filelibrary.spi;

import io.filelibrary.model.TransferGrant;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;

/**
 * A storage that clients can send the bytes of an upload to, past the library, by requests that can
 * carry no condition: an HTML form, or a PUT without headers of its own. What a client sends is
 * kept aside, where its holder may send it again, until the library takes it; from then on it is an
 * object as any other, which no such request changes. {@link #delete} drops what is aside as well.
 */
public interface StagedUploads extends StorageBackend {
  /**
   * The end of every key that such a request is granted for. Where what is kept aside is a thing of
   * its own in the store, {@link #delete} need not look for it under any other key, so that these
   * requests cost the deletion of other objects nothing.
   */
  String KEY_END = "-form";

  /**
   * Grants one upload by a form. Granting stores nothing. The grant lets its holder neither
   * overwrite an object nor read, delete or list anything.
   *
   * @param key the new key, which no grant of another kind was given for; ends in {@link #KEY_END}.
   *     Several forms for one key may exist, all with the same terms: what is sent by one of them
   *     is as if sent by another
   * @param terms the size, if declared, and the greatest one are both kept by the storage: it
   *     refuses other numbers of bytes
   * @return a POST with the fields of the form
   * @throws IllegalArgumentException if the end is past, or the key's own end is another, where
   *     this is noticed before the use
   * @throws IOException if the storage fails
   */
  TransferGrant grantForm(ContentKey key, UploadTerms terms) throws IOException;

  /**
   * Grants one upload by a PUT to a URL, for clients that know nothing else. Any HTTP client can
   * send it: it needs no header beyond {@code Host} and {@code Content-Length}, and its {@code
   * Content-Type} may be anything. Granting stores nothing. The grant lets its holder neither
   * overwrite an object nor read, delete or list anything.
   *
   * @param key the new key, which no grant of another kind was given for; ends in {@link #KEY_END}
   * @param terms until when; the storage may accept other numbers of bytes than they allow, which
   *     are then not taken
   * @return a PUT without headers and fields
   * @throws IllegalArgumentException if the end is past, or the key's own end is another, where
   *     this is noticed before the use
   * @throws IOException if the storage fails
   */
  TransferGrant grantPlainPut(ContentKey key, UploadTerms terms) throws IOException;

  /**
   * Makes what a client sent the object of its key, complete and durable, unless the key has one.
   * What is sent later changes nothing.
   *
   * <p>Bytes in another number than the terms allow are made no object. They stay aside, where the
   * holder of the grant can replace them by others, and are described as they are, so that the
   * caller, who has to compare the size in any case, can say what is wrong.
   *
   * @param key the key that a request was granted for
   * @param terms what it was granted for; the hints are kept with the object as {@link #put} keeps
   *     them, whatever the client called its bytes
   * @return the object, whether it was made now or before, or what came, where {@link
   *     UploadTerms#allows} does not hold for its size; empty if nothing has come
   * @throws IOException if the storage fails; what has come stays
   */
  Optional<StoredObject> takeStaged(ContentKey key, UploadTerms terms) throws IOException;

  /**
   * Drops what is aside for keys whose grants have ended, so that what was sent after the taking
   * does not stay as long as the object. Objects stay as they are.
   *
   * @param keys the keys; those for which nothing is aside are fine
   * @throws IOException if the storage fails; what is left can be dropped again
   */
  void dropStaged(Collection<ContentKey> keys) throws IOException;
}
