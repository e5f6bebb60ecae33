package io.filelibrary.server;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What was set: by options, else by environment variables, else in a configuration file. What is
 * set to nothing counts as not set.
 */
final class Settings {
  /** The configuration file that is looked for in the data directory. */
  static final String FILE = "filelibrary.properties";

  private final Map<Setting, Choice> choices;

  private Settings(Map<Setting, Choice> choices) {
    this.choices = choices;
  }

  /**
   * A value, and who gave it.
   *
   * @param value the value, which may be secret
   * @param source the option, the variable, or the line and its file
   */
  record Choice(String value, String source) {
    /** Returns the source alone, as the value may be secret. */
    @Override
    public String toString() {
      return source;
    }
  }

  /** Puts the sources over each other. */
  static Settings of(
      Map<Setting, String> options, Map<String, String> environment, Optional<Path> file) {
    Map<Setting, Choice> choices = new EnumMap<>(Setting.class);
    if (file.isPresent()) {
      String shown = SafeText.name(file.get().toString());
      read(file.get())
          .forEach(
              (setting, value) -> put(choices, setting, value, setting.key() + " in " + shown));
    }
    for (Setting setting : Setting.values()) {
      String variable = setting.variable();
      put(choices, setting, environment.getOrDefault(variable, ""), variable);
    }
    options.forEach((setting, value) -> put(choices, setting, value, setting.option()));
    return new Settings(choices);
  }

  /** Reads a file of settings; one that is unknown is refused, as it would be without effect. */
  static Map<Setting, String> read(Path file) {
    Properties lines = new Properties();
    String shown = SafeText.name(file.toString());
    try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      lines.load(text);
    } catch (IOException e) {
      throw new CommandFailure("cannot read the settings in " + shown + ": " + Reasons.of(e), e);
    } catch (IllegalArgumentException e) {
      // Without the cause, which may show a part of a secret.
      throw new CommandFailure(shown + " has a backslash that begins no character; double it");
    }
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    for (String key : lines.stringPropertyNames()) {
      values.put(known(key, shown), lines.getProperty(key));
    }
    return values;
  }

  private static Setting known(String key, String file) {
    return Arrays.stream(Setting.values())
        .filter(setting -> setting.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    file
                        + " sets "
                        + SafeText.name(key)
                        + ", which means nothing; it may set "
                        + Arrays.stream(Setting.values())
                            .map(Setting::key)
                            .collect(Collectors.joining(", "))));
  }

  private static void put(
      Map<Setting, Choice> choices, Setting setting, String value, String source) {
    if (!value.isBlank()) {
      choices.put(setting, new Choice(value.strip(), source));
    }
  }

  Optional<Choice> find(Setting setting) {
    return Optional.ofNullable(choices.get(setting));
  }

  Optional<String> value(Setting setting) {
    return find(setting).map(Choice::value);
  }

  /** Who says where contents are to be kept: a bucket says that they are to be in S3. */
  Optional<Choice> storageChoice() {
    return find(Setting.STORAGE).or(() -> find(Setting.S3_BUCKET));
  }

  /** Returns where contents are to be kept, if that was said. */
  Optional<StorageKind> storage() {
    Optional<StorageKind> named = find(Setting.STORAGE).map(Settings::kind);
    return named.or(() -> find(Setting.S3_BUCKET).map(bucket -> StorageKind.S3));
  }

  private static StorageKind kind(Choice named) {
    return Arrays.stream(StorageKind.values())
        .filter(kind -> kind.toString().equals(named.value().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    named.source()
                        + " is no storage: "
                        + SafeText.name(named.value())
                        + "; name local, sqlite or s3"));
  }
}
