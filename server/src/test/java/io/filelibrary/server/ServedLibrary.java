package io.filelibrary.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command {@code serve}, running in this process on a free port, until it is closed. */
final class ServedLibrary implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("listening at (\\S+)");
  private static final Pattern KEY = Pattern.compile("KEY=(flk_[a-z2-7]+_[a-z2-7]+)\n");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Output out = new Output();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
  private final CompletableFuture<Integer> code = new CompletableFuture<>();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final Thread thread;

  private ServedLibrary(List<String> arguments) {
    Terminal terminal = new Terminal(InputStream.nullInputStream(), out, messages, () -> false);
    this.thread =
        new Thread(
            () -> {
              try {
                code.complete(Launch.run(terminal, arguments.toArray(String[]::new)));
              } catch (RuntimeException | Error e) {
                code.completeExceptionally(e);
              }
            },
            "serve");
  }

  /** Serves a data directory; returns once it listens. */
  static ServedLibrary start(Path data, String... options) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("--data", data.toString(), "--actor", "tester", "serve"));
    if (!List.of(options).contains("--port")) {
      arguments.addAll(List.of("--port", "0"));
    }
    arguments.addAll(List.of(options));
    ServedLibrary served = new ServedLibrary(arguments);
    served.thread.start();
    Object first =
        CompletableFuture.anyOf(served.out.greeted, served.code).get(1, TimeUnit.MINUTES);
    if (served.code.isDone()) {
      throw new AssertionError(
          "serve ended with " + first + ": " + served.messages.toString(UTF_8));
    }
    return served;
  }

  URI url() {
    Matcher found = LISTENING.matcher(out());
    if (!found.find()) {
      throw new AssertionError("no URL in " + out());
    }
    return URI.create(found.group(1));
  }

  /** The key that was printed. */
  String key() {
    Matcher found = KEY.matcher(out());
    if (!found.find()) {
      throw new AssertionError("no key was printed");
    }
    return found.group(1);
  }

  String out() {
    return out.toString(UTF_8);
  }

  String messages() {
    return messages.toString(UTF_8);
  }

  /** Waits until the output holds a text, which it must. */
  void awaitOutput(String text) throws Exception {
    out.await(text, 1);
  }

  /** Waits until the output holds a text so often, which it must. */
  void awaitOutput(String text, int times) throws Exception {
    out.await(text, times);
  }

  /** Opens a connection of which the test says every byte. */
  Socket connect() throws IOException {
    Socket socket = new Socket(url().getHost(), url().getPort());
    socket.setSoTimeout(30_000);
    return socket;
  }

  HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(URI.create(target.startsWith("/") ? url() + target : target))
        .timeout(Duration.ofSeconds(30));
  }

  HttpResponse<String> send(HttpRequest request) throws Exception {
    // A connection that was kept may reach the end of the server's patience as it is used again.
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  /** Gets something with a key. */
  HttpResponse<String> get(String target, String key) throws Exception {
    return send(request(target).header("X-API-KEY", key).build());
  }

  /** Gets something without a key. */
  HttpResponse<String> get(String target) throws Exception {
    return send(request(target).build());
  }

  /** Posts JSON with a key. */
  HttpResponse<String> post(String target, String key, String json) throws Exception {
    return send(
        request(target)
            .header("X-API-KEY", key)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build());
  }

  /** Begins a file of the channel main, and returns the URL that takes its bytes. */
  String begin(String path) throws Exception {
    HttpResponse<String> begun =
        post("/v1/files/file", key(), "{\"channelId\":\"main\",\"path\":\"" + path + "\"}");
    if (begun.statusCode() != 200) {
      throw new AssertionError(begun.statusCode() + " " + begun.body());
    }
    return json(begun).path("uploadUrl").textValue();
  }

  /** Stores a file of the channel main in two steps. */
  void store(String path, byte[] bytes) throws Exception {
    HttpResponse<String> sent =
        send(request(begin(path)).PUT(BodyPublishers.ofByteArray(bytes)).build());
    if (sent.statusCode() / 100 != 2) {
      throw new AssertionError(sent.statusCode() + " " + sent.body());
    }
  }

  /** Returns the file of a path in the channel main, as it is listed. */
  JsonNode listed(String path, String key) throws Exception {
    for (JsonNode file : json(get("/v1/files?channelId=main", key)).path("data")) {
      if (file.path("path").textValue().equals(path)) {
        return file;
      }
    }
    throw new AssertionError(path + " is not listed");
  }

  static JsonNode json(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  /** Begins to stop it, as a signal does; twice is as once. */
  void stop() {
    if (!stopped.getAndSet(true)) {
      thread.interrupt();
    }
  }

  /** Waits for its end, and answers the exit code. */
  int end() throws Exception {
    stop();
    int ended = code.get(1, TimeUnit.MINUTES);
    thread.join();
    return ended;
  }

  @Override
  public void close() {
    try {
      end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new AssertionError("serve did not end as it should", e);
    }
  }

  /** What was printed so far; tells when the greeting is complete. */
  private static final class Output extends ByteArrayOutputStream {
    private final CompletableFuture<String> greeted = new CompletableFuture<>();

    @Override
    public synchronized void flush() {
      notifyAll();
      if (toString(UTF_8).contains("listening at ")) {
        greeted.complete("listening");
      }
    }

    synchronized void await(String text, int times) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (toString(UTF_8).split(Pattern.quote(text), -1).length <= times) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError(text + " is not " + times + " times in " + toString(UTF_8));
        }
        try {
          wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new UncheckedIOException(new IOException(e));
        }
      }
    }
  }
}
