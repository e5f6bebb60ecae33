package io.filelibrary.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs every example of the README, and compiles those of the other pages. */
final class ReadmeTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String IMPORTS =
      imports("static java.nio.charset.StandardCharsets", "static java.nio.file.StandardCopyOption")
          + imports("io.filelibrary", "io.filelibrary.model", "java.io", "java.nio.file")
          + imports("io.filelibrary.storage.local", "io.filelibrary.storage.sqlite");

  private static final String CLASS_PATH = System.getProperty("java.class.path");

  @TempDir private Path directory;

  @TestFactory
  Stream<DynamicTest> javaExamplesRun() throws Exception {
    List<String> examples = blocks("README.md", "java");
    assertThat(examples).hasSizeGreaterThanOrEqualTo(3);
    return Stream.iterate(0, index -> index + 1)
        .limit(examples.size())
        .map(
            index ->
                DynamicTest.dynamicTest(
                    "example " + (index + 1), () -> run(index, examples.get(index))));
  }

  @Test
  void commandLinesRun() throws Exception {
    Path jar = ROOT.resolve("server/target/filelibrary.jar");
    assumeThat(jar).as("the runnable jar, which mvn package builds").exists();
    copyDocuments();
    List<String> commands =
        blocks("README.md", "sh").stream()
            .flatMap(String::lines)
            .map(line -> line.replaceFirst(".*&& ", ""))
            .filter(line -> line.startsWith("java -jar server/target/filelibrary.jar"))
            .filter(line -> !line.endsWith(" serve"))
            .toList();
    assertThat(commands).hasSizeGreaterThanOrEqualTo(5);
    for (String command : commands) {
      List<String> words = new ArrayList<>(List.of(command.split(" ")));
      words.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
      words.set(2, jar.toString());
      words.add(1, "-XX:TieredStopAtLevel=1");
      assertThat(exitCode(words)).as(command).isZero();
    }
    assertThat(directory.resolve("design.md"))
        .hasSameBinaryContentAs(directory.resolve("docs/design.md"));
    assertThat(directory.resolve("copy-of-manual/README.md")).exists();
  }

  @Test
  void runCommandServes() throws Exception {
    Path jar = ROOT.resolve("server/target/filelibrary.jar");
    assumeThat(jar).as("the runnable jar, which mvn package builds").exists();
    assertThat(blocks("README.md", "sh"))
        .contains("mvn -q -DskipTests package && java -jar server/target/filelibrary.jar serve\n");
    // On a free port, as the one of the command may be taken here.
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toString(),
                "serve",
                "--port",
                "0")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader said = process.inputReader(UTF_8)) {
      StringBuilder greeting = new StringBuilder();
      String line = said.readLine();
      while (line != null && !line.contains("curl")) {
        greeting.append(line).append('\n');
        line = said.readLine();
      }
      assertThat(line).as(greeting.toString()).contains("http://127.0.0.1:");
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  /** The same class is run by the tests of this module. */
  @Test
  void testOfTheExampleStorageIsTheOneThatRuns() throws Exception {
    Path folder = ROOT.resolve("e2e/src/test/java/io/filelibrary/e2e/example");
    String test = Files.readString(folder.resolve("FolderStorageTest.java"));
    assertThat(blocks("docs/spi-contract.md", "java"))
        .contains(test.substring(test.indexOf("class ")));
    try (Stream<String> lines = Files.lines(folder.resolve("FolderStorage.java"))) {
      assertThat(lines.count()).as("lines of the example, as the page says").isLessThan(150);
    }
  }

  /**
   * The test kit's own tests run the same classes; here they are to compile as they stand in the
   * page.
   */
  @Test
  void exampleForPluginAuthorsCompiles() throws Exception {
    String imports =
        imports(
            "io.filelibrary.memory",
            "io.filelibrary.spi",
            "io.filelibrary.testkit",
            "io.filelibrary.testkit.library",
            "java.time",
            "java.util");
    List<String> examples = new ArrayList<>(blocks("docs/spi-contract.md", "java"));
    examples.removeIf(example -> example.contains("FolderStorage"));
    for (String example : examples) {
      Path source = directory.resolve("Example.java");
      Files.writeString(source, imports + example);
      assertThat(errorsOf(source)).as(example).isZero();
    }
    assertThat(directory.resolve("InMemoryStorageTest.class")).exists();
    assertThat(directory.resolve("InMemoryLibraryTest.class")).exists();
  }

  /** Whose values are the host's: they are the parameters of a method around the example. */
  @Test
  void exampleForHostsOfTheServletCompiles() throws Exception {
    String imports =
        imports("io.filelibrary", "io.filelibrary.http", "io.filelibrary.http.access")
            + "import java.nio.file.Path;\n";
    String head =
        "class Host { void host(FileLibrary library, Authenticator authenticator, SigningKey"
            + " signingKey, Path spool) throws Exception {\n";
    List<String> examples = blocks("docs/rest.md", "java");
    assertThat(examples).hasSize(1);
    Path source = directory.resolve("Host.java");
    Files.writeString(source, imports + head + examples.get(0) + "}}\n");
    assertThat(errorsOf(source)).as(examples.get(0)).isZero();
    assertThat(directory.resolve("Host.class")).exists();
  }

  @Test
  void testCommandIsTheOneThatContinuousIntegrationRuns() throws Exception {
    assertThat(blocks("README.md", "sh")).contains("mvn verify\n");
    assertThat(Files.readString(ROOT.resolve(".ci/run"))).endsWith("exec mvn verify\n");
  }

  private void copyDocuments() throws Exception {
    Files.copy(ROOT.resolve("README.md"), directory.resolve("README.md"));
    Files.createDirectories(directory.resolve("docs"));
    Files.copy(ROOT.resolve("docs/design.md"), directory.resolve("docs/design.md"));
  }

  private void run(int index, String example) throws Exception {
    String name = "Example" + index;
    Path source = directory.resolve(name + ".java");
    String body =
        "public class " + name + " { public static void main(String[] none) throws Exception {\n";
    Files.writeString(source, IMPORTS + body + example + "\n}}\n");
    assertThat(errorsOf(source)).as(example).isZero();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            directory + System.getProperty("path.separator") + CLASS_PATH,
            name);
    assertThat(exitCode(command)).as(example).isZero();
  }

  private int errorsOf(Path source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    return compiler.run(
        null,
        null,
        null,
        "-proc:none",
        "-cp",
        CLASS_PATH,
        "-d",
        directory.toString(),
        source.toString());
  }

  private int exitCode(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    int code = process.waitFor();
    if (code != 0) {
      System.out.println(said);
    }
    return code;
  }

  private static String imports(String... places) {
    return Stream.of(places).map(place -> "import " + place + ".*;\n").collect(joining());
  }

  private static List<String> blocks(String document, String language) throws Exception {
    String text = Files.readString(ROOT.resolve(document));
    return Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }
}
