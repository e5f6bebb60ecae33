package io.filelibrary.server;

import java.util.Locale;

/**
 * What can be set by an option, an environment variable or a line of the configuration file, which
 * all have the same name: {@code --s3-bucket}, {@code FILELIBRARY_S3_BUCKET}, {@code s3-bucket}.
 */
enum Setting {
  STORAGE(Role.OTHER),
  S3_ENDPOINT(Role.PLACE),
  S3_REGION(Role.WAY),
  S3_BUCKET(Role.PLACE),
  S3_PUBLIC_BUCKET(Role.PLACE),
  S3_PREFIX(Role.PLACE),
  S3_PATH_STYLE(Role.WAY),
  S3_PUBLIC_ENDPOINT(Role.WAY),
  S3_ACCESS_KEY(Role.SECRET),
  S3_SECRET_KEY(Role.SECRET),
  MAX_FILE_SIZE(Role.OTHER),
  MAX_PENDING_UPLOADS(Role.OTHER),
  UPLOAD_LIFETIME(Role.OTHER),
  MAX_SPOOL_SIZE(Role.OTHER),
  DISK_RESERVE(Role.OTHER),
  TRASH_RETENTION(Role.OTHER),
  HOST(Role.OTHER),
  PORT(Role.OTHER),
  PUBLIC_URL(Role.OTHER),
  CORS_ORIGINS(Role.OTHER),
  SIGNING_KEY(Role.SECRET),
  COLLECT_INTERVAL(Role.OTHER),
  METRICS(Role.OTHER),
  ACCESS_LOG(Role.OTHER),
  THREADS(Role.OTHER),
  MAX_CONNECTIONS(Role.OTHER),
  MAX_HEADER_BYTES(Role.OTHER),
  IDLE_TIMEOUT(Role.OTHER),
  MIN_UPLOAD_RATE(Role.OTHER),
  MIN_DOWNLOAD_RATE(Role.OTHER),
  SHUTDOWN_TIMEOUT(Role.OTHER);

  private final Role role;

  Setting(Role role) {
    this.role = role;
  }

  private enum Role {
    /** Where the contents are in a store: fixed when the library is made. */
    PLACE,
    /** How the store is talked to: may differ from one run to the next. */
    WAY,
    /** Never written, never shown, and no option, since options show in the list of processes. */
    SECRET,
    OTHER
  }

  /** Returns the name in a file. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String option() {
    return "--" + key();
  }

  String variable() {
    return "FILELIBRARY_" + name();
  }

  boolean isPlace() {
    return role == Role.PLACE;
  }

  /** Says whether a library remembers it. */
  boolean isRemembered() {
    return role == Role.PLACE || role == Role.WAY;
  }

  /** Says, for a message, all the ways to give it. */
  String ways() {
    String file = key() + " in " + Settings.FILE;
    return role == Role.SECRET
        ? variable() + " or " + file
        : option() + ", " + variable() + " or " + file;
  }
}
