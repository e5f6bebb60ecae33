package io.filelibrary.storage.s3;

import org.jspecify.annotations.Nullable;

/**
 * A message that is no notification of an S3 store, or of none of the shapes that {@link
 * S3Notifications#created} reads. Nothing of it was used. The error's message says what was
 * expected, and holds nothing of the text that was refused.
 */
public final class InvalidNotification extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidNotification(String expected, @Nullable Throwable cause) {
    super("bad notification: " + expected, cause);
  }

  InvalidNotification(String expected) {
    this(expected, null);
  }
}
