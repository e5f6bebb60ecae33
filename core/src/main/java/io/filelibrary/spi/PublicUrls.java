package io.filelibrary.spi;

import java.net.URI;

/** A storage that serves the objects with public keys at stable URLs that anyone can read. */
public interface PublicUrls extends StorageBackend {
  /**
   * Returns the URL of a public object; makes no network call.
   *
   * @param key a key whose visibility is public
   * @return the URL, good as long as the object exists
   */
  URI publicUrl(ContentKey key);
}
