package io.filelibrary.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server that is stopping says on connections that are open already. */
final class StoppingTest {
  @TempDir Path temporary;

  @Test
  void serverThatStopsIsNotReadyAndTakesNoMoreRequests() throws Exception {
    try (ServedLibrary served = ServedLibrary.start(temporary.resolve("data"))) {
      URI upload = URI.create(served.begin("a.bin"));
      served.awaitOutput("POST /v1/files/file ");
      try (Socket open = served.connect();
          Socket transfer = served.connect()) {
        assertThat(ask(open, "/readyz")).startsWith("HTTP/1.1 200");
        send(transfer, "PUT " + upload.getRawPath(), "Content-Length: 2\r\nConnection: close\r\n");
        transfer.getOutputStream().write('h');
        awaitRunning(open);

        served.stop();
        awaitNotReady(open);

        assertThat(ask(open, "/readyz")).contains("\"not_ready\"").contains("is stopping");
        assertThat(ask(open, "/healthz")).startsWith("HTTP/1.1 200");
        assertThat(refused(open)).contains("Retry-After: 5");
        transfer.getOutputStream().write('i');
        assertThat(readAnswer(transfer)).startsWith("HTTP/1.1 2");
      }
      assertThat(served.end()).isZero();
    }
    Shell shell = new Shell(temporary.resolve("data"));
    assertThat(shell.run("get", "a.bin").out()).isEqualTo("hi");
  }

  private static void awaitRunning(Socket socket) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!ask(socket, "/metrics").contains("filelibrary_http_running_requests 1.0")) {
      assertThat(System.nanoTime()).isLessThan(end);
    }
  }

  /** It is told that it is not ready before the last request is taken. */
  private static String refused(Socket socket) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    String answer = ask(socket, "/v1/files");
    while (!answer.startsWith("HTTP/1.1 503")) {
      assertThat(System.nanoTime()).isLessThan(end);
      answer = ask(socket, "/v1/files");
    }
    return answer;
  }

  private static void awaitNotReady(Socket socket) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!ask(socket, "/readyz").startsWith("HTTP/1.1 503")) {
      assertThat(System.nanoTime()).isLessThan(end);
    }
  }

  private static String ask(Socket socket, String path) throws IOException {
    send(socket, "GET " + path, "");
    return readAnswer(socket);
  }

  private static void send(Socket socket, String line, String headers) throws IOException {
    String head = line + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
    socket.getOutputStream().write(head.getBytes(ISO_8859_1));
  }

  /** Reads the head of an answer and the body of the length that it says. */
  private static String readAnswer(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      assertThat(next).as("the answer %s ends in its head", answer).isNotNegative();
      answer.append((char) next);
    }
    int length =
        answer
            .toString()
            .lines()
            .filter(line -> line.startsWith("Content-Length: "))
            .mapToInt(line -> Integer.parseInt(line.substring("Content-Length: ".length())))
            .findFirst()
            .orElse(0);
    return answer + new String(in.readNBytes(length), ISO_8859_1);
  }
}
