package io.filelibrary.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.server.serve.ApiKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code serve} makes, prints and refuses. */
final class ServeCommandTest {
  @TempDir Path temporary;
  private Path data;
  private Shell shell;

  @BeforeEach
  void choosePlaces() {
    data = temporary.resolve("data");
    shell = new Shell(data);
  }

  @Test
  void firstStartMakesALibraryWithAChannelAndAKey() throws Exception {
    try (ServedLibrary served = ServedLibrary.start(data)) {
      assertThat(served.key()).startsWith("flk_");
      assertThat(served.out()).contains(served.url() + "/v1/files/file");
      assertThat(served.messages()).isEmpty();
    }
    assertThat(shell.run("ls").code()).isZero();
  }

  @Test
  void keyIsPrintedAtTheFirstStartAlone() throws Exception {
    String key;
    try (ServedLibrary served = ServedLibrary.start(data)) {
      key = served.key();
    }
    try (ServedLibrary served = ServedLibrary.start(data)) {
      assertThat(served.out()).doesNotContain("flk_" + key.substring(4, 20));
      assertThat(ApiKeys.open(data, Clock.systemUTC()).find(key)).isPresent();
    }
  }

  @Test
  void stopEndsItWithoutAnError() throws Exception {
    ServedLibrary served = ServedLibrary.start(data);

    assertThat(served.end()).isZero();
    assertThat(served.messages()).isEmpty();
  }

  @Test
  void secondServerOnADirectoryIsRefusedInOneLine() throws Exception {
    try (ServedLibrary served = ServedLibrary.start(data)) {
      Shell.Run second = shell.run("serve", "--port", "0");

      assertThat(second.code()).isEqualTo(1);
      assertThat(second.messages())
          .startsWith("filelibrary: another server is at work on ")
          .hasLineCount(1);
      assertThat(served.get("/healthz").statusCode()).isEqualTo(200);
    }
    ServedLibrary.start(data).close();
  }

  @Test
  void portThatIsTakenIsRefusedInOneLineAndMakesNoKey() throws Exception {
    try (ServedLibrary served = ServedLibrary.start(temporary.resolve("other"))) {
      String port = Integer.toString(served.url().getPort());
      Shell.Run second = shell.run("serve", "--port", port);

      assertThat(second.code()).isEqualTo(1);
      assertThat(second.messages())
          .contains("cannot listen at 127.0.0.1:" + port)
          .contains("choose another --port")
          .hasLineCount(1);
      assertThat(data.resolve("keys.json")).doesNotExist();
    }
  }

  @Test
  void settingsThatCannotBeAreRefusedInOneLine() {
    assertRefused("--port is a number, not x", "--port", "x");
    assertRefused("port is 0 to 65535, not 70000", "--port", "70000");
    assertRefused("--idle-timeout is a time", "--idle-timeout", "soon");
    assertRefused("--metrics is on or off, not yes", "--metrics", "yes");
    assertRefused("--max-file-size is an amount of bytes", "--max-file-size", "much");
    assertRefused("cors-origins are such as", "--cors-origins", "https://a.example/");
    assertRefused("--public-url is a URL such as", "--public-url", "files.example.com");
    assertThat(data.resolve("keys.json")).doesNotExist();
  }

  @Test
  void signingKeyThatIsShortIsRefusedWithoutBeingShown() throws Exception {
    Path config = Files.writeString(temporary.resolve("own.properties"), "signing-key=c2hvcnQ=\n");
    Shell.Run run = shell.run("serve", "--config", config.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages())
        .contains("signing-key in ")
        .contains("at least 32")
        .doesNotContain("c2hvcnQ")
        .hasLineCount(1);
    assertThat(data).doesNotExist();
  }

  @Test
  void signingKeyIsKeptAndMayBeSet() throws Exception {
    ServedLibrary.start(data).close();
    byte[] made = Files.readAllBytes(data.resolve("signing.key"));
    ServedLibrary.start(data).close();

    assertThat(made).hasSize(32);
    assertThat(data.resolve("signing.key")).hasBinaryContent(made);

    Path other = temporary.resolve("other");
    String hex = "0123456789abcdef".repeat(4);
    Path config = Files.writeString(temporary.resolve("own.properties"), "signing-key=" + hex);
    ServedLibrary.start(other, "--config", config.toString()).close();
    assertThat(other.resolve("signing.key")).doesNotExist();
  }

  @Test
  void damagedSecretsAreRefusedInOneLineThatSaysTheFix() throws Exception {
    ServedLibrary.start(data).close();
    Files.write(data.resolve("signing.key"), new byte[5]);
    Shell.Run signing = shell.run("serve", "--port", "0");

    assertThat(signing.code()).isEqualTo(1);
    assertThat(signing.messages()).contains("at least 32").contains("delete it").hasLineCount(1);

    Files.delete(data.resolve("signing.key"));
    Files.writeString(data.resolve("keys.json"), "{\"version\": 1, \"keys\": [{");
    Shell.Run keys = shell.run("serve", "--port", "0");

    assertThat(keys.code()).isEqualTo(1);
    assertThat(keys.messages()).contains("are damaged").contains("backup").hasLineCount(1);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has other permissions")
  void secretsAreForTheirOwnerAlone() throws Exception {
    ServedLibrary.start(data).close();

    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("keys.json"))))
        .isEqualTo("rw-------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("signing.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void settingsComeFromTheFileAsWell() throws Exception {
    Path config = Files.writeString(temporary.resolve("own.properties"), "metrics=off\n");
    try (ServedLibrary served = ServedLibrary.start(data, "--config", config.toString())) {
      assertThat(served.get("/metrics").statusCode()).isEqualTo(404);
    }
    try (ServedLibrary served =
        ServedLibrary.start(data, "--config", config.toString(), "--metrics", "on")) {
      assertThat(served.get("/metrics").statusCode()).isEqualTo(200);
    }
  }

  private void assertRefused(String why, String... options) {
    List<String> all = new ArrayList<>(List.of("serve"));
    all.addAll(List.of(options));
    Shell.Run run = shell.run(all.toArray(String[]::new));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).startsWith("filelibrary: ").contains(why).hasLineCount(1);
  }
}
