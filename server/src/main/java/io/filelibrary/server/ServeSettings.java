package io.filelibrary.server;

import io.filelibrary.http.HttpOptions;
import io.filelibrary.http.access.SigningKey;
import io.filelibrary.http.spool.SpoolLimits;
import io.filelibrary.http.timetap.TimeTapOptions;
import io.filelibrary.server.serve.HttpServerOptions;
import io.filelibrary.server.serve.SigningKeyFile;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What {@code serve} was told, with the defaults for the rest. */
final class ServeSettings {
  private final Settings settings;

  ServeSettings(Settings settings) {
    this.settings = settings;
  }

  HttpServerOptions server() {
    try {
      return new HttpServerOptions(
          settings.value(Setting.HOST).orElse("127.0.0.1"),
          number(Setting.PORT, 8080),
          origins(),
          number(Setting.THREADS, 200),
          number(Setting.MAX_CONNECTIONS, 1000),
          (int) Math.min(Integer.MAX_VALUE, bytes(Setting.MAX_HEADER_BYTES, 8 << 10)),
          time(Setting.IDLE_TIMEOUT, Duration.ofSeconds(30)),
          bytes(Setting.MIN_UPLOAD_RATE, 1 << 10),
          bytes(Setting.MIN_DOWNLOAD_RATE, 1 << 10),
          time(Setting.SHUTDOWN_TIMEOUT, Duration.ofSeconds(30)),
          onOrOff(Setting.METRICS));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("a setting cannot be: " + e.getMessage(), e);
    }
  }

  /** Returns how the servlet works, with the key that was set or else that of the directory. */
  HttpOptions http(Path data) throws IOException {
    Optional<SigningKey> set = settings.find(Setting.SIGNING_KEY).map(ServeSettings::key);
    SigningKey key = set.isPresent() ? set.get() : SigningKeyFile.readOrCreate(data);
    SpoolLimits limits =
        new SpoolLimits(
            bytes(Setting.MAX_SPOOL_SIZE, SpoolLimits.DEFAULT.maxBytes()),
            bytes(Setting.DISK_RESERVE, 1L << 30));
    TimeTapOptions timeTap = TimeTapOptions.DEFAULT;
    long largest = bytes(Setting.MAX_FILE_SIZE, Long.MAX_VALUE);
    HttpOptions options =
        HttpOptions.of(key, data.resolve("spool"))
            .withSpoolLimits(limits)
            .withTimeTap(timeTap.withMaxSpooledBytes(Math.min(timeTap.maxSpooledBytes(), largest)));
    Optional<Settings.Choice> url = settings.find(Setting.PUBLIC_URL);
    return url.isPresent() ? withPublicUrl(options, url.get()) : options;
  }

  /** Refuses a key of the settings that cannot be, before anything is created. */
  void checkSigningKey() {
    settings.find(Setting.SIGNING_KEY).ifPresent(ServeSettings::key);
  }

  boolean accessLog() {
    return onOrOff(Setting.ACCESS_LOG);
  }

  Duration collectInterval() {
    Duration interval = time(Setting.COLLECT_INTERVAL, Duration.ofHours(1));
    if (interval.toMillis() < 1) {
      throw new CommandFailure("collect-interval is a millisecond or more");
    }
    return interval;
  }

  private static HttpOptions withPublicUrl(HttpOptions options, Settings.Choice url) {
    try {
      return options.withPublicUrl(new URI(url.value()));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new CommandFailure(
          url.source()
              + " is a URL such as https://files.example.com/api, without a slash at its end",
          e);
    }
  }

  /** Without the value, and without a cause that may show it. */
  private static SigningKey key(Settings.Choice choice) {
    try {
      return SigningKeyFile.parse(choice.value());
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(choice.source() + " cannot be: " + e.getMessage());
    }
  }

  private List<String> origins() {
    return settings.value(Setting.CORS_ORIGINS).stream()
        .flatMap(list -> Arrays.stream(list.split("[,\\s]+")))
        .filter(origin -> !origin.isEmpty())
        .toList();
  }

  private int number(Setting setting, int otherwise) {
    return settings.find(setting).map(Quantity::number).orElse(otherwise);
  }

  private long bytes(Setting setting, long otherwise) {
    return settings.find(setting).map(Quantity::bytes).orElse(otherwise);
  }

  private Duration time(Setting setting, Duration otherwise) {
    return settings.find(setting).map(Quantity::time).orElse(otherwise);
  }

  private boolean onOrOff(Setting setting) {
    return settings.find(setting).map(Quantity::onOrOff).orElse(true);
  }
}
