package io.filelibrary.http.copilot;

import io.filelibrary.http.route.HttpFailure;
import java.util.Locale;
import java.util.Optional;

/** What the clients of a channel are to be allowed in a folder. */
enum ClientPermissions {
  /** See, add, change and remove. The default. */
  READ_WRITE,
  /** See alone. */
  READ_ONLY;

  /** The property of requests and answers. */
  static final String FIELD = "clientPermissions";

  /** Reads what a client sent, with an underscore or with a hyphen, in either case. */
  static ClientPermissions parse(String text) {
    return find(text)
        .orElseThrow(() -> HttpFailure.invalid(FIELD, "it is read_write or read_only"));
  }

  /** Reads what is stored; the host may have written anything there. */
  static Optional<ClientPermissions> find(String text) {
    String word = text.toUpperCase(Locale.ROOT).replace('-', '_');
    for (ClientPermissions permissions : values()) {
      if (permissions.name().equals(word)) {
        return Optional.of(permissions);
      }
    }
    return Optional.empty();
  }

  /** The word in answers, with a hyphen. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
