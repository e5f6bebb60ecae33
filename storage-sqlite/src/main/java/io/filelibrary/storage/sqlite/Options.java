package io.filelibrary.storage.sqlite;

import java.time.Duration;

/** The defaults and rules that the options of both databases share. */
final class Options {
  static final Duration DEFAULT_BUSY_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration MAX_BUSY_TIMEOUT = Duration.ofDays(1);

  private Options() {}

  static int defaultReaders() {
    return 2 * Runtime.getRuntime().availableProcessors();
  }

  static void check(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  static void checkBusyTimeout(Duration timeout) {
    check(
        !timeout.isNegative() && timeout.compareTo(MAX_BUSY_TIMEOUT) <= 0,
        "a busy timeout is 0 to one day");
  }
}
