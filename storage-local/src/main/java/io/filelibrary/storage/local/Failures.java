package io.filelibrary.storage.local;

import io.filelibrary.error.Effect;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentKey;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Says why a file system failed in the words of the SPI. */
final class Failures {
  /** The texts of Linux and macOS (also of a quota), of Windows, and of Jimfs. */
  private static final List<String> FULL =
      List.of("no space left", "quota exceeded", "not enough space", "out of disk space");

  /** With less room than this a failed write is taken for a full disk, whatever its text. */
  private static final long FULL_BELOW_BYTES = 64 * 1024;

  private Failures() {}

  /** Returns the failure of a call that reads. */
  static BackendException reading(String what, IOException failure) {
    if (failure instanceof BackendException known) {
      return known;
    }
    return failed(what, Effect.NONE, failure);
  }

  /** Returns the failure of a call that writes into a directory. */
  static BackendException writing(String what, Path directory, Effect effect, IOException failure) {
    if (failure instanceof BackendException known) {
      return known;
    }
    if (isFull(failure, directory)) {
      String message = what + ": no room is left at " + directory + "; free some, or enlarge it";
      return new BackendException(Reason.STORAGE_FULL, effect, message, failure);
    }
    return failed(what, effect, failure);
  }

  static BackendException notFound(ContentKey key) {
    return new BackendException(Reason.NOT_FOUND, "no object has the key " + key);
  }

  static BackendException alreadyExists(ContentKey key) {
    return new BackendException(
        Reason.ALREADY_EXISTS, "the key " + key + " has an object; keys are written once");
  }

  private static BackendException failed(String what, Effect effect, IOException failure) {
    Reason reason = failure instanceof AccessDeniedException ? Reason.DENIED : Reason.UNAVAILABLE;
    return new BackendException(reason, effect, what + ": " + failure, failure);
  }

  // The JDK has no type for a full disk, and its text may be translated.
  private static boolean isFull(IOException failure, Path directory) {
    String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (FULL.stream().anyMatch(text::contains)) {
      return true;
    }
    try {
      return Files.getFileStore(directory).getUsableSpace() < FULL_BELOW_BYTES;
    } catch (IOException unknown) {
      return false;
    }
  }
}
