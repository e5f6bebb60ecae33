package io.filelibrary.server;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of {@code serve}, each of which can be set in the other ways as well. */
final class ServeFlags {
  private ServeFlags() {}

  /** What the help says of each. */
  private static Map<Setting, String[]> texts() {
    Map<Setting, String[]> texts = new LinkedHashMap<>();
    put(texts, Setting.HOST, "NAME", "Where to listen (127.0.0.1).");
    put(texts, Setting.PORT, "N", "The port; 0 for a free one, which is printed (8080).");
    put(texts, Setting.PUBLIC_URL, "URL", "Where clients find it, if not by that (as they ask).");
    put(texts, Setting.CORS_ORIGINS, "URL,...", "Whose pages may call, or * (none).");
    put(texts, Setting.MAX_FILE_SIZE, "BYTES", "The largest file, such as 5GiB (any).");
    put(texts, Setting.MAX_PENDING_UPLOADS, "N", "The most unfinished uploads a channel (10000).");
    put(texts, Setting.UPLOAD_LIFETIME, "TIME", "How long an upload may take (1d).");
    put(texts, Setting.MAX_SPOOL_SIZE, "BYTES", "The most bytes of resumable uploads (10GiB).");
    put(texts, Setting.DISK_RESERVE, "BYTES", "What these leave free of the disk (1GiB).");
    put(texts, Setting.TRASH_RETENTION, "TIME", "How long trash is kept, such as 30d.");
    put(texts, Setting.COLLECT_INTERVAL, "TIME", "How often space is freed (1h).");
    put(texts, Setting.METRICS, "on|off", "Whether /metrics is there (on).");
    put(texts, Setting.ACCESS_LOG, "on|off", "Whether requests are printed (on).");
    put(texts, Setting.THREADS, "N", "The most requests at once (200).");
    put(texts, Setting.MAX_CONNECTIONS, "N", "The most connections (1000).");
    put(texts, Setting.MAX_HEADER_BYTES, "BYTES", "The largest head of a request (8KiB).");
    put(texts, Setting.IDLE_TIMEOUT, "TIME", "How long a connection may stand still (30s).");
    put(texts, Setting.MIN_UPLOAD_RATE, "BYTES", "The least bytes a second (1KiB); 0 for any.");
    put(texts, Setting.MIN_DOWNLOAD_RATE, "BYTES", "The same for downloads (1KiB); 0 for any.");
    put(
        texts,
        Setting.SHUTDOWN_TIMEOUT,
        "TIME",
        "How long it waits for transfers at its end (30s).");
    return texts;
  }

  private static void put(
      Map<Setting, String[]> texts, Setting setting, String label, String description) {
    texts.put(setting, new String[] {label, description});
  }

  /** Adds the options to a command. */
  static void addTo(CommandSpec command) {
    texts()
        .forEach(
            (setting, text) ->
                command.addOption(
                    OptionSpec.builder(setting.option())
                        .type(String.class)
                        .paramLabel(text[0])
                        .description(text[1])
                        .build()));
  }

  /** Returns what was given to the command. */
  static Map<Setting, String> given(CommandSpec command) {
    Map<Setting, String> given = new EnumMap<>(Setting.class);
    for (Setting setting : texts().keySet()) {
      if (command.findOption(setting.option()).getValue() instanceof String value) {
        given.put(setting, value);
      }
    }
    return given;
  }
}
