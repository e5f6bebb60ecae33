package io.filelibrary.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.filelibrary.check.CheckPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fsck prints and answers. */
final class FsckCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path temporary;
  private Shell shell;

  @BeforeEach
  void makeLibrary() {
    shell = new Shell(temporary.resolve("data"));
    shell.runWith(new byte[100_000], "put", "-", "large");
    shell.runWith(new byte[10], "put", "-", "small");
  }

  private Path object(String part) throws IOException {
    try (Stream<Path> all = Files.walk(temporary.resolve("data/contents/objects"))) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.toString().contains(part))
          .findFirst()
          .orElseThrow();
    }
  }

  private static List<JsonNode> lines(Shell.Run run) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run.lines()) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  @Test
  void soundLibraryIsAllWell() {
    Shell.Run run = shell.run("fsck", "--read-data");

    assertThat(run.code()).isZero();
    assertThat(run.messages()).isEmpty();
    assertThat(run.lines())
        .containsExactly(
            "looked at 1 channel, 3 items, 2 contents, 2 objects; read 100 kB",
            "0 findings, 0 mended; catalog and storage: together");
  }

  @Test
  void damageIsListedLineByLine() throws IOException {
    Files.delete(object("private"));

    Shell.Run run = shell.run("fsck");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.lines().get(0))
        .matches("missing_object channel main item \\S+ key private/\\S+: the bytes are not there");
  }

  @Test
  void jsonIsALineForEachFindingAndOneForTheEnd() throws IOException {
    Files.delete(object("private"));

    Shell.Run run = shell.run("fsck", "--json");

    assertThat(run.code()).isEqualTo(3);
    List<JsonNode> lines = lines(run);
    assertThat(lines).hasSize(2);
    JsonNode finding = lines.get(0);
    assertThat(finding.get("type").asText()).isEqualTo("finding");
    assertThat(finding.get("kind").asText()).isEqualTo("missing_object");
    assertThat(finding.get("channel").asText()).isEqualTo("main");
    assertThat(finding.get("item").asText()).hasSize(36);
    assertThat(finding.get("key").asText()).startsWith("private/");
    assertThat(finding.get("repaired").asBoolean()).isFalse();
    JsonNode report = lines.get(1);
    assertThat(report.get("type").asText()).isEqualTo("report");
    assertThat(report.get("clean").asBoolean()).isFalse();
    assertThat(report.get("findings").get("missing_object").asLong()).isEqualTo(1);
    assertThat(report.get("examined").get("items").asLong()).isEqualTo(3);
    assertThat(report.get("standing").asText()).isEqualTo("storage_older");
    assertThat(report.get("unchecked")).isEmpty();
    assertThat(report.has("resume")).isFalse();
  }

  @Test
  void libraryThatDoesNotOpenIsCheckedAllTheSame() throws IOException {
    Files.writeString(object("catalog-id"), "00000000-0000-0000-0000-000000000001");

    assertThat(shell.run("ls").code()).isEqualTo(1);
    Shell.Run run = shell.run("fsck", "--read-data");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.lines().get(0)).startsWith("foreign_storage key catalog-id: ");
    assertThat(run.lines()).hasSize(3);
  }

  @Test
  void orphanGoesWithGarbage() throws IOException {
    Path directory = temporary.resolve("data/contents/objects/private_/00");
    Files.createDirectories(directory);
    Path orphan = directory.resolve("0".repeat(32) + "_");
    Files.write(orphan, new byte[] {1});
    Files.setLastModifiedTime(orphan, FileTime.from(Instant.now().minus(Duration.ofDays(30))));

    assertThat(shell.run("fsck", "--repair=counters").lines().get(0)).startsWith("orphan key ");
    Shell.Run run = shell.run("fsck", "--repair=garbage");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.lines().get(0)).startsWith("orphan key private/000").endsWith("(mended)");
    assertThat(orphan).doesNotExist();
    assertThat(shell.run("fsck").code()).isZero();
  }

  @Test
  void repairWithNothingToMendIsAllWell() {
    for (String level : List.of("none", "counters", "garbage", "tree")) {
      assertThat(shell.run("fsck", "--repair=" + level).code()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--rate=1000",
        "--rate=10MiB",
        "--read-data-subset=50%",
        "--read-data-subset=50",
        "--orphan-limit=5",
        "--force"
      })
  void optionsAreTaken(String option) {
    assertThat(shell.run("fsck", option).code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--rate=0",
        "--rate=fast",
        "--read-data-subset=101%",
        "--read-data-subset=some",
        "--orphan-limit=-1",
        "--resume=bogus"
      })
  void optionsThatCannotBeAreRefused(String option) {
    Shell.Run run = shell.run("fsck", option);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).startsWith("filelibrary: ").hasLineCount(1);
  }

  @Test
  void pointIsTaken() {
    String point =
        Base64.getUrlEncoder().withoutPadding().encodeToString("1:backends".getBytes(UTF_8));

    Shell.Run run = shell.run("fsck", "--resume=" + new CheckPoint(point));

    assertThat(run.code()).isZero();
    assertThat(run.lines().get(0)).startsWith("looked at 0 channels");
  }
}
