package io.filelibrary.storage.s3;

import io.filelibrary.error.Effect;
import io.filelibrary.model.ContentType;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.storage.s3.Copies.Source;
import io.minio.HeadObjectResponse;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what clients sent by forms. A form carries no condition, so that its holder can send it
 * again: it makes another object than that of the key, which is copied once and then deleted.
 */
final class Forms {
  private static final Logger LOG = LoggerFactory.getLogger(Forms.class);

  /** How often a form may be sent again while it is taken. */
  private static final int PATIENCE = 10;

  private final KeyLayout layout;
  private final Reads reads;
  private final Copies copies;
  private final Inventory inventory;

  Forms(KeyLayout layout, Reads reads, Copies copies, Inventory inventory) {
    this.layout = layout;
    this.reads = reads;
    this.copies = copies;
    this.inventory = inventory;
  }

  Optional<StoredObject> take(ContentKey key) throws BackendException {
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
      if (copied(key, came.get())) {
        drop(key);
      }
    }
    String message = "taking the form of " + key + ": it is sent again all the time";
    throw new BackendException(Reason.UNAVAILABLE, message);
  }

  private Optional<HeadObjectResponse> look(ContentKey key) throws BackendException {
    try {
      return reads.head(layout.asideOf(key));
    } catch (S3Failure failure) {
      throw Failures.of("looking for the form of " + key, Effect.NONE, failure);
    }
  }

  /** Returns whether this call made the object of what came, as it came. */
  private boolean copied(ContentKey key, HeadObjectResponse came) throws BackendException {
    ContentHints hints =
        Optional.ofNullable(came.contentType())
            .map(type -> new ContentHints(new ContentType(type)))
            .orElse(ContentHints.NONE);
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
      LOG.warn("the form of {} is left until its deletion: {}", key, failure.getMessage());
    }
  }
}
