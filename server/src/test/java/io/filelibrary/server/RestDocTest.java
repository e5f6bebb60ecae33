package io.filelibrary.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.filelibrary.storage.s3.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples of docs/rest.md, in order, in one shell, against a server. */
final class RestDocTest {
  private static final Path PAGE = Path.of("../docs/rest.md");
  private static final String EXPECTED = "# -> ";

  @TempDir private Path directory;

  @Test
  void examplesPrintWhatThePageSays() throws Exception {
    runExamples();
  }

  @Test
  void examplesPrintTheSameWithContentsInS3() throws Exception {
    S3Server store = S3Server.shared();
    S3Server.Buckets buckets = store.create();
    try {
      Path config =
          Files.writeString(
              directory.resolve("keys.properties"),
              "s3-access-key="
                  + S3Server.ACCESS_KEY
                  + "\ns3-secret-key="
                  + S3Server.SECRET_KEY
                  + "\n");
      String said =
          runExamples(
              "--config",
              config.toString(),
              "--s3-endpoint",
              store.endpoint().toString(),
              "--s3-bucket",
              buckets.bucket());
      assertThat(said)
          .as("the bytes go to the store and come from it")
          .contains("\"uploadUrl\":\"" + store.endpoint() + "/" + buckets.bucket())
          .contains("\"downloadUrl\":\"" + store.endpoint() + "/" + buckets.bucket());
    } finally {
      store.drop(buckets);
    }
  }

  private String runExamples(String... options) throws Exception {
    assumeThat(isThere("bash", "--version")).as("bash is there").isTrue();
    assumeThat(isThere("curl", "--version")).as("curl is there").isTrue();
    Path work = Files.createDirectory(directory.resolve("work"));
    Path data = directory.resolve("data");
    List<String> lines = script();
    assertThat(lines.stream().filter(line -> line.startsWith("expect ")).count())
        .as("expectations on the page")
        .isGreaterThan(30);
    Files.write(work.resolve("examples.sh"), lines, UTF_8);
    try (ServedLibrary served = ServedLibrary.start(data, options)) {
      ProcessBuilder shell =
          new ProcessBuilder("bash", "-eu", "examples.sh")
              .directory(work.toFile())
              .redirectErrorStream(true)
              .redirectOutput(work.resolve("said").toFile());
      shell.environment().put("URL", served.url().toString());
      shell.environment().put("KEY", served.key());
      shell.environment().put("TT_KEY", keyOfBusiness(data));

      Process process = shell.start();
      boolean ended = process.waitFor(2, TimeUnit.MINUTES);
      process.destroyForcibly();

      String said = Files.readString(work.resolve("said"), UTF_8);
      assertThat(ended).as("the examples end: %s", said).isTrue();
      assertThat(process.waitFor()).as(said).isZero();
      assertThat(said).endsWith("all examples ran\n");
      return said;
    }
  }

  /** Every block, with each expectation made a check of what the commands before it print. */
  private static List<String> script() throws Exception {
    List<String> script = new ArrayList<>();
    script.add("expect() { grep -qF -- \"$1\" said-last || { echo \"not there: $1\"; exit 1; }; }");
    Matcher blocks =
        Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE, UTF_8));
    List<String> commands = new ArrayList<>();
    while (blocks.find()) {
      for (String line : blocks.group(1).lines().toList()) {
        if (line.startsWith(EXPECTED)) {
          script.add("{");
          script.addAll(commands);
          script.add("} > said-last 2>&1 || { cat said-last; exit 1; }");
          script.add("echo; cat said-last");
          String text = line.substring(EXPECTED.length());
          script.add("expect '" + text.replace("'", "'\\''") + "'");
          commands.clear();
        } else {
          commands.add(line);
        }
      }
    }
    script.addAll(commands);
    script.add("echo 'all examples ran'");
    return script;
  }

  private static String keyOfBusiness(Path data) throws Exception {
    Shell.Run created = new Shell(data).run("key", "create", "--tenant", "1001", "--actor", "ada");
    Matcher key = Pattern.compile("flk_\\S+").matcher(created.out());
    assertThat(key.find()).as("a key in %s", created.out()).isTrue();
    return key.group();
  }

  private static boolean isThere(String... command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
