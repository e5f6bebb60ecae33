package io.filelibrary.server;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Loads the runnable jar, which serves from a heap of 256 MiB, with many clients at once. Not part
 * of the build; CONTRIBUTING.md has the command. The exit code is 1 if any answer was not as
 * expected, uploads are left pending, or the server does not end cleanly.
 */
final class LoadRun {
  private static final Path JAR = Path.of("server", "target", "filelibrary.jar");

  /** What {@code java} ends with at SIGTERM. */
  private static final int TERMINATED = 143;

  private final LoadTally tally = new LoadTally();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private double heapPeak;

  private LoadRun() {}

  /**
   * Runs it.
   *
   * @param arguments {@code --clients N} (300) and {@code --seconds N} (60)
   * @throws Exception if the server does not start, or answers no longer
   */
  public static void main(String[] arguments) throws Exception {
    // Less than the server's idle timeout, or a request may meet a connection that just ended.
    System.setProperty("jdk.httpclient.keepalive.timeout", "10");
    List<String> given = List.of(arguments);
    int clients = option(given, "--clients", 300);
    int seconds = option(given, "--seconds", 60);
    Path directory = Files.createTempDirectory("filelibrary-load");
    LoadRun run = new LoadRun();
    try (LoadedServer server = new LoadedServer(JAR.toAbsolutePath(), directory, clients)) {
      run.load(server, clients, seconds);
    } finally {
      delete(directory);
    }
    System.exit(run.tally.failures() == 0 ? 0 : 1);
  }

  private static int option(List<String> given, String name, int otherwise) {
    int at = given.indexOf(name);
    return at < 0 ? otherwise : Integer.parseInt(given.get(at + 1));
  }

  private void load(LoadedServer server, int clients, int seconds) throws Exception {
    String businessKey = server.businessKey(LoadClient.BUSINESS);
    long begin = System.nanoTime();
    long end = begin + TimeUnit.SECONDS.toNanos(seconds);
    LoadClient.Target target =
        new LoadClient.Target(server.url(), server.key(), businessKey, http, end);
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    List<Future<Void>> running =
        Stream.iterate(0, number -> number + 1)
            .limit(clients)
            .map(number -> threads.submit(new LoadClient(number, target, tally)))
            .toList();
    threads.shutdown();
    while (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
      sampleHeap(server);
    }
    double took = (System.nanoTime() - begin) / 1e9;
    for (Future<Void> each : running) {
      each.get();
    }
    finish(server, clients, took);
  }

  private void sampleHeap(LoadedServer server) throws InterruptedException {
    try {
      String metrics = server.metrics(http);
      heapPeak =
          Math.max(heapPeak, LoadedServer.sum(metrics, "jvm_memory_used_bytes{area=\"heap\""));
    } catch (IOException e) {
      tally.failed("metrics: " + e);
    }
  }

  private void finish(LoadedServer server, int clients, double took) throws Exception {
    String metrics = server.metrics(http);
    double pending = LoadedServer.sum(metrics, "filelibrary_pending_uploads");
    double unfinished = LoadedServer.sum(metrics, "filelibrary_unfinished_contents");
    if (pending != 0) {
      tally.failed("uploads pending after all: " + pending);
    }
    String memory = server.peakMemory();
    long begin = System.nanoTime();
    int code = server.terminate();
    double ending = (System.nanoTime() - begin) / 1e9;
    if (code != TERMINATED) {
      tally.failed("exit code " + code + " at SIGTERM");
    }
    String messages = server.messages();
    if (!messages.isEmpty()) {
      tally.failed(
          "messages of the server: " + messages.substring(0, Math.min(2000, messages.length())));
    }
    System.out.printf(
        "load: %d clients, %.1f s, %d requests, %.0f per second, %d failures%n",
        clients, took, tally.requests(), tally.requests() / took, tally.failures());
    tally.print();
    System.out.printf(
        "  server: most resident %s, largest heap seen %.0f MiB of 256; pending %.0f, unfinished"
            + " %.0f; ended with %d after %.1f s%n",
        memory, heapPeak / (1 << 20), pending, unfinished, code, ending);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
