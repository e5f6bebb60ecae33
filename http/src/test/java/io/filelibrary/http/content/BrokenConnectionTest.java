package io.filelibrary.http.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.http.RawConnection;
import io.filelibrary.http.TestServer;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.testkit.fault.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that stop, lie or leave, and bytes that are damaged on their way out. */
final class BrokenConnectionTest {
  private static final long TEN_GB = 10_000_000_000L;
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final String LENGTH = "Content-Length: 12\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked\n";

  @TempDir private Path spool;
  private ContentScene scene;

  @BeforeEach
  void start() throws Exception {
    scene = new ContentScene(spool);
  }

  @AfterEach
  void stop() {
    scene.close();
  }

  private RawConnection connect() throws Exception {
    return new RawConnection(scene.server().url());
  }

  private static String put(String path, String headers) {
    return "PUT " + path + " HTTP/1.1\nHost: localhost\n" + headers + "\n";
  }

  @ParameterizedTest
  @ValueSource(strings = {LENGTH + "\nHello", CHUNKED + "\n5\nHello\n"})
  void bodyThatStopsIsTooSlow(String start) throws Exception {
    PendingUpload upload = scene.begin("a.txt", UploadOptions.DEFAULT);
    scene.server().patience(SHORT);
    try (RawConnection connection = connect()) {
      connection.send(put(scene.uploadPath(upload), start).stripTrailing());

      String answer = connection.text();

      assertThat(answer).startsWith("HTTP/1.1 408 ").contains("request_timeout");
      assertThat(answer).containsIgnoringCase("Connection: close");
    }
    scene.assertPendingAndEmpty(upload);
  }

  @ParameterizedTest
  @ValueSource(strings = {LENGTH + "\nHello", CHUNKED + "\n5\nHello\n"})
  void bodyThatEndsEarlyIsIncomplete(String start) throws Exception {
    PendingUpload upload = scene.begin("a.txt", UploadOptions.DEFAULT);
    try (RawConnection connection = connect()) {
      connection.send(put(scene.uploadPath(upload), start).stripTrailing());
      connection.endSending();

      assertThat(connection.text()).startsWith("HTTP/1.1 400 ").contains("body_incomplete");
    }
    scene.assertPendingAndEmpty(upload);
  }

  @Test
  void chunksThatAreNoneAreRefused() throws Exception {
    PendingUpload upload = scene.begin("a.txt", UploadOptions.DEFAULT);
    try (RawConnection connection = connect()) {
      connection.send(put(scene.uploadPath(upload), CHUNKED) + "5\nHello\nxyz\n");

      assertThat(connection.text()).startsWith("HTTP/1.1 400 ");
    }
    scene.assertPendingAndEmpty(upload);
  }

  @Test
  void clientThatLeavesLeavesNothingBehind() throws Exception {
    PendingUpload upload = scene.begin("a.bin", UploadOptions.DEFAULT);
    try (RawConnection connection = connect()) {
      connection.send(put(scene.uploadPath(upload), "Content-Length: " + TEN_GB + "\n"));
      connection.send(new byte[300_000]);
    }
    // When it has ended, every request has.
    scene.server().stop();
    scene.assertPendingAndEmpty(upload);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Expect: 100-continue\n"})
  void whatTheHeadersTellIsRefusedWithoutTheBody(String expect) throws Exception {
    PendingUpload upload = scene.begin("a.bin", UploadOptions.DEFAULT.withMaxSize(1000));
    try (RawConnection connection = connect()) {
      connection.send(put(scene.uploadPath(upload), expect + "Content-Length: " + TEN_GB + "\n"));

      String answer = connection.text();

      assertThat(answer).startsWith("HTTP/1.1 413 ").contains("file_too_large");
      assertThat(answer).containsIgnoringCase("Connection: close");
    }
    scene.assertPendingAndEmpty(upload);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Encoding: gzip\n" + LENGTH,
        "Content-Range: bytes 0-11/12\n" + LENGTH,
        "Content-Length: 13\n",
      })
  void clientThatAsksFirstHearsNoWithoutSending(String headers) throws Exception {
    PendingUpload upload = scene.begin("a.bin", UploadOptions.DEFAULT.withExpectedSize(12));
    try (RawConnection connection = connect()) {
      connection.send(put(scene.uploadPath(upload), "Expect: 100-continue\n" + headers));

      assertThat(connection.text()).startsWith("HTTP/1.1 4").doesNotContain("100 Continue");
    }
    scene.assertPendingAndEmpty(upload);
  }

  @Test
  void clientThatAsksFirstHearsOfTheUploadsEndWithoutSending() throws Exception {
    PendingUpload upload = scene.begin("a.txt", UploadOptions.DEFAULT);
    scene.files().uploads().receive(upload.id(), new ByteArrayInputStream(ContentScene.HELLO));
    scene.files().uploads().complete(upload.id());
    try (RawConnection connection = connect()) {
      connection.send(put(scene.uploadPath(upload), "Expect: 100-continue\n" + LENGTH));

      assertThat(connection.text()).startsWith("HTTP/1.1 409 ");
    }
  }

  @Test
  void clientThatAsksFirstIsToldToSend() throws Exception {
    PendingUpload upload = scene.begin("a.txt", UploadOptions.DEFAULT);
    try (RawConnection connection = connect()) {
      connection.send(put(scene.uploadPath(upload), "Expect: 100-continue\n" + LENGTH));
      assertThat(connection.head()).startsWith("HTTP/1.1 100 ");
      connection.send(ContentScene.HELLO);

      assertThat(connection.head()).startsWith("HTTP/1.1 200 ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {LENGTH, CHUNKED, "Content-Length: " + TEN_GB + "\n"})
  void refusedBodyEndsTheConnection(String headers) throws Exception {
    // What is missing of a refused body is waited for this long. A busy machine may be slow to
    // begin.
    scene.server().patience(Duration.ofSeconds(3));
    try (RawConnection connection = connect()) {
      connection.send(put("/content/uploads/none", headers) + "5\nHello");

      assertThat(connection.text())
          .startsWith("HTTP/1.1 404 ")
          .containsIgnoringCase("Connection: close");
    }
  }

  @Test
  void refusedBodiesThatDoNotComeHoldFewThreads() throws Exception {
    List<RawConnection> connections = new ArrayList<>();
    List<CompletableFuture<String>> answers = new ArrayList<>();
    ExecutorService clients = Executors.newCachedThreadPool();
    try {
      for (int i = 0; i < 9; i++) {
        RawConnection connection = connect();
        connections.add(connection);
        connection.send(put("/content/uploads/none", LENGTH) + "\n");
        answers.add(CompletableFuture.supplyAsync(() -> textOf(connection), clients));
      }
      // Eight wait for their bodies, as long as a connection may be silent; the ninth does not.
      Object first =
          CompletableFuture.anyOf(answers.toArray(CompletableFuture<?>[]::new))
              .get(20, TimeUnit.SECONDS);

      assertThat((String) first).startsWith("HTTP/1.1 404 ");
    } finally {
      for (RawConnection connection : connections) {
        connection.close();
      }
      clients.shutdown();
    }
  }

  private static String textOf(RawConnection connection) {
    try {
      return connection.text();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void connectionOutlivesARefusalWithoutABody() throws Exception {
    FileItem file = scene.file("a.txt", ContentScene.HELLO);
    try (RawConnection connection = connect()) {
      connection.send("HEAD /content/files/none HTTP/1.1\nHost: localhost\n\n");
      assertThat(connection.head()).startsWith("HTTP/1.1 404 ");
      // A body after the former head would come first.
      connection.send("HEAD " + scene.signedPath(file) + " HTTP/1.1\nHost: localhost\n\n");
      assertThat(connection.head()).startsWith("HTTP/1.1 200 ");
      connection.send(
          "GET " + scene.signedPath(file) + " HTTP/1.1\nHost: localhost\nConnection: close\n\n");
      assertThat(connection.text()).startsWith("HTTP/1.1 200 ").endsWith("Hello, world");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SHORT_READ", "FLIPPED_BIT", "BROKEN_READ"})
  void smallDamagedFileIsAFailure(Fault fault) throws Exception {
    String path = scene.signedPath(scene.file("a.txt", ContentScene.HELLO));
    scene.faults().failAt(fault, 1);

    var answer = scene.client().send("GET", path);

    assertThat(answer.status()).isGreaterThanOrEqualTo(500);
    assertThat(answer.header("ETag")).isEmpty();
    assertThat(answer.header("Content-Disposition")).isEmpty();
    assertThat(answer.json().path("code").textValue()).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"SHORT_READ", "FLIPPED_BIT", "BROKEN_READ"})
  void largeDamagedFileBreaksOff(Fault fault) throws Exception {
    byte[] large = new byte[1_000_000];
    new Random(1).nextBytes(large);
    String path = scene.signedPath(scene.file("a.bin", large));
    scene.faults().failAt(fault, 1);
    try (RawConnection connection = connect()) {
      connection.send("GET " + path + " HTTP/1.1\nHost: localhost\n\n");

      assertThat(connection.head()).startsWith("HTTP/1.1 200 ").contains("Content-Length: 1000000");
      assertThat(connection.rest()).hasSizeLessThan(large.length);
    }
    assertThat(scene.client().send("GET", path).bytes()).isEqualTo(large);
  }

  @Test
  void readerThatLeavesIsNoMatter() throws Exception {
    byte[] large = new byte[20_000_000];
    String path = scene.signedPath(scene.file("a.bin", large));
    try (RawConnection connection = connect()) {
      connection.send("GET " + path + " HTTP/1.1\nHost: localhost\n\n");
      connection.head();
      connection.take(1000);
    }
    assertThat(scene.server().client(TestServer.ADA).send("GET", "/nowhere").status())
        .isEqualTo(404);
  }
}
