package io.filelibrary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * That the mutations fit the sources as they are now, and that docs/mutations.md tells of each. It
 * runs none of them: {@link MutationRun} does.
 */
final class MutationTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern ROW = Pattern.compile("\\| ([a-z0-9-]+) \\| (.+) \\| (`.+) \\|");
  private static final Pattern CAUGHT_BY = Pattern.compile("`(\\w+)\\.(\\w+)`");
  private static final Pattern TEST_METHOD = Pattern.compile("\\bvoid (\\w+)\\(");

  /** A line of the table. */
  private record Row(String id, String breaks, String caughtBy) {}

  static List<Mutation> mutations() throws IOException {
    return Mutation.all(ROOT);
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void mutationFitsTheSource(Mutation mutation) throws IOException {
    String source = Files.readString(ROOT.resolve(mutation.file()));

    assertThat(mutation.applyTo(source)).isNotEqualTo(source);
    assertThat(mutation.file()).startsWith(mutation.module() + "/src/main/java/");
    assertThat(mutation.breaks()).endsWith(".").doesNotContain("|");
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void testsThatAreToFindAMutationExist(Mutation mutation) throws IOException {
    Set<String> classes = new HashSet<>();
    for (Path file : javaFiles(mutation.module() + "/src/test/java")) {
      classes.add(String.valueOf(file.getFileName()).replace(".java", ""));
    }

    assertThat(classes).containsAll(mutation.testClasses());
    assertThat(testMethods(mutation.module())).containsAll(mutation.testMethods());
  }

  @Test
  void documentationListsTheMutationsAsTheyAre() throws IOException {
    assertThat(rows())
        .extracting(row -> row.id + ": " + row.breaks)
        .containsExactlyElementsOf(
            mutations().stream().map(one -> one.id() + ": " + one.breaks()).toList())
        .hasSizeGreaterThanOrEqualTo(26);
  }

  @Test
  void documentationNamesTestsThatAreThere() throws IOException {
    List<Mutation> mutations = mutations();
    for (Row row : rows()) {
      Mutation mutation =
          mutations.stream().filter(one -> one.id().equals(row.id)).findFirst().orElseThrow();
      Set<String> methods = testMethods(mutation.module());
      Matcher test = CAUGHT_BY.matcher(row.caughtBy);
      int tests = 0;
      while (test.find()) {
        assertThat(mutation.testClasses()).as(row.id).contains(test.group(1));
        assertThat(methods).as(row.id).contains(test.group(2));
        tests++;
      }
      assertThat(tests).as(row.id).isPositive();
    }
  }

  @Test
  void mutationThatFitsNoneOrTwoPlacesIsRefused() {
    Mutation mutation =
        new Mutation("x", "Nothing.", "x", "core", List.of("XTest"), "is there", "was there");

    assertThat(mutation.applyTo("it is there")).isEqualTo("it was there");
    assertThatThrownBy(() -> mutation.applyTo("it is gone"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> mutation.applyTo("it is there and is there"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(ROOT.resolve("docs/mutations.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.add(new Row(row.group(1), row.group(2), row.group(3)));
      }
    }
    return rows;
  }

  /** The names of the methods in a module's tests, and in the contracts that they inherit. */
  private static Set<String> testMethods(String module) throws IOException {
    List<Path> files = new ArrayList<>(javaFiles(module + "/src/test/java"));
    files.addAll(javaFiles("testkit/src/main/java"));
    Set<String> methods = new HashSet<>();
    for (Path file : files) {
      Matcher method = TEST_METHOD.matcher(Files.readString(file));
      while (method.find()) {
        methods.add(method.group(1));
      }
    }
    return methods;
  }

  private static List<Path> javaFiles(String directory) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve(directory))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
