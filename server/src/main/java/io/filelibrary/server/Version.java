package io.filelibrary.server;

import org.jspecify.annotations.Nullable;

/** Which version this is, as the jar's manifest says. */
final class Version {
  private Version() {}

  static String[] lines() {
    @Nullable String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "filelibrary " + (version == null ? "(not packaged)" : version),
      "Java " + System.getProperty("java.version")
    };
  }
}
