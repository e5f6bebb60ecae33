package io.filelibrary.http.tus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.io.Resources;
import io.filelibrary.ChannelFiles;
import io.filelibrary.http.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The client that most sites use, unmodified, in Node. Its package is installed into {@code
 * target/tus-client} by the npm of this machine, once. Skipped where there is no node or npm, or
 * the package cannot be had, as without a network.
 */
final class TusClientTest {
  private static final int SIZE = 20 * 1024 * 1024 + 77;

  @TempDir private Path directory;
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start(directory.resolve("spool"));
    new TusDriver(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** The directory with the client, or none: then the test is skipped, and says why. */
  private static Path installed() throws Exception {
    assumeTrue(runs("node", "--version"), "there is no node on this machine");
    assumeTrue(runs("npm", "--version"), "there is no npm on this machine");
    Path project = Files.createDirectories(Path.of("target", "tus-client").toAbsolutePath());
    copy("package.json", project);
    copy("upload.js", project);
    if (!Files.exists(project.resolve("node_modules/tus-js-client/package.json"))) {
      Process npm =
          process(
                  project,
                  List.of(
                      "npm",
                      "install",
                      "--prefer-offline",
                      "--no-audit",
                      "--no-fund",
                      "--ignore-scripts",
                      "--fetch-retries=0",
                      "--fetch-timeout=20000"))
              .redirectOutput(project.resolve("npm.log").toFile())
              .start();
      boolean installed = npm.waitFor(60, TimeUnit.SECONDS) && npm.exitValue() == 0;
      npm.destroyForcibly();
      assumeTrue(installed, "npm cannot get tus-js-client; see " + project.resolve("npm.log"));
    }
    return project;
  }

  private static void copy(String name, Path project) throws IOException {
    URL resource = Resources.getResource("tus/" + name);
    Files.write(project.resolve(name), Resources.toByteArray(resource));
  }

  private static ProcessBuilder process(Path directory, List<String> command) {
    return new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
  }

  private static boolean runs(String... command) throws Exception {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private Process client(Path project, Path file) throws IOException {
    return process(
            project,
            List.of(
                "node",
                "upload.js",
                server.url() + "/tus",
                TestServer.ADA,
                TusDriver.CHANNEL,
                file.toString(),
                directory.resolve("urls.json").toString()))
        .start();
  }

  @Test
  void killedClientGoesOnWhereItWas() throws Exception {
    Path project = installed();
    byte[] bytes = new byte[SIZE];
    new Random(20260301).nextBytes(bytes);
    Path file = Files.write(directory.resolve("large.bin"), bytes);
    Files.writeString(directory.resolve("urls.json"), "{}");

    long killedAt = killedHalfWay(client(project, file));
    List<String> lines = output(client(project, file));

    assertThat(lines).as("the second client").contains("previous 1").endsWith("done");
    assertThat(chunk(lines.get(1))).isGreaterThan(killedAt);
    ChannelFiles files = server.library().channel(TusDriver.CHANNEL, "ada");
    try (var stored = files.open(files.find("large.bin").orElseThrow().id())) {
      assertThat(stored.readAllBytes()).isEqualTo(bytes);
    }
  }

  /** Kills the client when half has come, and returns how much the server had acknowledged. */
  private static long killedHalfWay(Process client) throws IOException {
    List<String> lines = new ArrayList<>();
    try (BufferedReader output = client.inputReader()) {
      String line = output.readLine();
      while (line != null) {
        lines.add(line);
        if (line.startsWith("chunk") && chunk(line) >= SIZE / 2) {
          return chunk(line);
        }
        line = output.readLine();
      }
      throw new AssertionError("the first client ended by itself: " + lines);
    } finally {
      client.destroyForcibly();
    }
  }

  private static List<String> output(Process client) throws Exception {
    try (BufferedReader output = client.inputReader()) {
      List<String> lines = output.lines().toList();
      assertThat(client.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(client.exitValue()).as(lines.toString()).isZero();
      return lines;
    } finally {
      client.destroyForcibly();
    }
  }

  private static long chunk(String line) {
    assertThat(line).startsWith("chunk ");
    return Long.parseLong(line.split(" ", -1)[1]);
  }
}
