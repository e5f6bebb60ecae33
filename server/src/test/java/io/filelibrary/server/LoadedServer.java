package io.filelibrary.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The runnable jar as a process of its own that serves a directory, with a heap of 256 MiB. */
final class LoadedServer implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("listening at (\\S+)");
  private static final Pattern KEY = Pattern.compile("(flk_[a-z2-7]+_[a-z2-7]+)");
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final Path jar;
  private final Path directory;
  private final Process process;
  private final URI url;
  private final String key;

  /** Starts it; returns once it listens. */
  LoadedServer(Path jar, Path directory, int clients) throws IOException, InterruptedException {
    this.jar = jar;
    this.directory = directory;
    this.process =
        new ProcessBuilder(
                List.of(
                    JAVA,
                    "-Xmx256m",
                    "-jar",
                    jar.toString(),
                    "--data",
                    directory.resolve("data").toString(),
                    "serve",
                    "--port",
                    "0",
                    "--collect-interval",
                    "10s",
                    "--threads",
                    String.valueOf(Math.max(200, clients + 50)),
                    "--max-connections",
                    String.valueOf(2 * clients + 100)))
            .redirectOutput(directory.resolve("printed").toFile())
            .redirectError(messagesFile().toFile())
            .start();
    // The commands to try come last, so the key is complete by then.
    this.url = URI.create(awaitPrinted(LISTENING));
    awaitPrinted(Pattern.compile("(/v1/files\\?channelId=main'\n)"));
    this.key = awaitPrinted(KEY);
  }

  private String awaitPrinted(Pattern pattern) throws IOException, InterruptedException {
    for (int tries = 0; tries < 600 && process.isAlive(); tries++) {
      Matcher found = pattern.matcher(Files.readString(directory.resolve("printed")));
      if (found.find()) {
        return found.group(1);
      }
      Thread.sleep(100);
    }
    process.destroyForcibly();
    throw new IOException("serve did not print " + pattern + "; it said: " + messages());
  }

  URI url() {
    return url;
  }

  /** The key of the tenant main. */
  String key() {
    return key;
  }

  /** Makes a key of a numbered business by the command line, while it serves. */
  String businessKey(int tenant) throws IOException, InterruptedException {
    Process command =
        new ProcessBuilder(
                List.of(
                    JAVA,
                    "-jar",
                    jar.toString(),
                    "--data",
                    directory.resolve("data").toString(),
                    "key",
                    "create",
                    "--tenant",
                    String.valueOf(tenant)))
            .redirectErrorStream(true)
            .start();
    String said = new String(command.getInputStream().readAllBytes(), UTF_8);
    Matcher found = KEY.matcher(said);
    if (command.waitFor() != 0 || !found.find()) {
      throw new IOException("key create failed: " + said);
    }
    return found.group(1);
  }

  /** What it shows at {@code /metrics}. */
  String metrics(HttpClient http) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/metrics")).build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  /** The sum of the samples whose name and labels begin so; NaN if there is none. */
  static double sum(String metrics, String beginning) {
    double[] values =
        metrics
            .lines()
            .filter(line -> line.startsWith(beginning))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .toArray();
    double sum = values.length == 0 ? Double.NaN : 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /** The most memory that was resident so far, as Linux tells. */
  String peakMemory() throws IOException {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    if (!Files.isReadable(status)) {
      return "unknown";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.substring("VmHWM:".length()).strip())
        .findFirst()
        .orElse("unknown");
  }

  /** Sends SIGTERM, and answers the exit code; fails if it does not end within two minutes. */
  int terminate() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      throw new IOException("serve did not end within two minutes");
    }
    return process.exitValue();
  }

  /** What it wrote to its standard error. */
  String messages() throws IOException {
    return Files.readString(messagesFile());
  }

  private Path messagesFile() {
    return directory.resolve("messages");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
