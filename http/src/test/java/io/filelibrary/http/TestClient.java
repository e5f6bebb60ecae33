package io.filelibrary.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A client of a server, as one caller. */
public final class TestClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI server;
  private final Optional<String> key;

  TestClient(URI server, Optional<String> key) {
    this.server = server;
    this.key = key;
  }

  /** An answer, with its body in memory. */
  public record Answer(int status, HttpResponse<byte[]> raw) {
    /** The body as JSON; fails if it is none. */
    public JsonNode json() {
      try {
        return JSON.readTree(raw.body());
      } catch (IOException e) {
        throw new AssertionError(text() + " is no JSON", e);
      }
    }

    /** The body as text. */
    public String text() {
      return new String(raw.body(), StandardCharsets.UTF_8);
    }

    /** The body. */
    public byte[] bytes() {
      return raw.body();
    }

    /** The first header of a name. */
    public Optional<String> header(String name) {
      return raw.headers().firstValue(name);
    }

    @Override
    public String toString() {
      return status + " " + text();
    }
  }

  /** Sends a request without a body. */
  public Answer send(String method, String target) throws Exception {
    return send(method, target, Map.of(), BodyPublishers.noBody());
  }

  /** Sends a JSON body. */
  public Answer send(String method, String target, String json) throws Exception {
    return send(
        method, target, Map.of("Content-Type", "application/json"), BodyPublishers.ofString(json));
  }

  /**
   * Sends a request.
   *
   * @param target an absolute URL, which gets no key, or a path of the server
   */
  public Answer send(String method, String target, Map<String, String> headers, BodyPublisher body)
      throws Exception {
    boolean own = target.startsWith("/");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(own ? server + target : target))
            .timeout(Duration.ofSeconds(30))
            .method(method, body);
    headers.forEach(request::header);
    if (own) {
      key.ifPresent(value -> request.header("X-API-KEY", value));
    }
    HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), response);
  }
}
