package io.filelibrary.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarksTest {
  @TempDir private Path directory;

  @Test
  void quickRunOfOneTargetWritesItsFiguresAndItsPicture() throws Exception {
    Path report = directory.resolve("report.md");
    // Not in the temporary directory, which may be in memory.
    Path disk = Files.createDirectories(Path.of("target", "quick-run"));

    Benchmarks.main("--quick", "--only=4", "--out=" + report, "--directory=" + disk);

    assertThat(report)
        .content()
        .contains("its figures mean nothing", "## 4. ", "| page at the end of 10,000 files | ")
        .contains("![pages](report/pages.svg)", "Only these were measured: [4]", "## How to read")
        .doesNotContain("**Failed:**", "## 5. ");
    Path picture = directory.resolve("report").resolve("pages.svg");
    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(picture.toFile())
                .getElementsByTagName("line")
                .getLength())
        .isGreaterThan(2);
    assertThat(disk).isEmptyDirectory();
  }

  @Test
  void comparisonThatFailedIsNotHidden() throws IOException {
    Path report = directory.resolve("report.md");
    Section failed =
        new Section(
            Comparisons.all().get(0), List.of(), List.of(), Map.of(), Optional.of("no disk"));

    new Report(
            Settings.of("--out=" + report), new Machine(List.of()), Duration.ZERO, List.of(failed))
        .write();

    assertThat(report).content().contains("| failed |", "**Failed:** `no disk`");
  }
}
