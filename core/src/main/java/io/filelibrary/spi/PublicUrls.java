package io.filelibrary.spi;

import java.net.URI;

/**
 * A storage that serves the objects with public keys at stable URLs. Anyone can read them there,
 * whole or in ranges; nobody can write, delete or list, nor read an object with a private key.
 */
public interface PublicUrls extends StorageBackend {
  /**
   * Returns the URL of a public object; makes no network call.
   *
   * @param key a key whose visibility is public
   * @return the URL, the same at every call and good as long as the object exists
   * @throws IllegalArgumentException if the key's visibility is private
   */
  URI publicUrl(ContentKey key);
}
