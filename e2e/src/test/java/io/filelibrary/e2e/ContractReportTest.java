package io.filelibrary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.StorageBackend;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The README's table of implementations and contracts is what the build has proven. This module is
 * the last to be built, so that the classes and the reports of all others are there.
 */
final class ContractReportTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final List<Path> MODULES = new ArrayList<>();

  private static ContractTable table;

  /** Reads all classes, which takes long, once. */
  @BeforeAll
  static void readClasses(@TempDir Path folder) throws IOException {
    for (String module : Files.readString(ROOT.resolve("pom.xml")).lines().toList()) {
      if (module.strip().matches("<module>.*</module>")) {
        MODULES.add(ROOT.resolve(module.strip().replaceAll("</?module>", "")));
      }
    }
    assertThat(MODULES).hasSizeGreaterThan(3);
    List<Path> classes = new ArrayList<>();
    for (Path module : MODULES) {
      for (String kind : List.of("main", "test")) {
        if (Files.isDirectory(module.resolve("src").resolve(kind).resolve("java"))) {
          Path compiled =
              module.resolve("target").resolve(kind.equals("main") ? "classes" : "test-classes");
          assumeThat(compiled).as("classes of every module; mvn verify makes them").isDirectory();
          classes.add(compiled);
        }
      }
    }
    table = new ContractTable(classes, pair -> implementations(folder, pair));
  }

  @Test
  void readmeHasTheTableOfTheContracts() throws IOException {
    String text = table.text();

    assertThat(Files.readString(ROOT.resolve("README.md")).contains("\n\n" + text + "\n"))
        .as("README.md has the table of what is tested, which is now:%n%s", text)
        .isTrue();
  }

  @Test
  void everyRuleOfTheTableHasPassed() {
    List<String> unproven = new ArrayList<>();
    int proven = 0;
    for (ContractTable.Run run : table.runs()) {
      Optional<Path> report = report(run);
      if (report.isPresent()) {
        Map<String, Boolean> outcomes = outcomes(report.get());
        run.rules().stream()
            .filter(rule -> !outcomes.getOrDefault(rule, false))
            .forEach(rule -> unproven.add(run.testClass() + "." + rule));
        proven++;
      } else if (isWholeBuild() && !isOfThisModule(run)) {
        unproven.add(run.testClass() + " has no report of this build");
      }
    }

    assertThat(unproven).as("rules that did not pass, of those the README tells of").isEmpty();
    assumeThat(proven).as("reports of test classes; mvn verify makes them").isPositive();
  }

  private static List<String> implementations(Path folder, String pair) {
    Path place = folder.resolve(pair);
    try {
      Files.createDirectories(place);
      try (Catalog catalog = LibraryPair.valueOf(pair).catalog(place);
          StorageBackend storage = LibraryPair.valueOf(pair).storage(place)) {
        return List.of(catalog.getClass().getSimpleName(), storage.getClass().getSimpleName());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Surefire sets the property where a part of the tests was asked for. */
  private static boolean isWholeBuild() {
    return System.getProperty("surefire.test.class.path") != null
        && System.getProperty("test") == null;
  }

  /** The classes of this module may run after this one, and fail the build by themselves. */
  private static boolean isOfThisModule(ContractTable.Run run) {
    return Files.exists(classFile(ROOT.resolve("e2e"), run));
  }

  private static Path classFile(Path module, ContractTable.Run run) {
    return module.resolve("target/test-classes/" + run.testClass().replace('.', '/') + ".class");
  }

  /** Returns the report of a test class, unless it is of an older one. */
  private static Optional<Path> report(ContractTable.Run run) {
    Path module =
        MODULES.stream()
            .filter(folder -> Files.exists(classFile(folder, run)))
            .findFirst()
            .orElseThrow();
    Path report = module.resolve("target/surefire-reports/TEST-" + run.testClass() + ".xml");
    return Stream.of(report)
        .filter(Files::exists)
        .filter(file -> time(file).compareTo(time(classFile(module, run))) >= 0)
        .filter(file -> !isOfThisModule(run) || isWritten(file))
        .findFirst();
  }

  /** A class of this module may come to its end, and its report be written, while this runs. */
  private static boolean isWritten(Path report) {
    try {
      return Files.readString(report).stripTrailing().endsWith("</testsuite>");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileTime time(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns which methods have passed: neither failed nor skipped. */
  private static Map<String, Boolean> outcomes(Path report) {
    Map<String, Boolean> outcomes = new HashMap<>();
    try (InputStream bytes = Files.newInputStream(report)) {
      NodeList cases =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(bytes)
              .getElementsByTagName("testcase");
      for (int i = 0; i < cases.getLength(); i++) {
        Element testcase = (Element) cases.item(i);
        boolean passed =
            Stream.of("failure", "error", "skipped")
                .allMatch(tag -> testcase.getElementsByTagName(tag).getLength() == 0);
        outcomes.merge(
            testcase.getAttribute("name").replaceFirst("[({\\[].*", ""),
            passed,
            Boolean::logicalAnd);
      }
    } catch (Exception e) {
      throw new AssertionError("Cannot read " + report, e);
    }
    return outcomes;
  }
}
