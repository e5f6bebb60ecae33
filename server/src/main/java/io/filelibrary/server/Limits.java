package io.filelibrary.server;

import io.filelibrary.LibraryOptions;
import io.filelibrary.error.InvalidSize;

/** The limits of a library that can be set; every command keeps to them. */
final class Limits {
  private Limits() {}

  static LibraryOptions of(Settings settings) {
    LibraryOptions options = LibraryOptions.defaults();
    try {
      for (Settings.Choice size : settings.find(Setting.MAX_FILE_SIZE).stream().toList()) {
        options = options.withMaxFileSize(Quantity.bytes(size));
      }
      for (Settings.Choice most : settings.find(Setting.MAX_PENDING_UPLOADS).stream().toList()) {
        options = options.withMaxPendingUploads(Quantity.number(most));
      }
      for (Settings.Choice time : settings.find(Setting.UPLOAD_LIFETIME).stream().toList()) {
        options = options.withUploadLifetime(Quantity.time(time));
      }
      for (Settings.Choice time : settings.find(Setting.TRASH_RETENTION).stream().toList()) {
        options = options.withTrashRetention(Quantity.time(time));
      }
      return options;
    } catch (InvalidSize e) {
      throw new CommandFailure("a limit cannot be: " + e.getMessage(), e);
    }
  }
}
