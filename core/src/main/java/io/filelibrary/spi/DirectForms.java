package io.filelibrary.spi;

import io.filelibrary.model.TransferGrant;
import java.io.IOException;
import java.util.Optional;

/**
 * A storage that clients can send the bytes of an upload to by an HTML form, past the library, and
 * that bounds their number where no size is declared. What a client sends is kept aside, where its
 * holder may send it again, until the library takes it; from then on it is an object as any other,
 * which no form changes.
 */
public interface DirectForms extends StorageBackend {
  /**
   * The end of every key that a form is granted for. Where what is kept aside is a thing of its own
   * in the store, {@link #delete} need not look for it under any other key, so that forms cost the
   * deletion of other objects nothing.
   */
  String KEY_END = "-form";

  /**
   * Grants one upload by a form. Granting stores nothing. The grant lets its holder neither
   * overwrite an object nor read, delete or list anything.
   *
   * @param key the new key; ends in {@link #KEY_END}. Several forms for one key may exist, all with
   *     the same terms: what is sent by one of them is as if sent by another
   * @param terms the size, if declared, and the greatest one are both kept by the storage: it
   *     refuses other numbers of bytes
   * @return a POST with the fields of the form
   * @throws IllegalArgumentException if the end is past, or the key's own end is another, where
   *     this is noticed before the use
   * @throws IOException if the storage fails
   */
  TransferGrant grantForm(ContentKey key, UploadTerms terms) throws IOException;

  /**
   * Makes what a client sent by a form the object of its key, complete and durable, unless the key
   * has one. What is sent later changes nothing, and goes when the key is deleted.
   *
   * @param key the key that a form was granted for
   * @return the object, whether it was made now or before; empty if nothing has come
   * @throws IOException if the storage fails; what has come stays
   */
  Optional<StoredObject> takeForm(ContentKey key) throws IOException;
}
