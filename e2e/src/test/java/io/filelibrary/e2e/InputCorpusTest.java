package io.filelibrary.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.filelibrary.testkit.InputCase;
import io.filelibrary.testkit.InputCorpus;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The library does with every input of the corpus what the corpus says, over every catalog. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class InputCorpusTest {
  private static final List<LibraryPair> PAIRS =
      List.of(LibraryPair.MEMORY_MEMORY, LibraryPair.SQLITE_LOCAL, LibraryPair.SQLITE_SQLITE);

  private final Map<LibraryPair, Map<String, String>> outcomes = new EnumMap<>(LibraryPair.class);

  @BeforeAll
  void useEveryInput(@TempDir(factory = MemoryDisk.class) Path directory) throws Exception {
    for (LibraryPair pair : PAIRS) {
      Path own = Files.createDirectory(directory.resolve(pair.name()));
      outcomes.put(pair, new InputRun(pair, own).outcomes());
    }
  }

  @ParameterizedTest
  @MethodSource("pairsAndInputs")
  void inputIsTakenOrRefusedAsTheCorpusSays(LibraryPair pair, InputCase input) {
    assumeTrue(InputRun.isForCore(input), "the library takes numbers, not their texts");

    assertThat(outcomesOf(pair).get(input.id()))
        .as("%s, since %s", InputCorpus.escaped(shortened(input.text())), input.why())
        .isEqualTo(InputRun.expected(input));
  }

  @Test
  void outcomesAreTheSameInATurkishLocaleWithoutUnicodeOutside(
      @TempDir(factory = MemoryDisk.class) Path directory) throws Exception {
    Path report = directory.resolve("report");
    Path said = directory.resolve("said");
    List<String> options =
        List.of(
            "-Duser.language=tr",
            "-Duser.country=TR",
            "-Dfile.encoding=US-ASCII",
            "-Dsun.jnu.encoding=ANSI_X3.4-1968");
    ProcessBuilder child =
        ChildJvm.running(options, InputCorpusTest.class, directory.resolve("library"), report)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    child.environment().put("LC_ALL", "C");
    Process process = child.start();
    try {
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).as("ends in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(said, UTF_8)).isZero();

    List<String> lines = Files.readAllLines(report, UTF_8);
    assertThat(lines.get(0)).isEqualTo("tr_TR US-ASCII I with dot: \u0130");
    Set<String> same = new HashSet<>();
    outcomesOf(LibraryPair.SQLITE_LOCAL).forEach((id, outcome) -> same.add(id + "\t" + outcome));
    assertThat(lines.subList(1, lines.size()))
        .as("outcomes that differ from those of this process")
        .filteredOn(line -> !same.contains(line))
        .isEmpty();
    assertThat(lines.size() - 1).as("outcomes").isEqualTo(same.size());
  }

  /** In the other JVM: uses every input, and writes what came of each into a file. */
  public static void main(String[] arguments) throws Exception {
    Path library = Files.createDirectory(Path.of(arguments[0]));
    List<String> lines = new ArrayList<>();
    lines.add(
        Locale.getDefault()
            + " "
            + Charset.defaultCharset()
            + " I with dot: "
            + "i".toUpperCase(Locale.getDefault()));
    new TreeMap<>(new InputRun(LibraryPair.SQLITE_LOCAL, library).outcomes())
        .forEach((id, outcome) -> lines.add(id + "\t" + outcome));
    Files.write(Path.of(arguments[1]), lines, UTF_8);
  }

  static Stream<Arguments> pairsAndInputs() {
    List<InputCase> inputs = InputCorpus.load();
    return PAIRS.stream().flatMap(pair -> inputs.stream().map(input -> Arguments.of(pair, input)));
  }

  private Map<String, String> outcomesOf(LibraryPair pair) {
    return Objects.requireNonNull(outcomes.get(pair));
  }

  private static String shortened(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "..." : text;
  }
}
