package io.filelibrary.storage.s3;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.spi.UploadTerms;
import io.filelibrary.storage.s3.Copies.Source;
import io.minio.HeadObjectResponse;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what clients sent by forms and plain PUTs. These carry no condition, so that their holder
 * can send them again: they make another object than that of the key, which is copied once and then
 * deleted. Nothing of it but the bytes is copied: a plain PUT lets its sender choose type and
 * metadata.
 */
final class StagedObjects {
  private static final Logger LOG = LoggerFactory.getLogger(StagedObjects.class);

  /** How often it may be sent again while it is taken. */
  private static final int PATIENCE = 10;

  private final KeyLayout layout;
  private final Reads reads;
  private final Copies copies;
  private final Inventory inventory;

  StagedObjects(KeyLayout layout, Reads reads, Copies copies, Inventory inventory) {
    this.layout = layout;
    this.reads = reads;
    this.copies = copies;
    this.inventory = inventory;
  }

  Optional<StoredObject> take(ContentKey key, UploadTerms terms) throws BackendException {
    for (int attempt = 0; attempt < PATIENCE; attempt++) {
      Optional<StoredObject> present = reads.stat(key);
      if (present.isPresent()) {
        return present;
      }
      Optional<HeadObjectResponse> came = look(key);
      if (came.isEmpty()) {
        // Unless another call has taken it between the two looks.
        return reads.stat(key);
      }
      if (!terms.allows(came.get().size())) {
        return came.map(it -> Reads.described(key, it));
      }
      if (copied(key, came.get(), terms.hints())) {
        drop(key);
      }
    }
    String message = "taking what was sent for " + key + ": it is sent again all the time";
    throw new BackendException(Reason.UNAVAILABLE, message);
  }

  private Optional<HeadObjectResponse> look(ContentKey key) throws BackendException {
    try {
      return reads.head(layout.asideOf(key));
    } catch (S3Failure failure) {
      throw Failures.of("looking for what was sent for " + key, Effect.NONE, failure);
    }
  }

  /** Returns whether this call made the object of what came, as it came. */
  private boolean copied(ContentKey key, HeadObjectResponse came, ContentHints hints)
      throws BackendException {
    try {
      return copies.copy(new Source(layout.asideOf(key), came, true), key, hints).isPresent();
    } catch (BackendException failure) {
      if (failure.reason() == Reason.ALREADY_EXISTS) {
        return false;
      }
      throw failure;
    }
  }

  private void drop(ContentKey key) {
    try {
      inventory.delete(layout.asideOf(key));
    } catch (BackendException failure) {
      LOG.warn("what was sent for {} is left for now: {}", key, failure.getMessage());
    }
  }
}
