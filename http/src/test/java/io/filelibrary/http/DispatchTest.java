package io.filelibrary.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.http.TestClient.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every endpoint: who is let in, and how a request that fits none is answered. */
final class DispatchTest {
  @TempDir private Path spool;
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start(spool);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void unknownPathIsNotFoundWhoeverAsks() throws Exception {
    assertThat(server.client(TestServer.ADA).send("GET", "/nowhere").status()).isEqualTo(404);
    assertThat(server.anonymous().send("GET", "/nowhere").status()).isEqualTo(404);
  }

  @Test
  void failureIsToldAsCodeMessageAndData() throws Exception {
    Answer answer = server.anonymous().send("GET", "/nowhere");

    assertThat(answer.header("Content-Type")).contains("application/json");
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.json().path("code").textValue()).isEqualTo("not_found");
    assertThat(answer.json().path("message").textValue()).isNotEmpty();
    assertThat(answer.json().path("data").isObject()).isTrue();
  }

  @Test
  void pathThatIsNoUtf8IsABadRequest() throws Exception {
    assertThat(server.anonymous().send("GET", "/v1/files/%C3%28").status()).isEqualTo(400);
    assertThat(server.anonymous().send("GET", "/v1/files/x?limit=%FF").status()).isEqualTo(400);
  }
}
