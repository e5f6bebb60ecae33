package io.filelibrary.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.filelibrary.storage.s3.S3Server;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two steps of an upload over a store: the bytes go to it and come from it directly. */
final class ServeS3Test {
  @TempDir Path temporary;
  private final S3Server server = S3Server.shared();
  private final S3Server.Buckets buckets = server.create();
  private final HttpClient http = HttpClient.newHttpClient();
  private ServedLibrary served;

  @BeforeEach
  void start() throws Exception {
    Path config =
        Files.writeString(
            temporary.resolve("keys.properties"),
            "s3-access-key="
                + S3Server.ACCESS_KEY
                + "\ns3-secret-key="
                + S3Server.SECRET_KEY
                + "\n");
    served =
        ServedLibrary.start(
            temporary.resolve("data"),
            "--config",
            config.toString(),
            "--s3-endpoint",
            server.endpoint().toString(),
            "--s3-bucket",
            buckets.bucket());
  }

  @AfterEach
  void stop() {
    served.close();
    server.drop(buckets);
  }

  @Test
  void bytesGoToTheStoreAndComeFromIt() throws Exception {
    byte[] bytes = Trees.randomBytes(1, 300_000);
    HttpResponse<String> begun =
        served.post("/v1/files/file", served.key(), "{\"channelId\":\"main\",\"path\":\"a.bin\"}");
    JsonNode pending = ServedLibrary.json(begun);
    URI upload = URI.create(pending.path("uploadUrl").textValue());
    assertThat(pending.path("status").textValue()).isEqualTo("pending");
    assertThat(upload.getAuthority()).isEqualTo(server.endpoint().getAuthority());

    HttpResponse<String> sent =
        http.send(
            HttpRequest.newBuilder(upload).PUT(BodyPublishers.ofByteArray(bytes)).build(),
            BodyHandlers.ofString());
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);

    HttpResponse<String> got =
        served.get("/v1/files/" + pending.path("id").textValue(), served.key());
    JsonNode completed = ServedLibrary.json(got);
    assertThat(completed.path("status").textValue()).isEqualTo("completed");
    assertThat(completed.path("size").longValue()).isEqualTo(bytes.length);
    URI download = URI.create(completed.path("downloadUrl").textValue());
    assertThat(download.getAuthority()).isEqualTo(server.endpoint().getAuthority());
    assertThat(
            http.send(HttpRequest.newBuilder(download).build(), BodyHandlers.ofByteArray()).body())
        .isEqualTo(bytes);
  }

  @Test
  void neitherKeysOfTheStoreNorSignaturesAreLogged() throws Exception {
    String upload = served.begin("a.txt");
    http.send(
        HttpRequest.newBuilder(URI.create(upload))
            .PUT(BodyPublishers.ofByteArray("hello".getBytes(UTF_8)))
            .build(),
        BodyHandlers.ofString());
    String download = served.listed("a.txt", served.key()).path("downloadUrl").textValue();
    served.get("/nowhere?" + URI.create(upload).getRawQuery(), served.key());
    served.awaitOutput(" /nowhere ");

    assertThat(download).contains("X-Amz-Signature=");
    assertThat(served.out() + served.messages())
        .doesNotContain("X-Amz-")
        .doesNotContain(S3Server.SECRET_KEY);
  }

  @Test
  void serverIsReadyWhileTheStoreAnswers() throws Exception {
    assertThat(served.get("/readyz").statusCode()).isEqualTo(200);
  }
}
