package io.filelibrary.server;

import io.filelibrary.storage.s3.S3Credentials;
import io.filelibrary.storage.s3.S3Options;
import io.filelibrary.storage.s3.S3Options.Addressing;
import io.filelibrary.storage.s3.S3Storage;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The contents of a library in S3. A file of the data directory remembers where they are, so that
 * later commands need no more than the keys, which are not remembered.
 *
 * <p>What names the place is not to be overridden: a catalog would take an empty bucket for its
 * own, and miss its contents. How the store is talked to may be.
 */
final class S3Contents {
  /** How many files import sends at once unless told; each holds parts in memory. */
  private static final int FILES_AT_ONCE = 16;

  private final Path record;
  private final Settings settings;
  private final Map<Setting, String> remembered;

  private S3Contents(Path record, Settings settings, Map<Setting, String> remembered) {
    this.record = record;
    this.settings = settings;
    this.remembered = remembered;
  }

  /** Opens the storage that a record or, if there is none, the settings tell of. */
  static S3Storage open(Path record, Settings settings) throws IOException {
    boolean known = Files.exists(record);
    S3Contents contents =
        new S3Contents(
            record, settings, known ? Settings.read(record) : new EnumMap<>(Setting.class));
    if (known) {
      contents.refuseOtherPlace();
    }
    return S3Storage.open(contents.options());
  }

  /** Opens the storage, and remembers it once it is found to be there. */
  static S3Storage openAndRemember(Path record, Settings settings) throws IOException {
    S3Storage storage = open(record, settings);
    boolean remembered = false;
    try {
      if (!Files.exists(record)) {
        remember(record, settings);
      }
      remembered = true;
      return storage;
    } finally {
      if (!remembered) {
        storage.close();
      }
    }
  }

  private static void remember(Path record, Settings settings) throws IOException {
    Properties chosen = new Properties();
    for (Setting setting : Setting.values()) {
      if (setting.isRemembered()) {
        settings.value(setting).ifPresent(value -> chosen.setProperty(setting.key(), value));
      }
    }
    StringWriter text = new StringWriter();
    chosen.store(text, "Where the contents of this library are");
    Path begun = Files.createTempFile(record.toAbsolutePath().getParent(), "contents", ".new");
    try {
      try (FileChannel file = FileChannel.open(begun, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
        file.force(true);
      }
      Files.move(begun, record, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(begun);
    }
  }

  private void refuseOtherPlace() {
    for (Setting setting : Setting.values()) {
      Optional<Settings.Choice> other =
          settings
              .find(setting)
              .filter(choice -> setting.isPlace())
              .filter(choice -> !choice.value().equals(remembered.get(setting)));
      if (other.isPresent()) {
        throw new CommandFailure(
            other.get().source()
                + " differs from what "
                + SafeText.name(record.toString())
                + " remembers; leave it out, or change that file if the contents have moved");
      }
    }
  }

  private S3Options options() {
    URI endpoint =
        uri(Setting.S3_ENDPOINT, required(Setting.S3_ENDPOINT, "where is the S3 store?"));
    String bucket = required(Setting.S3_BUCKET, "which bucket keeps the contents?");
    try {
      S3Options options =
          S3Options.of(endpoint, credentials(), bucket)
              .withKeyPrefix(value(Setting.S3_PREFIX).orElse(""))
              .withAddressing(addressing())
              .withParallelParts(parallelParts());
      for (String region : value(Setting.S3_REGION).stream().toList()) {
        options = options.withRegion(region);
      }
      for (String other : value(Setting.S3_PUBLIC_BUCKET).stream().toList()) {
        options = options.withPublicBucket(other);
      }
      for (String other : value(Setting.S3_PUBLIC_ENDPOINT).stream().toList()) {
        options = options.withPublicEndpoint(uri(Setting.S3_PUBLIC_ENDPOINT, other));
      }
      return options;
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("a setting for S3 cannot be: " + e.getMessage(), e);
    }
  }

  private Optional<String> value(Setting setting) {
    return settings.value(setting).or(() -> Optional.ofNullable(remembered.get(setting)));
  }

  private String required(Setting setting, String question) {
    return value(setting)
        .orElseThrow(() -> new CommandFailure(question + " Give " + setting.ways()));
  }

  /** Neither the value nor the cause is shown: a URL may have a password in it. */
  private static URI uri(Setting setting, String value) {
    try {
      return new URI(value);
    } catch (URISyntaxException e) {
      throw new CommandFailure(setting.key() + " is no URL; give one such as http://host:9000");
    }
  }

  private Addressing addressing() {
    String pathStyle = value(Setting.S3_PATH_STYLE).orElse("true");
    return switch (pathStyle) {
      case "true" -> Addressing.PATH;
      case "false" -> Addressing.VIRTUAL_HOST;
      default -> throw new CommandFailure(Setting.S3_PATH_STYLE.key() + " is true or false");
    };
  }

  private S3Credentials credentials() {
    Optional<String> access = settings.value(Setting.S3_ACCESS_KEY);
    Optional<String> secret = settings.value(Setting.S3_SECRET_KEY);
    if (access.isEmpty() && secret.isEmpty()) {
      return S3Credentials.fromEnvironment();
    }
    return S3Credentials.of(
        required(access, Setting.S3_ACCESS_KEY), required(secret, Setting.S3_SECRET_KEY));
  }

  private static String required(Optional<String> key, Setting setting) {
    return key.orElseThrow(
        () -> new CommandFailure("one key of two is missing; give " + setting.ways()));
  }

  /** As many parts as fit into half of the heap while as many files as usual are under way. */
  private static int parallelParts() {
    long room = Runtime.getRuntime().maxMemory() / 2 / FILES_AT_ONCE;
    return (int) Math.max(1, Math.min(4, room / (8 << 20) - 1));
  }
}
