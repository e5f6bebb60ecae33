package io.filelibrary.http.spool;

import io.filelibrary.http.route.HttpFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes answers of failures of the spool's disk. An {@link IOException} must not leave the spool
 * while a request is served: there it stands for a client that is gone.
 */
final class SpoolFailure {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolFailure.class);
  private static final long HARDLY_ANY = 64 * 1024;

  private SpoolFailure() {}

  /** Returns 507 if the disk is full, and 500 otherwise. */
  static HttpFailure of(IOException failure, Path directory) {
    if (isFull(failure, directory)) {
      LOG.error("the spool {} is full", directory, failure);
      return full();
    }
    LOG.error("the spool {} failed", directory, failure);
    return new HttpFailure(
        500, "spool_failed", "the server could not keep the bytes; its log says why");
  }

  /** The answer where there is no room. */
  static HttpFailure full() {
    return new HttpFailure(
        507, "spool_full", "the server has no room for more at the moment; go on later");
  }

  private static boolean isFull(IOException failure, Path directory) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("no space left")
        || message.contains("not enough space")
        || message.contains("quota exceeded")) {
      return true;
    }
    // The message comes from the system, in whatever language it speaks.
    try {
      return Files.getFileStore(directory).getUsableSpace() < HARDLY_ANY;
    } catch (IOException e) {
      LOG.debug("the room in the spool {} cannot be told", directory, e);
      return false;
    }
  }
}
