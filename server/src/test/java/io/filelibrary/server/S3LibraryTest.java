package io.filelibrary.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.storage.s3.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A library whose contents are in S3, from the command line. */
final class S3LibraryTest {
  private static final String SECRET = "the-wrong-secret-key";

  @TempDir Path temporary;
  private final S3Server server = S3Server.shared();
  private final S3Server.Buckets buckets = server.create();
  private Shell shell;
  private Path config;
  private Path output;
  private String environmentBucket = buckets.bucket();

  @BeforeEach
  void writeKeys() throws IOException {
    shell = new Shell(temporary.resolve("data"));
    output = temporary.resolve("output");
    config = temporary.resolve("keys.properties");
    writeKeys(S3Server.SECRET_KEY);
  }

  @AfterEach
  void dropBuckets() {
    server.drop(buckets);
  }

  @Test
  void exportGivesTheTreeThatWasImported() throws IOException {
    Path source = Files.createDirectory(temporary.resolve("source"));
    Trees.directory(source, "empty");
    Trees.file(source, "nothing", "");
    Trees.file(source, "docs/small.bin", Trees.randomBytes(2, 1000));
    Trees.file(source, "docs/big.bin", Trees.randomBytes(1, 200 * 1024));
    Trees.file(source, "docs/parts.bin", Trees.randomBytes(3, 18 << 20));
    Path target = temporary.resolve("target");

    Shell.Run imported = make("import", source.toString());
    Shell.Run exported = again("export", "/", target.toString());

    assertThat(imported.messages()).isEmpty();
    assertThat(imported.code()).isZero();
    assertThat(exported.messages()).isEmpty();
    assertThat(exported.code()).isZero();
    assertThat(Trees.read(target)).isEqualTo(Trees.read(source));
  }

  @Test
  void everyCommandWorksOnceTheLibraryIsThere() throws IOException {
    byte[] large = Trees.randomBytes(4, 300_000);
    Path file = Trees.file(temporary, "large", large);
    assertThat(make("mkdir", "a").code()).isZero();

    assertThat(again("put", file.toString(), "a/large").code()).isZero();
    assertThat(again("cp", "a", "b").code()).isZero();
    assertThat(again("mv", "b", "c").code()).isZero();
    assertThat(again("get", "c/large").bytes()).isEqualTo(large);
    assertThat(again("get", "c/large", "--range", "100000-100009").bytes())
        .isEqualTo(Arrays.copyOfRange(large, 100_000, 100_010));
    assertThat(again("rm", "-r", "a").code()).isZero();
    assertThat(again("ls").lines()).containsExactly("c/");
    assertThat(again("stats").lines()).contains("contents  s3");
    assertThat(again("gc").out()).startsWith("freed ");
    assertThat(again("s3").out()).contains("kept").doesNotContain("broken");
  }

  @Test
  void placeIsRememberedAndKeysAreNot() throws IOException {
    make("mkdir", "x", "--s3-prefix", "some/where/", "--s3-public-bucket", buckets.publicBucket());

    String remembered = Files.readString(shell.data().resolve("contents.s3"));
    assertThat(remembered.lines())
        .contains(
            "s3-bucket=" + buckets.bucket(),
            "s3-public-bucket=" + buckets.publicBucket(),
            "s3-prefix=some/where/");
    assertThat(remembered).doesNotContain(S3Server.SECRET_KEY).doesNotContain(S3Server.ACCESS_KEY);
    assertThat(again("ls").lines()).containsExactly("x/");
  }

  @Test
  void configurationMayBeInTheDataDirectory() throws IOException {
    Files.createDirectories(shell.data());
    Files.writeString(
        shell.data().resolve("filelibrary.properties"),
        Files.readString(config)
            + "storage=s3\ns3-endpoint="
            + server.endpoint()
            + "\ns3-bucket="
            + buckets.bucket()
            + "\n");

    assertThat(shell.run("mkdir", "x").messages()).isEmpty();
    assertThat(shell.run("ls").lines()).containsExactly("x/");
    assertThat(shell.run("stats").lines()).contains("contents  s3");
  }

  @Test
  void environmentIsEnough() throws Exception {
    assertThat(inProcess("mkdir", "x")).isZero();
    assertThat(shell.data().resolve("contents.s3")).exists();
    assertThat(again("ls").lines()).containsExactly("x/");
  }

  @Test
  void bucketOfTheEnvironmentDoesNotMoveALibraryThatIsThere() throws Exception {
    make("mkdir", "x", "--s3-prefix", "some/where/");
    S3Server.Buckets others = server.create();

    assertThat(inProcess("ls")).isZero();
    assertThat(Files.readString(output)).isEqualTo("x/\n");
    environmentBucket = others.bucket();
    assertThat(inProcess("ls")).isEqualTo(1);
    assertThat(Files.readString(output))
        .startsWith("filelibrary: FILELIBRARY_S3_BUCKET differs from what ")
        .hasLineCount(1);
    assertThat(inProcess("--s3-bucket", buckets.bucket(), "ls")).isZero();
    server.drop(others);
  }

  @Test
  void missingBucketIsReportedInOneLineAndMakesNoLibrary() {
    Shell.Run run =
        again("mkdir", "x", "--s3-endpoint", endpoint(), "--s3-bucket", "no-such-bucket");

    assertRefused(run, "create the bucket, or name another");
    assertThat(shell.data()).isEmptyDirectory();
    assertThat(make("mkdir", "x").code()).isZero();
  }

  @Test
  void wrongKeyIsReportedInOneLineWithoutTheSecret() throws IOException {
    make("mkdir", "x");
    writeKeys(SECRET);

    assertRefused(again("ls"), "give the secret key that belongs to the access key");
    Shell.Run traced = again("ls", "--debug");
    assertThat(traced.code()).isEqualTo(1);
    assertThat(traced.messages()).contains("S3Failure").doesNotContain(SECRET);
  }

  @Test
  void whatIsNotSaidIsAskedFor() throws IOException {
    assertRefused(
        again("mkdir", "x", "--storage", "s3"),
        "where is the S3 store? Give --s3-endpoint, FILELIBRARY_S3_ENDPOINT or s3-endpoint in");
    assertRefused(
        again("mkdir", "x", "--storage", "s3", "--s3-endpoint", endpoint()),
        "which bucket keeps the contents? Give --s3-bucket, FILELIBRARY_S3_BUCKET or s3-bucket in");
    Files.writeString(config, "s3-access-key=someone\n");
    assertRefused(
        make("mkdir", "x"), "one key of two is missing; give FILELIBRARY_S3_SECRET_KEY or");
  }

  @Test
  void valuesThatCannotBeAreRefusedWithoutBeingShown() {
    String place = "http://someone:" + SECRET + "@host";
    assertRefused(
        again("mkdir", "x", "--s3-bucket", buckets.bucket(), "--s3-endpoint", place),
        "endpoint must be http:// or https://");
    assertRefused(
        again("mkdir", "x", "--s3-bucket", buckets.bucket(), "--s3-endpoint", place + " " + "x"),
        "s3-endpoint is no URL");
    assertRefused(make("mkdir", "x", "--s3-path-style", "maybe"), "s3-path-style is true or false");
    assertRefused(make("mkdir", "x", "--s3-prefix", "no-slash"), "keyPrefix must be segments");
  }

  @Test
  void otherPlaceThanTheRememberedOneIsRefused() {
    make("mkdir", "x");

    assertRefused(
        again("ls", "--s3-bucket", buckets.publicBucket()), "--s3-bucket differs from what");
    assertRefused(again("ls", "--s3-prefix", "other/"), "--s3-prefix differs from what");
    assertThat(again("ls", "--s3-bucket", buckets.bucket()).lines()).containsExactly("x/");
    assertRefused(
        again("ls", "--storage", "local"), "keeps its contents in --storage s3; leave --storage");
  }

  @Test
  void bucketOfAnotherLibraryIsRefused() {
    make("mkdir", "x");
    shell = new Shell(temporary.resolve("other"));

    assertRefused(make("mkdir", "x"), "belong to another catalog");
  }

  @Test
  void libraryOnTheDiskDoesNotMoveToABucket() {
    shell.run("mkdir", "x");

    assertRefused(make("ls"), "keeps its contents in --storage local; leave --s3-bucket out");
  }

  /** Runs a command that makes the library if it is missing. */
  private Shell.Run make(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--s3-endpoint", endpoint(), "--s3-bucket", buckets.bucket()));
    return again(all.toArray(String[]::new));
  }

  /** Runs a command that is told the keys alone. */
  private Shell.Run again(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--config", config.toString()));
    all.addAll(List.of(arguments));
    return shell.run(all.toArray(String[]::new));
  }

  private int inProcess(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                FileLibraryCommand.class.getName(),
                "--data",
                shell.data().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("FILELIBRARY_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().put("AWS_ACCESS_KEY_ID", S3Server.ACCESS_KEY);
    builder.environment().put("AWS_SECRET_ACCESS_KEY", S3Server.SECRET_KEY);
    builder.environment().put("FILELIBRARY_S3_ENDPOINT", endpoint());
    builder.environment().put("FILELIBRARY_S3_BUCKET", environmentBucket);
    Process process = builder.start();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return process.waitFor();
  }

  private String endpoint() {
    return server.endpoint().toString();
  }

  private void writeKeys(String secret) throws IOException {
    Files.writeString(
        config, "s3-access-key=" + S3Server.ACCESS_KEY + "\ns3-secret-key=" + secret + "\n");
  }

  private static void assertRefused(Shell.Run run, String why) {
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).startsWith("filelibrary: ").contains(why).hasLineCount(1);
    assertThat(run.messages()).doesNotContain(SECRET);
  }
}
