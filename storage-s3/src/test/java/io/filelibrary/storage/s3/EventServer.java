package io.filelibrary.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A store that has buckets without objects, and answers to listeners as the sources of MinIO do:
 * what comes, and when it ends, the test says.
 */
final class EventServer implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;
  private static final String NO_OBJECTS =
      "<ListBucketResult><Name>any</Name><IsTruncated>false</IsTruncated></ListBucketResult>";

  private final HttpServer server;
  private final BlockingQueue<Listening> listenings = new LinkedBlockingQueue<>();
  private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();

  private EventServer(HttpServer server) {
    this.server = server;
  }

  private record Refusal(int status, String type, String body) {}

  static EventServer start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    EventServer started = new EventServer(server);
    server.createContext("/", started::handle);
    server.start();
    return started;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Refuses the next listener. */
  void refuse(int status, String type, String body) {
    refusals.add(new Refusal(status, type, body));
  }

  /** Waits for a listener, who has got no byte of the answer's body yet. */
  Listening next() throws InterruptedException {
    Listening next = listenings.poll(PATIENCE_SECONDS, SECONDS);
    if (next == null) {
      throw new AssertionError("nobody listens");
    }
    return next;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getRawQuery());
    if (!query.contains("events=")) {
      answer(exchange, new Refusal(200, "application/xml", NO_OBJECTS));
      return;
    }
    Refusal refusal = refusals.poll();
    if (refusal != null) {
      answer(exchange, refusal);
      return;
    }
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    Listening listening = new Listening(exchange, query);
    // The head of the answer leaves with the first blank.
    listening.send(" ");
    listenings.add(listening);
  }

  private static void answer(HttpExchange exchange, Refusal refusal) throws IOException {
    byte[] bytes = refusal.body.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", refusal.type);
    exchange.sendResponseHeaders(refusal.status, bytes.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** One listener, who waits. */
  static final class Listening {
    private final HttpExchange exchange;
    private final String query;

    private Listening(HttpExchange exchange, String query) {
      this.exchange = exchange;
      this.query = query;
    }

    String query() {
      return query;
    }

    String path() {
      return exchange.getRequestURI().getPath();
    }

    String header(String name) {
      return String.valueOf(exchange.getRequestHeaders().getFirst(name));
    }

    void send(String text) throws IOException {
      exchange.getResponseBody().write(text.getBytes(UTF_8));
      exchange.getResponseBody().flush();
    }

    /** Tells of an object as MinIO does: the name is not encoded here. */
    void tell(String bucket, String name) throws IOException {
      send(
          "{\"Records\":[{\"eventVersion\":\"2.0\",\"eventSource\":\"minio:s3\","
              + "\"eventName\":\"s3:ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\""
              + bucket
              + "\"},\"object\":{\"key\":\""
              + name
              + "\",\"size\":10}}}]}\n");
    }

    /** Ends the answer in order, as a store does that is shut down. */
    void end() throws IOException {
      exchange.getResponseBody().close();
    }

    /** Breaks the connection in the middle of the answer. */
    void cut() {
      exchange.close();
    }
  }
}
