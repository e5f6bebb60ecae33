package io.filelibrary.testkit.model;

import java.time.Duration;

/** What the library under test and the model are set to: small, so that limits are met often. */
final class Settings {
  static final int MAX_FILE_SIZE = 100;
  static final int INLINE_LIMIT = 50;
  static final Duration UPLOAD_LIFETIME = Duration.ofDays(1);
  static final Duration DELETION_GRACE = Duration.ofHours(1);
  static final Duration TRASH_RETENTION = Duration.ofDays(20);

  private Settings() {}
}
