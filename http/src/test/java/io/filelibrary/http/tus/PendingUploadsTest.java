package io.filelibrary.http.tus;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.http.TestClient.Answer;
import io.filelibrary.http.TestServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A channel with room for one pending upload, however it is begun. */
final class PendingUploadsTest {
  @TempDir private Path spool;
  private TestServer server;
  private TusDriver tus;

  @BeforeEach
  void start() throws Exception {
    server =
        TestServer.start(
            spool, library -> library.withMaxPendingUploads(1), UnaryOperator.identity());
    tus = new TusDriver(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer begin(String path) throws Exception {
    return server
        .client(TestServer.ADA)
        .send(
            "POST",
            "/v1/files/file",
            "{\"channelId\":\"" + TusDriver.CHANNEL + "\",\"path\":\"" + path + "\"}");
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(429);
    assertThat(answer.json().path("code").textValue()).isEqualTo("too_many_uploads");
    assertThat(answer.json().path("data").path("effect").textValue()).isEqualTo("none");
    assertThat(answer.header("Retry-After")).isPresent();
  }

  @Test
  void oneMoreIsRefusedUntilOneIsOver() throws Exception {
    String url = tus.create("a.txt", 3);

    assertRefused(begin("b.txt"));
    assertRefused(tus.post(Map.of("Upload-Length", "3", "Upload-Metadata", TusDriver.at("b.txt"))));

    assertThat(tus.patch(url, 0, new byte[3]).status()).isEqualTo(204);
    assertThat(begin("b.txt").status()).isEqualTo(200);
  }
}
