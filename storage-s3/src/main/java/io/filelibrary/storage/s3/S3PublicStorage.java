package io.filelibrary.storage.s3;

import io.filelibrary.model.Visibility;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.PublicUrls;
import java.net.URI;

/**
 * An {@link S3Storage} with a bucket that everyone may read. The bucket's policy has to allow
 * everyone to get its objects, and to list none: the storage can neither grant nor check that.
 */
public final class S3PublicStorage extends S3Storage implements PublicUrls {
  S3PublicStorage(S3Options options, S3Calls calls) {
    super(options, calls);
  }

  @Override
  public URI publicUrl(ContentKey key) {
    if (key.visibility() != Visibility.PUBLIC) {
      throw new IllegalArgumentException("a private key has no public URL: " + key);
    }
    return presigner().url(layout().of(key));
  }
}
