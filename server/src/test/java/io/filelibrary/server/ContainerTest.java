package io.filelibrary.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server answers before, or instead of, the endpoints of the library. */
final class ContainerTest {
  private static final String ORIGIN = "https://app.example.com";

  @TempDir Path temporary;
  private ServedLibrary served;

  @BeforeEach
  void start() throws Exception {
    served =
        ServedLibrary.start(
            temporary.resolve("data"), "--idle-timeout", "2s", "--cors-origins", ORIGIN);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void healthAndReadinessNeedNoKey() throws Exception {
    assertThat(served.get("/healthz").body()).isEqualTo("{\"status\":\"serving\"}");
    assertThat(served.get("/readyz").body()).isEqualTo("{\"status\":\"ready\"}");
    assertThat(served.get("/readyz").statusCode()).isEqualTo(200);
    assertThat(served.get("/healthz").headers().firstValue("Server")).isEmpty();
  }

  @Test
  void unknownPathIsNotFoundAsJson() throws Exception {
    assertFailure(raw("GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n"), 404, "not_found");
  }

  @Test
  void requestsThatAreNoneAreBadRequestsAsJson() throws Exception {
    assertFailure(raw("GET /a/%zz HTTP/1.1\r\nHost: x\r\n\r\n"), 400, "bad_request");
    assertFailure(raw("GET /a/../../b HTTP/1.1\r\nHost: x\r\n\r\n"), 400, "bad_request");
    assertFailure(raw("GET / HTTP/1.1\r\n\r\n"), 400, "bad_request");
    assertFailure(raw("G\u0001T / HTTP/1.1\r\nHost: x\r\n\r\n"), 400, "bad_request");
    assertFailure(
        raw("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"), 400, "bad_request");
  }

  @Test
  void headThatIsTooLargeIsRefused() throws Exception {
    String large = "x".repeat(64 << 10);

    assertFailure(
        raw("GET / HTTP/1.1\r\nHost: x\r\nX-Large: " + large + "\r\n\r\n"),
        431,
        "request_header_fields_too_large");
    assertFailure(raw("GET /" + large + " HTTP/1.1\r\nHost: x\r\n\r\n"), 414, "uri_too_long");
    assertThat(served.get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void clientThatSendsNoHeadIsLetGo() throws Exception {
    String answer = raw("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ");

    assertThat(answer)
        .satisfiesAnyOf(
            text -> assertThat(text).isEmpty(),
            text -> assertThat(text).startsWith("HTTP/1.1 408 "));
    assertThat(served.get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void pagesOfAnAllowedOriginMayCallAsClientsForTusDo() throws Exception {
    HttpResponse<String> asked =
        served.send(
            served
                .request("/tus")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", ORIGIN)
                .header("Access-Control-Request-Method", "PATCH")
                .header("Access-Control-Request-Headers", "tus-resumable,upload-offset,x-api-key")
                .build());
    HttpResponse<String> got =
        served.send(served.request("/healthz/x").header("Origin", ORIGIN).build());

    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(header(asked, "Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
    assertThat(header(asked, "Access-Control-Allow-Methods")).contains("PATCH").contains("PUT");
    assertThat(header(asked, "Access-Control-Allow-Headers"))
        .contains("Tus-Resumable")
        .contains("Upload-Offset")
        .contains("X-API-KEY");
    assertThat(header(got, "Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
    assertThat(header(got, "Access-Control-Expose-Headers"))
        .contains("Location")
        .contains("Upload-Offset")
        .contains("ETag");
    assertThat(got.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
  }

  @Test
  void pagesOfOtherOriginsMayNot() throws Exception {
    for (String other :
        new String[] {
          "https://other.example.com", "http://app.example.com", ORIGIN + ".evil.example", "null"
        }) {
      HttpResponse<String> got =
          served.send(served.request("/nowhere").header("Origin", other).build());
      assertThat(got.headers().firstValue("Access-Control-Allow-Origin")).as(other).isEmpty();
    }
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  /** Sends bytes, and returns what comes until the server closes the connection. */
  private String raw(String request) throws IOException {
    try (Socket socket = served.connect()) {
      try {
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      } catch (SocketException e) {
        assertThat(e).hasMessageMatching("(?i).*(broken pipe|reset).*");
      }
      return new String(readAll(socket.getInputStream()), ISO_8859_1);
    }
  }

  /** A server that does not want the rest of a request resets the connection behind its answer. */
  private static byte[] readAll(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        all.write(next);
      }
    } catch (SocketException e) {
      assertThat(e).hasMessageContaining("reset");
    }
    return all.toByteArray();
  }

  private static void assertFailure(String answer, int status, String code) throws IOException {
    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertThat(answer).containsIgnoringCase("Content-Type: application/json");
    assertThat(answer).doesNotContain("Jetty").doesNotContain("org.eclipse");
    JsonNode body = new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    assertThat(body.path("code").textValue()).isEqualTo(code);
    assertThat(body.path("message").textValue()).isNotEmpty();
    assertThat(body.path("data").isObject()).isTrue();
  }
}
