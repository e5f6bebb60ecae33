package io.filelibrary.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that send or read too slowly, too much, or not to the end: they leave nothing behind. */
final class SlowClientTest {
  private static final int LARGE = 32 << 20;

  @TempDir Path temporary;
  private Path data;
  private ServedLibrary served;

  @BeforeEach
  void start() throws Exception {
    data = temporary.resolve("data");
    served =
        ServedLibrary.start(
            data, "--idle-timeout", "3s", "--min-upload-rate", "10KiB", "--threads", "16");
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void bodyThatStopsIsAnsweredWith408() throws Exception {
    String url = served.begin("a.bin");
    try (Socket socket = begin(url, 1000)) {
      socket.getOutputStream().write(new byte[500]);

      assertThat(readAll(socket)).startsWith("HTTP/1.1 408 ").contains("\"request_timeout\"");
    }
    assertNothingCame("a.bin");
  }

  @Test
  void bodyThatTricklesIsAnsweredWith408() throws Exception {
    String url = served.begin("a.bin");
    try (Socket socket = begin(url, 1_000_000)) {
      assertThat(trickle(socket)).startsWith("HTTP/1.1 408 ").contains("\"request_timeout\"");
    }
    assertNothingCame("a.bin");
  }

  @Test
  void bodyThatBreaksOffLeavesNothing() throws Exception {
    String url = served.begin("a.bin");
    try (Socket socket = begin(url, 1_000_000)) {
      socket.getOutputStream().write(new byte[200_000]);
    }
    served.awaitOutput("PUT /content/uploads/{token} ");
    assertNothingCame("a.bin");
  }

  @Test
  void bodyOfJsonThatIsTooLargeIsAnsweredWith413() throws Exception {
    String large = "{\"channelId\":\"main\",\"path\":\"" + "x".repeat(2 << 20) + "\"}";
    HttpResponse<String> answer = served.post("/v1/files/file", served.key(), large);

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(ServedLibrary.json(answer).path("code").textValue()).isEqualTo("body_too_large");
    assertThat(listing()).isEmpty();
  }

  @Test
  void readerOfALargeAnswerThatDoesNotReadIsLetGo() throws Exception {
    served.store("large.bin", new byte[LARGE]);
    URI url = URI.create(served.listed("large.bin", served.key()).path("downloadUrl").textValue());
    try (Socket socket = served.connect()) {
      socket.getOutputStream().write(head("GET", url, "").getBytes(ISO_8859_1));
      served.awaitOutput("GET /content/files/");

      assertThat(readAll(socket).length()).isLessThan(LARGE);
    }
    assertThat(served.get("/metrics").body()).contains("filelibrary_http_running_requests 0.0");
  }

  @Test
  void manySlowClientsDoNotKeepOthersOut() throws Exception {
    String url = served.begin("a.bin");
    Socket[] slow = new Socket[40];
    try {
      for (int i = 0; i < slow.length; i++) {
        slow[i] = begin(url, 1000);
      }
      assertThat(served.get("/v1/files?channelId=main", served.key()).statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void readerThatIsTooSlowIsLetGoThoughItIsNeverIdle() throws Exception {
    URI url = large("--idle-timeout", "3s", "--min-download-rate", "1GiB");
    try (Socket socket = reader(url)) {
      byte[] piece = new byte[1 << 18];
      long taken = 0;
      int read = socket.getInputStream().readNBytes(piece, 0, piece.length);
      while (read > 0) {
        taken += read;
        long next = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        while (System.nanoTime() < next) {
          assertThat(served.get("/healthz").statusCode()).isEqualTo(200);
        }
        read = readOrReset(socket, piece);
      }

      assertThat(taken).isLessThan(LARGE);
    }
    served.awaitOutput("GET /content/files/");
    assertThat(served.get("/metrics").body()).contains("filelibrary_http_running_requests 0.0");
  }

  @Test
  void readersThatDoNotReadLeaveThreadsForTheRest() throws Exception {
    String key = served.key();
    URI url = large("--idle-timeout", "12s", "--threads", "16");
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 24; i++) {
        slow.add(reader(url));
      }
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (!served.get("/metrics").body().contains("filelibrary_http_running_requests 24.0")) {
        assertThat(System.nanoTime()).isLessThan(end);
      }
      assertThat(served.get("/v1/files?channelId=main", key).statusCode()).isEqualTo(200);
      List<String> heads = new ArrayList<>();
      for (Socket socket : slow) {
        heads.add(new String(socket.getInputStream().readNBytes(200), ISO_8859_1));
      }
      assertThat(heads)
          .anySatisfy(head -> assertThat(head).startsWith("HTTP/1.1 200 "))
          .anySatisfy(
              head -> assertThat(head).startsWith("HTTP/1.1 503 ").contains("Retry-After: 5"));
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  /** Serves with other options; returns the URL of a large file. */
  private URI large(String... options) throws Exception {
    served.store("large.bin", new byte[LARGE]);
    String key = served.key();
    served.close();
    served = ServedLibrary.start(data, options);
    return URI.create(served.listed("large.bin", key).path("downloadUrl").textValue());
  }

  /** Asks for a file. */
  private Socket reader(URI url) throws IOException {
    Socket socket = served.connect();
    socket.getOutputStream().write(head("GET", url, "").getBytes(ISO_8859_1));
    return socket;
  }

  private static int readOrReset(Socket socket, byte[] piece) throws IOException {
    try {
      return socket.getInputStream().readNBytes(piece, 0, piece.length);
    } catch (SocketException e) {
      assertThat(e).hasMessageContaining("reset");
      return 0;
    }
  }

  /** Sends the head of an upload. */
  private Socket begin(String upload, long length) throws IOException {
    Socket socket = served.connect();
    String head = head("PUT", URI.create(upload), "Content-Length: " + length + "\r\n");
    socket.getOutputStream().write(head.getBytes(ISO_8859_1));
    return socket;
  }

  private static String head(String method, URI url, String header) {
    return method
        + " "
        + url.getRawPath()
        + " HTTP/1.1\r\nHost: "
        + url.getAuthority()
        + "\r\n"
        + header
        + "\r\n";
  }

  /** Sends a byte each time that no answer has come for a moment; returns the answer. */
  private static String trickle(Socket socket) throws IOException {
    socket.setSoTimeout(50);
    OutputStream out = socket.getOutputStream();
    for (int sent = 0; sent < 2000; sent++) {
      try {
        int first = socket.getInputStream().read();
        socket.setSoTimeout(30_000);
        return (char) first + readAll(socket);
      } catch (SocketTimeoutException e) {
        out.write(sent);
      }
    }
    throw new AssertionError("no answer came");
  }

  /** A server that does not want the rest of a request resets the connection behind its answer. */
  private static String readAll(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        all.write(buffer, 0, read);
      }
    } catch (SocketException e) {
      assertThat(e).hasMessageContaining("reset");
    }
    return all.toString(ISO_8859_1);
  }

  private void assertNothingCame(String path) throws Exception {
    assertThat(listing()).doesNotContain(path);
    try (Stream<Path> spool = Files.walk(data.resolve("spool"))) {
      assertThat(spool.filter(Files::isRegularFile)).isEmpty();
    }
    try (Stream<Path> contents = Files.walk(data.resolve("contents"))) {
      assertThat(contents.filter(Files::isRegularFile).map(Path::getFileName).map(Path::toString))
          .allMatch(name -> !name.matches("[0-9a-f]{20,}.*"));
    }
  }

  private List<String> listing() {
    return new Shell(data).run("ls").lines();
  }
}
