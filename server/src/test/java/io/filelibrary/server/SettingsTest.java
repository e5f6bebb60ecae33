package io.filelibrary.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a setting comes from. */
final class SettingsTest {
  @TempDir Path temporary;

  @Test
  void optionComesBeforeVariableBeforeFile() throws IOException {
    Path file =
        write("s3-bucket=from-file\ns3-region=from-file\ns3-endpoint=from-file\nstorage=s3\n");
    Settings settings =
        Settings.of(
            Map.of(Setting.S3_BUCKET, "from-option"),
            Map.of("FILELIBRARY_S3_BUCKET", "from-variable", "FILELIBRARY_S3_REGION", "variable"),
            Optional.of(file));

    assertThat(settings.value(Setting.S3_BUCKET)).contains("from-option");
    assertThat(settings.value(Setting.S3_REGION)).contains("variable");
    assertThat(settings.value(Setting.S3_ENDPOINT)).contains("from-file");
    assertThat(settings.value(Setting.S3_PREFIX)).isEmpty();
    assertThat(settings.find(Setting.S3_ENDPOINT))
        .hasToString("Optional[s3-endpoint in " + file + "]");
  }

  @Test
  void whatIsSetToNothingIsNotSet() {
    Settings settings =
        Settings.of(
            Map.of(Setting.S3_BUCKET, " "),
            Map.of("FILELIBRARY_S3_BUCKET", "variable"),
            Optional.empty());

    assertThat(settings.value(Setting.S3_BUCKET)).contains("variable");
  }

  @Test
  void bucketChoosesItsStorageUnlessAnotherIsNamed() {
    Map<Setting, String> bucket = Map.of(Setting.S3_BUCKET, "a-bucket");

    assertThat(Settings.of(Map.of(), Map.of(), Optional.empty()).storage()).isEmpty();
    assertThat(Settings.of(bucket, Map.of(), Optional.empty()).storage()).contains(StorageKind.S3);
    assertThat(
            Settings.of(bucket, Map.of("FILELIBRARY_STORAGE", "Local"), Optional.empty()).storage())
        .contains(StorageKind.LOCAL);
  }

  @Test
  void storageThatIsUnknownIsRefused() {
    Settings settings =
        Settings.of(Map.of(), Map.of("FILELIBRARY_STORAGE", "tape"), Optional.empty());

    assertThatThrownBy(settings::storage)
        .isInstanceOf(CommandFailure.class)
        .hasMessage("FILELIBRARY_STORAGE is no storage: tape; name local, sqlite or s3");
  }

  @Test
  void lineThatMeansNothingIsRefusedWithoutItsValue() throws IOException {
    Path file = write("s3-secret=hush\n");

    assertThatThrownBy(() -> Settings.read(file))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(
            "sets s3-secret, which means nothing; it may set storage, s3-endpoint")
        .hasMessageNotContaining("hush");
  }

  @Test
  void fileThatCannotBeReadIsRefused() throws IOException {
    Path broken = write("s3-secret-key=\\uhush\n");

    assertThatThrownBy(() -> Settings.read(broken))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("has a backslash that begins no character; double it")
        .hasNoCause();
    assertThatThrownBy(() -> Settings.read(temporary.resolve("absent")))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("cannot read the settings in")
        .hasMessageContaining("no such file");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(temporary.resolve("some.properties"), text);
  }
}
