package io.filelibrary.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a process of its own, as a shell starts it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "locales and signals are those of Unix")
final class ProcessTest {
  @TempDir Path temporary;
  private Path data;
  private Path output;
  private Path messages;

  @BeforeEach
  void choosePlaces() {
    data = temporary.resolve("data");
    output = temporary.resolve("output");
    messages = temporary.resolve("messages");
  }

  @Test
  void exitCodesAndBytesReachTheShell() throws Exception {
    Path source = Trees.directory(temporary, "source");
    byte[] content = Trees.randomBytes(7, 100_000);
    Trees.file(source, "caf\u00e9.bin", content);
    Trees.file(source, "bad?name", "x");

    assertThat(run("import", source.toString())).isEqualTo(3);
    assertThat(Files.readString(messages)).startsWith("left out: bad?name: ").hasLineCount(1);
    assertThat(run("ls")).isZero();
    assertThat(Files.readAllBytes(output)).isEqualTo("caf\u00e9.bin\n".getBytes(UTF_8));
    assertThat(run("mv", "nope", "x")).isEqualTo(1);
    assertThat(Files.readString(messages))
        .isEqualTo("filelibrary: no such item in this channel: 'nope'\n");
    assertThat(run("ls", "--bogus")).isEqualTo(2);
    assertThat(run("export", "/", temporary.resolve("target").toString())).isZero();
    assertThat(Trees.read(temporary.resolve("target"))).containsOnlyKeys("caf\u00e9.bin");
  }

  @Test
  void nothingIsMangledWhereTheLocaleIsC() throws Exception {
    assertThat(run("put", "/dev/null", "caf\u00e9")).isEqualTo(1);

    assertThat(Files.readString(messages)).contains("set LC_ALL=C.UTF-8").hasLineCount(1);
    assertThat(data).doesNotExist();
  }

  @Test
  void dataDirectoryComesFromTheEnvironment() throws Exception {
    ProcessBuilder builder = builder(List.of("mkdir", "x"));
    builder.environment().put("FILELIBRARY_DATA", data.toString());

    assertThat(end(builder.start())).isZero();
    assertThat(data.resolve("catalog.db")).exists();
  }

  @Test
  void nativeLibraryThatCannotBeLoadedIsReportedInOneLine() throws Exception {
    assertThat(run("mkdir", "x")).isZero();

    ProcessBuilder builder = builder(withData("ls"));
    builder.environment().put("JDK_JAVA_OPTIONS", "-Dorg.sqlite.tmpdir=" + temporary + "/nowhere");

    assertThat(end(builder.start())).isEqualTo(1);
    assertThat(Files.readString(messages).lines().filter(line -> !line.startsWith("NOTE:")))
        .singleElement()
        .asString()
        .endsWith("name a directory that allows it with java -Dorg.sqlite.tmpdir=DIR");
  }

  @Test
  void readerThatGoesAwayEndsItQuietly() throws Exception {
    byte[] large = Trees.randomBytes(8, 2_000_000);
    Trees.file(temporary, "large", large);
    assertThat(run("put", temporary.resolve("large").toString(), "large")).isZero();

    ProcessBuilder builder = builder(withData("get", "large"));
    Process process = builder.redirectOutput(ProcessBuilder.Redirect.PIPE).start();
    try (InputStream read = process.getInputStream()) {
      assertThat(read.read()).isEqualTo(large[0] & 0xFF);
    }

    assertThat(end(process)).isEqualTo(141);
    assertThat(messages).isEmptyFile();
  }

  @Test
  void interruptedImportLeavesAWholeLibraryThatCanGoOn() throws Exception {
    Path source = Trees.directory(temporary, "source");
    for (int i = 0; i < 2000; i++) {
      Trees.file(source, "d" + i % 10 + "/f" + i, Trees.randomBytes(i, 2000));
    }

    Process process = builder(withData("import", source.toString())).start();
    while (process.isAlive() && !Files.exists(data.resolve("catalog.db"))) {
      Thread.onSpinWait();
    }
    process.destroy();

    assertThat(end(process)).isIn(0, 143);
    assertThat(run("import", source.toString())).isIn(0, 3);
    assertThat(run("export", "/", temporary.resolve("target").toString())).isZero();
    assertThat(Trees.read(temporary.resolve("target"))).isEqualTo(Trees.read(source));
  }

  private int run(String... arguments) throws Exception {
    return end(builder(withData(arguments)).start());
  }

  private List<String> withData(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--data", data.toString()));
    all.addAll(List.of(arguments));
    return all;
  }

  /** Prepares a process in the locale C, where Java knows ASCII alone. */
  private ProcessBuilder builder(List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                FileLibraryCommand.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C");
    builder.environment().remove("FILELIBRARY_DATA");
    builder.environment().remove("FILELIBRARY_DEBUG");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.redirectOutput(output.toFile()).redirectError(messages.toFile());
    return builder;
  }

  private static int end(Process process) throws InterruptedException {
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended).isTrue();
    return process.exitValue();
  }
}
