package io.filelibrary.benchmarks.suite.s3;

import io.filelibrary.storage.s3.S3Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The store of the tests in a process of its own, so that neither its heap nor its compiled code is
 * that of the clients. It keeps objects in memory, and ends when its input does.
 */
final class StoreProcess implements AutoCloseable {
  private static final int BUCKETS = 4;

  private final Process process;
  private final URI endpoint;
  private final List<String> buckets;

  private StoreProcess(Process process, URI endpoint, List<String> buckets) {
    this.process = process;
    this.endpoint = endpoint;
    this.buckets = List.copyOf(buckets);
  }

  /** What the process runs: it prints where the store is, and the names of empty buckets. */
  public static void main(String... arguments) throws IOException {
    S3Server server = S3Server.shared();
    System.out.println(server.endpoint());
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      System.out.println(server.create().bucket());
    }
    while (System.in.read() >= 0) {
      // The other end says nothing; it closes.
    }
    System.exit(0);
  }

  /** Starts a store with some empty buckets. */
  static StoreProcess start() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx3g",
                "-cp",
                System.getProperty("java.class.path"),
                StoreProcess.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    List<String> told = new ArrayList<>();
    while (told.size() <= BUCKETS) {
      String line = lines.readLine();
      if (line == null) {
        process.destroy();
        throw new IOException("the store does not start; it told " + told);
      }
      told.add(line);
    }
    return new StoreProcess(process, URI.create(told.get(0)), told.subList(1, told.size()));
  }

  URI endpoint() {
    return endpoint;
  }

  /** An empty bucket: the number is less than 4. */
  String bucket(int number) {
    return buckets.get(number);
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
